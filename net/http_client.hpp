#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/result.hpp"

namespace sawthis::net {

/// Limits and manners of all transfers of one client. Proxies, cookies, .netrc and other things of
/// the environment are never used: the address guard can judge only what we connect to ourselves.
struct HttpOptions {
    std::chrono::milliseconds total_timeout{30'000};
    std::chrono::milliseconds connect_timeout{10'000};
    // A transfer slower than 16 bytes a second for this long is given up: "timeout".
    std::chrono::seconds low_speed_time{20};
    std::size_t max_body_bytes = 16U << 20U;     // counted after decompression
    std::size_t max_header_bytes = 256U << 10U;  // of one transfer, redirects included
    int max_redirects = 8;
    int per_host = 2;  // transfers to one host at a time
    // A transfer that takes longer no longer counts there, within bounds: a few answers that
    // trickle do not hold up the other sources of their host.
    std::chrono::milliseconds slow_after{1'500};
    std::chrono::milliseconds per_host_gap{0};  // least time between two starts at one host
    int concurrency = 64;                       // transfers at a time
    std::string user_agent = "sawthis/0.1 (+https://sawthis.example/bot)";
    std::vector<std::string> allow_private;  // what may be private or local, see AllowList
    std::string accept =
        "application/atom+xml, application/rss+xml, application/feed+json, "
        "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.7, */*;q=0.5";
};

struct HttpRequest {
    std::size_t tag = 0;  // comes back with the outcome
    std::string url;      // a user name and password in it are sent to its own origin only (Basic)
    std::string etag;     // sent as If-None-Match, byte for byte; empty: not sent
    std::string last_modified;        // sent as If-Modified-Since, likewise
    std::optional<std::string> form;  // sent by POST, as application/x-www-form-urlencoded. Any 2xx
                                      // is an answer then, and only 307 and 308 are followed
};

struct HttpResponse {
    int status = 0;         // 200 or 304; all else is a Failure, but for forms
    std::string body;       // decoded (gzip, brotli, zstd); never empty with 200, but for forms
    std::string final_url;  // after redirects; without user name and password
    std::string
        permanent_url;  // where the 301s and 308s lead that stand before any other redirect;
                        // empty if none. Keeps user name and password within the origin
    std::string content_type;
    std::string etag;           // empty if there is none or it may not be sent back: control bytes,
    std::string last_modified;  // not ASCII, over 1 KiB; likewise
    std::optional<std::chrono::seconds> max_age;  // Cache-Control: max-age
    std::string links;                            // the Link headers, see find_link()
    bool operator==(const HttpResponse&) const = default;
};

struct HttpOutcome {
    std::size_t tag = 0;
    Fetched<HttpResponse> response;
    int status = 0;  // of the last answer, also of one that is a failure; 0 if none came
    std::optional<std::chrono::seconds> retry_after;  // of a 429 or 503, from now; at most a day
};

/// Many transfers at once on one curl multi loop, http and https only. What a host's name means is
/// asked once, so a client is for one piece of work and not for a day. Addresses that are not
/// public are refused on the address really connected to, at each hop. Not to be shared by threads.
class HttpClient {
public:
    /// Error bad_input: an option makes no sense; the text names it.
    [[nodiscard]] static Result<HttpClient> create(HttpOptions options);

    /// Asks `next` for requests until it gives none, keeps up to `concurrency` under way, and calls
    /// `done` once for each, in the order they end, all on the calling thread. Stops early, without
    /// outcomes for what is under way, when `stop` is asked for. Not to be called from `done`.
    void fetch_all(const std::function<std::optional<HttpRequest>()>& next,
                   const std::function<void(HttpOutcome)>& done, const std::stop_token& stop = {});

    /// One transfer, waited for.
    [[nodiscard]] HttpOutcome fetch(const HttpRequest& request);

    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) noexcept;
    ~HttpClient();

private:
    struct Impl;
    explicit HttpClient(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::net
