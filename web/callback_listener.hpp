#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "app/callback_desk.hpp"
#include "core/result.hpp"

namespace sawthis::web {

struct ListenerLimits {
    std::size_t max_body_bytes = 16U << 20U;
    std::size_t max_header_bytes = 32U << 10U;
    std::size_t max_connections = 32;  // further ones are closed at once
    std::chrono::seconds timeout{30};  // for one request, and for one answer
};

/// The HTTP/1.1 server that hubs call (WebSub): one request for a connection, on a thread of its
/// own. What is no hub's is refused before its body is read. Speaks no TLS: a web server in front
/// does.
class CallbackListener {
public:
    /// Listens at once; `address` is "host:port" with an IP address or "localhost" as the host,
    /// port 0 any that is free. `desk` has to outlive it. Error bad_input: no such address;
    /// conflict: the port is in use.
    [[nodiscard]] static Result<CallbackListener> start(std::string_view address,
                                                        app::CallbackDesk& desk,
                                                        const ListenerLimits& limits);

    /// "127.0.0.1:8418".
    [[nodiscard]] std::string address() const;
    [[nodiscard]] std::uint16_t port() const;

    CallbackListener(CallbackListener&&) noexcept;
    CallbackListener& operator=(CallbackListener&&) noexcept;
    ~CallbackListener();  // ends all connections

private:
    struct Impl;
    explicit CallbackListener(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::web
