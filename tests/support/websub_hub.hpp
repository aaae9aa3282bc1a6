#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/http_server.hpp"

namespace sawthis::test {

/// A WebSub hub on loopback. It reaches subscribers at the path of their callback on a port that it
/// is told, as if a web server stood between.
class WebSubHub {
public:
    struct Request {
        std::string mode;
        std::string topic;
        std::string callback;
        std::string secret;
        std::string lease;
    };

    WebSubHub();

    /// Where subscribers listen.
    void reach(std::uint16_t port) { port_ = port; }
    /// How requests are answered from now on; 202 at first.
    void answer_with(int status) { status_ = status; }
    /// With a lease, each request is confirmed before it is answered.
    void confirm_at_once(std::string lease) { lease_at_once_ = std::move(lease); }

    [[nodiscard]] const HttpServer& server() const { return server_; }
    [[nodiscard]] std::vector<Request> requests() const;

    /// The subscriber's answer, as raw_exchange() gives it.
    std::string confirm(const Request& request, std::string_view lease) const;
    std::string deny(const Request& request, std::string_view reason) const;
    std::string push(const Request& request, std::string_view type, std::string_view body) const;
    std::string push_signed(const Request& request, std::string_view type, std::string_view body,
                            std::string_view signature) const;

private:
    ServedResponse take(const ServedRequest& request);
    std::string ask(const Request& request, std::string_view mode, std::string_view more) const;

    std::uint16_t port_ = 0;
    int status_ = 202;
    std::string lease_at_once_;
    HttpServer server_;  // last: it uses all the rest
};

/// "sha256=...", of a body under a secret.
std::string hub_signature(std::string_view body, std::string_view secret);

}  // namespace sawthis::test
