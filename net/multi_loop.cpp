#include "net/multi_loop.hpp"

#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

namespace sawthis::net {

namespace {

// Of one turn; the others come with the next. Few, so that the servers have new requests to work on
// while the rest of their answers is read.
constexpr std::size_t kMostEvents = 8;

int on_socket(CURL*, curl_socket_t socket, int what, void* loop, void* known) {
    static_cast<MultiLoop*>(loop)->watch(socket, what, known != nullptr);
    return 0;
}

int on_timer(CURLM*, long milliseconds, void* loop) {
    std::optional<std::chrono::milliseconds> after;
    if (milliseconds >= 0) after = std::chrono::milliseconds(milliseconds);
    static_cast<MultiLoop*>(loop)->set_timer(after);
    return 0;
}

std::uint32_t events_of(int what) {
    std::uint32_t events = 0;
    if ((what & CURL_POLL_IN) != 0) events |= EPOLLIN;
    if ((what & CURL_POLL_OUT) != 0) events |= EPOLLOUT;
    return events;
}

int readiness_of(std::uint32_t events) {
    int ready = 0;
    if ((events & (EPOLLIN | EPOLLHUP)) != 0) ready |= CURL_CSELECT_IN;
    if ((events & EPOLLOUT) != 0) ready |= CURL_CSELECT_OUT;
    if ((events & EPOLLERR) != 0) ready |= CURL_CSELECT_ERR;
    return ready;
}

void close_descriptor(int descriptor) {
    if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

MultiLoop::MultiLoop(int most_connections)
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      waker_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      multi_(curl_multi_init()) {
    if (!is_open()) return;
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(most_connections));
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = waker_;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, waker_, &event);
}

MultiLoop::~MultiLoop() {
    if (multi_ != nullptr) curl_multi_cleanup(multi_);
    close_descriptor(waker_);
    close_descriptor(epoll_);
}

bool MultiLoop::is_open() const {
    return epoll_ >= 0 && waker_ >= 0 && multi_ != nullptr;
}

void MultiLoop::add(void* easy) {
    curl_multi_add_handle(multi_, easy);
}

void MultiLoop::remove(void* easy) {
    curl_multi_remove_handle(multi_, easy);
}

void MultiLoop::watch(int socket, int what, bool known) {
    if (what == CURL_POLL_REMOVE) {
        ::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr);
        return;
    }
    epoll_event event{};
    event.events = events_of(what);
    event.data.fd = socket;
    const int change = known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (::epoll_ctl(epoll_, change, socket, &event) == 0) {
        if (!known) curl_multi_assign(multi_, socket, this);
        return;
    }
    // A socket that was closed unnoticed leaves epoll, and one of its number comes without it.
    const int other = errno == ENOENT ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (errno == ENOENT || errno == EEXIST) ::epoll_ctl(epoll_, other, socket, &event);
}

void MultiLoop::set_timer(std::optional<std::chrono::milliseconds> after) {
    timer_ = after ? std::optional(Clock::now() + *after) : std::nullopt;
}

std::chrono::milliseconds MultiLoop::patience(std::chrono::milliseconds most) const {
    if (!timer_) return most;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*timer_ - Clock::now());
    return std::clamp(left, std::chrono::milliseconds(0), most);
}

void MultiLoop::act(int socket, int what) {
    int running = 0;
    curl_multi_socket_action(multi_, socket, what, &running);
}

void MultiLoop::turn(std::chrono::milliseconds most) {
    std::array<epoll_event, kMostEvents> events{};
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                   static_cast<int>(patience(most).count()));
    for (int i = 0; i < count; ++i) {
        const auto& event = events.at(static_cast<std::size_t>(i));
        if (event.data.fd == waker_) {
            eventfd_t wakes = 0;
            ::eventfd_read(waker_, &wakes);
        } else {
            act(event.data.fd, readiness_of(event.events));
        }
    }
    if (timer_ && *timer_ <= Clock::now()) {
        timer_.reset();
        act(CURL_SOCKET_TIMEOUT, 0);
    }
}

void MultiLoop::take_ended(const std::function<void(void*, int)>& take) {
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg == CURLMSG_DONE) take(message->easy_handle, message->data.result);
    }
}

void MultiLoop::wake() {
    ::eventfd_write(waker_, 1);
}

}  // namespace sawthis::net
