#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "net/address_guard.hpp"
#include "net/answer_head.hpp"
#include "net/http_client.hpp"

namespace sawthis::net {

/// One request from its first hop to its outcome. Each hop is one libcurl transfer on a handle that
/// is lent for it; redirects are followed here rather than by libcurl, so that each is read by our
/// own URL parser and starts with fresh credentials, limits and allow-list.
class Transfer {
public:
    using Clock = std::chrono::steady_clock;

    Transfer(const HttpOptions& options, const AllowList& allowed, HttpRequest request);

    /// Whose host the next hop goes to; empty if the URL is bad, and finish() is all that is left.
    [[nodiscard]] const std::string& host() const { return host_; }

    /// Prepares `easy` (a CURL*, set up by set_up_easy_handle()) for the next hop.
    void start(void* easy);

    /// Takes in the end of a hop (a CURLcode); `reused`: it ran on a connection that had served
    /// before. The outcome, or nullopt if another hop is to be made.
    [[nodiscard]] std::optional<HttpOutcome> finish(int curl_code, bool reused);

    /// The outcome for a URL that is none.
    [[nodiscard]] HttpOutcome refuse();

    // What libcurl calls.
    std::size_t take_header(std::string_view line);
    std::size_t take_body(std::string_view bytes);
    [[nodiscard]] bool may_connect(std::span<const std::uint8_t> address);

private:
    void aim(std::string_view url);
    void set_headers(void* easy);
    void set_method(void* easy);
    [[nodiscard]] bool is_redirect() const;
    [[nodiscard]] std::optional<Failure> follow();
    [[nodiscard]] Failure transport_failure(int curl_code) const;
    [[nodiscard]] std::optional<Failure> decode();
    [[nodiscard]] Fetched<HttpResponse> judge();
    [[nodiscard]] HttpResponse response();
    [[nodiscard]] HttpOutcome outcome(Fetched<HttpResponse> response) const;

    struct ListClose {
        void operator()(void* list) const;
    };

    const HttpOptions* options_;
    const AllowList* allowed_;
    HttpRequest request_;
    std::string userinfo_;  // of the request's URL, escaped as it stands there
    std::string origin_;    // that it may be sent to, "https://host:port"
    std::string url_;       // of this hop, without user name and password
    std::string host_;
    std::string permanent_url_;
    bool permanent_ = true;  // no other redirect than 301 and 308 so far
    int hops_ = 0;
    bool fresh_connection_ = false;  // the next hop may not reuse one, and is not tried again
    std::optional<Clock::time_point> deadline_;
    bool private_allowed_ = false;  // this hop's host and port are on the allow-list
    bool address_blocked_ = false;
    bool headers_too_large_ = false;
    bool body_too_large_ = false;
    bool body_cut_ = false;  // enough of an error's body was read
    std::size_t header_bytes_ = 0;
    AnswerHead head_;
    std::string body_;
    std::unique_ptr<void, ListClose> headers_;  // a curl_slist
};

}  // namespace sawthis::net
