#pragma once

#include <chrono>
#include <functional>
#include <optional>

/// Private to net/.
namespace sawthis::net {

/// A curl multi handle driven by epoll: libcurl looks only at the transfers whose sockets are ready
/// or whose time has come, where curl_multi_perform() looks at all of them each time.
class MultiLoop {
public:
    using Clock = std::chrono::steady_clock;

    /// `most_connections`: as many idle ones are kept for the next transfers.
    explicit MultiLoop(int most_connections);
    ~MultiLoop();
    MultiLoop(const MultiLoop&) = delete;
    MultiLoop& operator=(const MultiLoop&) = delete;

    /// False if the system had no room for another.
    [[nodiscard]] bool is_open() const;

    /// `easy` (a CURL*) must be taken off before it or the loop goes.
    void add(void* easy);
    void remove(void* easy);

    /// Waits until something happens, for `most` at the longest, and moves on what can be moved.
    void turn(std::chrono::milliseconds most);

    /// Calls `take` with each transfer that has ended (a CURL* and a CURLcode); it may add and
    /// remove.
    void take_ended(const std::function<void(void*, int)>& take);

    /// Ends a turn() that waits, or keeps the next from waiting. The one call for other threads.
    void wake();

    // What libcurl calls.
    void watch(int socket, int what, bool known);
    void set_timer(std::optional<std::chrono::milliseconds> after);

private:
    [[nodiscard]] std::chrono::milliseconds patience(std::chrono::milliseconds most) const;
    void act(int socket, int what);

    int epoll_ = -1;
    int waker_ = -1;
    std::optional<Clock::time_point> timer_;  // when libcurl wants to be called
    void* multi_ = nullptr;                   // a CURLM*
};

}  // namespace sawthis::net
