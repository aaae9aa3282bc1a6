#include "app/host_pace.hpp"

#include <algorithm>
#include <thread>

namespace sawthis::app {

void HostPace::slow_down(const std::string& host, std::chrono::seconds crawl_delay) {
    auto& [gap, last] = find(host);
    gap = std::max<std::chrono::milliseconds>(gap, std::min(crawl_delay, kLongestDelay));
    if (gap > gap_ && last == Clock::time_point{}) last = Clock::now();
}

bool HostPace::is_slowed_down(const std::string& host) const {
    const auto found = hosts_.find(host);
    return found != hosts_.end() && found->second.gap > gap_;
}

void HostPace::note_request(const std::string& host, Clock::time_point at) {
    find(host).last = at;
}

bool HostPace::may_ask(const std::string& host) const {
    return next(host) <= Clock::now();
}

bool HostPace::wait_for_any(std::span<const std::string> hosts, Clock::time_point deadline) const {
    auto first = deadline;
    for (const auto& host : hosts) first = std::min(first, next(host));
    if (first == deadline) return false;
    std::this_thread::sleep_until(first);
    return true;
}

HostPace::Clock::time_point HostPace::next(const std::string& host) const {
    const auto found = hosts_.find(host);
    if (found == hosts_.end()) return {};
    return found->second.last + found->second.gap;
}

}  // namespace sawthis::app
