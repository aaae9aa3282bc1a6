#pragma once

#include <chrono>
#include <map>
#include <span>
#include <string>

/// Private to app/.
namespace sawthis::app {

/// When each host may be asked for another page: a gap after the last, or as long after it as its
/// robots.txt asks for.
class HostPace {
public:
    using Clock = std::chrono::steady_clock;

    /// No host's robots.txt makes us wait longer between two pages.
    static constexpr std::chrono::seconds kLongestDelay{30};
    /// One step of a poll begins no page later: the next poll goes on.
    static constexpr std::chrono::minutes kPatience{2};

    explicit HostPace(std::chrono::milliseconds gap) : gap_(gap) {}

    /// What a robots.txt of the host asks for; 0 if nothing. That it was read counts as a request
    /// if none was noted before.
    void slow_down(const std::string& host, std::chrono::seconds crawl_delay);
    [[nodiscard]] bool is_slowed_down(const std::string& host) const;
    void note_request(const std::string& host, Clock::time_point at = Clock::now());

    [[nodiscard]] bool may_ask(const std::string& host) const;
    /// Sleeps until one of the hosts may be asked. False, and at once, if that is not before
    /// `deadline`, or there are no hosts.
    [[nodiscard]] bool wait_for_any(std::span<const std::string> hosts,
                                    Clock::time_point deadline) const;

private:
    [[nodiscard]] Clock::time_point next(const std::string& host) const;

    struct Host {
        std::chrono::milliseconds gap;
        Clock::time_point last{};
    };
    Host& find(const std::string& name) {
        return hosts_.try_emplace(name, Host{gap_}).first->second;
    }

    std::chrono::milliseconds gap_;
    std::map<std::string, Host> hosts_;
};

}  // namespace sawthis::app
