#include "web/callback_listener.hpp"
#include "core/number.hpp"

#include <fmt/format.h>

#include <thread>
#include <utility>  // Asio 1.74 does not include it where it needs it

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace sawthis::web {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds kPauseAfterFault{100};
constexpr std::chrono::seconds kLinger{2};

std::string text_of(beast::string_view text) {
    return {text.data(), text.size()};
}

/// One connection, from its first byte to its last. Lives as long as it waits for something.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, app::CallbackDesk& desk, const ListenerLimits& limits,
            std::size_t& open)
        : stream_(std::move(socket)), desk_(desk), limits_(limits), open_(open) {
        ++open_;
        parser_.header_limit(static_cast<std::uint32_t>(limits.max_header_bytes));
        parser_.body_limit(limits.max_body_bytes);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() { --open_; }

    void run() {
        stream_.expires_after(limits_.timeout);
        http::async_read_header(stream_, buffer_, parser_,
                                [self = shared_from_this()](error_code error, std::size_t) {
                                    error ? self->give_up(error) : self->take_head();
                                });
    }

private:
    void take_head() {
        const auto& head = parser_.get();
        request_.method = text_of(head.method_string());
        request_.target = text_of(head.target());
        request_.content_type = text_of(head[http::field::content_type]);
        request_.signature = text_of(head["X-Hub-Signature"]);
        if (auto refusal = desk_.refuse(request_)) return answer(*std::move(refusal));
        if (!head[http::field::content_encoding].empty()) {
            return answer({415, "no content coding is taken\n"});
        }
        if (beast::iequals(head[http::field::expect], "100-continue")) return say_continue();
        read_body();
    }

    void say_continue() {
        continue_.result(http::status::continue_);
        http::async_write(stream_, continue_,
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (!error) self->read_body();
                          });
    }

    void read_body() {
        http::async_read(stream_, buffer_, parser_,
                         [self = shared_from_this()](error_code error, std::size_t) {
                             if (error) return self->give_up(error);
                             self->request_.body = std::move(self->parser_.get().body());
                             self->answer(self->desk_.answer(std::move(self->request_)));
                         });
    }

    /// Whoever only left or fell silent gets no answer.
    void give_up(error_code error) {
        if (error == http::error::body_limit) return answer({413, "the body is too large\n"});
        if (error == http::error::header_limit) return answer({431, "the head is too large\n"});
        if (error.category() == http::make_error_code(http::error::bad_method).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message) {
            answer({400, "this is no HTTP request\n"});
        }
    }

    void answer(app::CallbackAnswer given) {
        response_.version(11);
        response_.result(static_cast<unsigned>(given.status));
        response_.set(http::field::content_type, "text/plain; charset=utf-8");
        response_.set("X-Content-Type-Options", "nosniff");
        response_.keep_alive(false);
        response_.body() = std::move(given.body);
        response_.prepare_payload();
        stream_.expires_after(limits_.timeout);
        http::async_write(stream_, response_,
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (!error) self->close();
                          });
    }

    /// Closing while bytes wait unread would reset the connection, and the answer with it.
    void close() {
        error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_.expires_after(kLinger);
        drain();
    }

    void drain() {
        stream_.async_read_some(asio::buffer(rest_),
                                [self = shared_from_this()](error_code error, std::size_t) {
                                    if (!error) self->drain();
                                });
    }

    beast::tcp_stream stream_;
    app::CallbackDesk& desk_;
    const ListenerLimits& limits_;
    std::size_t& open_;
    beast::flat_buffer buffer_;
    http::request_parser<http::string_body> parser_;
    app::CallbackRequest request_;
    http::response<http::empty_body> continue_;
    http::response<http::string_body> response_;
    std::array<char, 4096> rest_{};
};

std::optional<tcp::endpoint> parse_endpoint(std::string_view address) {
    const auto colon = address.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto host = address.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    const auto port = parse_number<std::uint16_t>(address.substr(colon + 1));
    error_code error;
    const auto ip = asio::ip::make_address(std::string(host), error);
    if (error || !port) return std::nullopt;
    return tcp::endpoint(ip, *port);
}

}  // namespace

struct CallbackListener::Impl {
    Impl(app::CallbackDesk& given_desk, const ListenerLimits& given_limits)
        : desk(given_desk), limits(given_limits) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() { io.stop(); }

    error_code listen(const tcp::endpoint& endpoint) {
        error_code error;
        acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        return error;
    }

    void accept() {
        acceptor.async_accept([this](error_code error, tcp::socket socket) {
            if (error) return rest();
            if (open < limits.max_connections) {
                std::make_shared<Session>(std::move(socket), desk, limits, open)->run();
            }
            accept();
        });
    }

    /// No file descriptor is free, say: trying again at once would only burn.
    void rest() {
        pause.expires_after(kPauseAfterFault);
        pause.async_wait([this](error_code error) {
            if (!error) accept();
        });
    }

    app::CallbackDesk& desk;
    const ListenerLimits limits;
    std::size_t open = 0;  // connections; used by the thread alone
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};
    std::jthread thread;  // last: it uses all the rest
};

CallbackListener::CallbackListener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CallbackListener::CallbackListener(CallbackListener&&) noexcept = default;
CallbackListener& CallbackListener::operator=(CallbackListener&&) noexcept = default;
CallbackListener::~CallbackListener() = default;

Result<CallbackListener> CallbackListener::start(std::string_view address, app::CallbackDesk& desk,
                                                 const ListenerLimits& limits) {
    const auto endpoint = parse_endpoint(address);
    if (!endpoint) {
        return fail(
            ErrorCode::bad_input,
            fmt::format("{}: write an IP address and a port, as in 127.0.0.1:8418", address));
    }
    auto impl = std::make_unique<Impl>(desk, limits);
    if (const auto error = impl->listen(*endpoint)) {
        return fail(ErrorCode::conflict,
                    fmt::format("cannot listen on {}: {}", address, error.message()));
    }
    impl->accept();
    impl->thread = std::jthread([&io = impl->io] { io.run(); });
    return CallbackListener(std::move(impl));
}

std::uint16_t CallbackListener::port() const {
    error_code ignored;
    return impl_->acceptor.local_endpoint(ignored).port();
}

std::string CallbackListener::address() const {
    error_code ignored;
    const auto endpoint = impl_->acceptor.local_endpoint(ignored);
    const auto ip = endpoint.address().to_string(ignored);
    return endpoint.address().is_v6() ? fmt::format("[{}]:{}", ip, endpoint.port())
                                      : fmt::format("{}:{}", ip, endpoint.port());
}

}  // namespace sawthis::web
