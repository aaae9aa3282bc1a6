#include "tests/support/http_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <list>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

namespace sawthis::test {

namespace {

constexpr int kPollMilliseconds = 20;

/// A socket that closes itself.
class Socket {
public:
    explicit Socket(int fd) : fd_(fd) {}
    Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    Socket& operator=(Socket&&) = delete;
    ~Socket() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

/// Whether there is something to read (or the peer left) before the time is over.
bool wait_readable(int fd, std::chrono::milliseconds span, const std::stop_token& stop) {
    const auto end = std::chrono::steady_clock::now() + span;
    while (!stop.stop_requested()) {
        pollfd entry{fd, POLLIN, 0};
        if (::poll(&entry, 1, kPollMilliseconds) > 0) return true;
        if (std::chrono::steady_clock::now() >= end) return false;
    }
    return false;
}

bool send_all(int fd, std::string_view bytes, const std::stop_token& stop) {
    while (!bytes.empty() && !stop.stop_requested()) {
        pollfd entry{fd, POLLOUT, 0};
        if (::poll(&entry, 1, kPollMilliseconds) == 0) continue;
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return bytes.empty();
}

ServedRequest parse_request(std::string_view head) {
    ServedRequest request;
    const auto line = head.substr(0, head.find("\r\n"));
    const auto blank = std::min(line.find(' '), line.size());
    request.method = line.substr(0, blank);
    const auto rest = line.substr(std::min(blank + 1, line.size()));
    request.target = rest.substr(0, rest.find(' '));
    head.remove_prefix(std::min(line.size() + 2, head.size()));
    while (!head.empty()) {
        const auto end = std::min(head.find("\r\n"), head.size());
        const auto field = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        const auto colon = field.find(':');
        if (colon == std::string_view::npos) continue;
        std::string name(field.substr(0, colon));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto value = field.find_first_not_of(' ', colon + 1);
        request.headers[name] = value == std::string_view::npos ? "" : field.substr(value);
    }
    return request;
}

std::string write_response(const ServedResponse& response) {
    if (!response.raw.empty()) return response.raw;
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + " Answer\r\n";
    for (const auto& [name, value] : response.headers)
        ((text += name) += ": ").append(value) += "\r\n";
    const bool has_body = response.status != 304 && response.status != 204;
    if (has_body) text += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    if (!response.keep_alive) text += "Connection: close\r\n";
    text += "\r\n";
    if (has_body) text += response.body;
    return text;
}

}  // namespace

struct HttpServer::Impl {
    explicit Impl(Handler given) : handler(std::move(given)), listener(open_listener()) {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        ::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        acceptor = std::jthread([this](const std::stop_token& stop) { accept_all(stop); });
    }

    static Socket open_listener() {
        Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(socket.get(), SOMAXCONN) != 0) {
            throw std::runtime_error("no loopback port to listen on");
        }
        return socket;
    }

    void accept_all(const std::stop_token& stop) {
        std::list<std::jthread> threads;  // each is stopped and joined when the list goes
        while (!stop.stop_requested()) {
            pollfd entry{listener.get(), POLLIN, 0};
            if (::poll(&entry, 1, kPollMilliseconds) <= 0) continue;
            Socket socket(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (socket.get() < 0) continue;
            const int on = 1;
            ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            {
                const std::lock_guard lock(mutex);
                ++accepted;
                most_open = std::max(most_open, ++open);
            }
            threads.emplace_back(
                [this, socket = std::move(socket)](const std::stop_token& own) mutable {
                    serve(socket.get(), own);
                    const std::lock_guard lock(mutex);
                    --open;
                });
        }
        for (auto& thread : threads) thread.request_stop();
    }

    static bool read_some(int fd, std::string& buffer, const std::stop_token& stop) {
        constexpr std::chrono::seconds kIdle{30};
        if (!wait_readable(fd, kIdle, stop)) return false;
        char bytes[4096];
        const auto size = ::recv(fd, bytes, sizeof bytes, 0);
        if (size <= 0) return false;
        buffer.append(bytes, static_cast<std::size_t>(size));
        return true;
    }

    static bool read_body(int fd, std::string& buffer, ServedRequest& request,
                          const std::stop_token& stop) {
        const auto length = request.headers.find("content-length");
        const std::size_t size = length == request.headers.end() ? 0 : std::stoul(length->second);
        while (buffer.size() < size) {
            if (!read_some(fd, buffer, stop)) return false;
        }
        request.body = buffer.substr(0, size);
        buffer.erase(0, size);
        return true;
    }

    /// The head of the next request; nullopt when the client is done.
    static std::optional<std::string> read_head(int fd, std::string& buffer,
                                                const std::stop_token& stop) {
        while (true) {
            if (const auto end = buffer.find("\r\n\r\n"); end != std::string::npos) {
                auto head = buffer.substr(0, end);
                buffer.erase(0, end + 4);
                return head;
            }
            if (!read_some(fd, buffer, stop)) return std::nullopt;
            // Such as a TLS handshake: it would never get to the end of a head.
            if (buffer.front() < 'A' || buffer.front() > 'Z') return std::nullopt;
        }
    }

    ServedResponse answer(const ServedRequest& request) {
        const std::lock_guard lock(mutex);
        seen.push_back(request);
        return handler(request);
    }

    void serve(int fd, const std::stop_token& stop) {
        std::string buffer;
        while (const auto head = read_head(fd, buffer, stop)) {
            auto request = parse_request(*head);
            if (!read_body(fd, buffer, request, stop)) return;
            request.at = std::chrono::steady_clock::now();
            const auto response = answer(request);
            if (response.delay.count() > 0) wait_readable(fd, response.delay, stop);
            if (!send_all(fd, write_response(response), stop)) return;
            if (response.close_delay.count() > 0) wait_readable(fd, response.close_delay, stop);
            if (!response.raw.empty() || !response.keep_alive) return;
        }
    }

    mutable std::mutex mutex;
    Handler handler;                  // guarded by mutex
    std::vector<ServedRequest> seen;  // guarded by mutex
    std::size_t open = 0;             // guarded by mutex
    std::size_t most_open = 0;        // guarded by mutex
    std::size_t accepted = 0;         // guarded by mutex
    Socket listener;
    std::uint16_t port = 0;
    std::jthread acceptor;  // last: it uses all the rest
};

HttpServer::HttpServer(Handler handler) : impl_(std::make_unique<Impl>(std::move(handler))) {}
HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const {
    return impl_->port;
}

std::string HttpServer::host_port() const {
    return "127.0.0.1:" + std::to_string(impl_->port);
}

std::string HttpServer::url(std::string_view target) const {
    return "http://" + host_port() + std::string(target);
}

std::size_t HttpServer::hits() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->seen.size();
}

std::size_t HttpServer::hits(std::string_view target) const {
    const std::lock_guard lock(impl_->mutex);
    return static_cast<std::size_t>(
        std::count_if(impl_->seen.begin(), impl_->seen.end(),
                      [&](const ServedRequest& request) { return request.target == target; }));
}

std::vector<ServedRequest> HttpServer::requests() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->seen;
}

std::size_t HttpServer::most_connections() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->most_open;
}

std::size_t HttpServer::connections() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->accepted;
}

}  // namespace sawthis::test
