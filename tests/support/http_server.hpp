#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sawthis::test {

struct ServedRequest {
    std::string method;
    std::string target;                          // "/a?b=c"
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;                            // as long as its Content-Length says
    std::chrono::steady_clock::time_point at;    // when all of it had come
};

struct ServedResponse {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;  // Content-Length is added
    std::string body;
    std::string raw;  // if not empty, these bytes are sent instead of all the above, and the
                      // connection is closed
    std::chrono::milliseconds delay{0};        // before anything is sent
    std::chrono::milliseconds close_delay{0};  // between the last byte and closing; ends early when
                                               // the client closes or the server stops
    bool keep_alive = true;
};

/// An HTTP/1.1 server on a free loopback port, for tests. One thread accepts, each connection has
/// its own; the handler is called by these one at a time.
class HttpServer {
public:
    using Handler = std::function<ServedResponse(const ServedRequest&)>;

    explicit HttpServer(Handler handler);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();  // ends all connections and threads

    [[nodiscard]] std::uint16_t port() const;
    /// "http://127.0.0.1:<port><target>"
    [[nodiscard]] std::string url(std::string_view target = "/") const;
    /// "127.0.0.1:<port>", as HttpOptions::allow_private wants it.
    [[nodiscard]] std::string host_port() const;

    /// Requests so far; those for one target, query included, if it is given.
    [[nodiscard]] std::size_t hits() const;
    [[nodiscard]] std::size_t hits(std::string_view target) const;
    /// All requests so far, in the order they were answered.
    [[nodiscard]] std::vector<ServedRequest> requests() const;
    /// The most connections that were open at one time.
    [[nodiscard]] std::size_t most_connections() const;
    /// Connections accepted so far.
    [[nodiscard]] std::size_t connections() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::test
