#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "net/http_client.hpp"
#include "net/robots.hpp"

namespace sawthis::app {

/// What an origin's robots.txt says to us, by the answer to asking for it. An empty file forbids
/// nothing, and neither does a host that cannot be reached, nor one that redirects us without end
/// (RFC 9309 §2.3.1.2): the fetch itself will say what is wrong with it.
[[nodiscard]] net::Robots robots_of(const net::HttpOutcome& outcome);

struct RobotsVerdict {
    std::optional<Failure> forbidden;    // FailureKind::robots; nullopt if it may be fetched
    std::chrono::seconds crawl_delay{};  // least time between two requests; 0 if it asks for none
};

/// What the robots.txt files of origins say to us, each of which is fetched once; for one piece of
/// work, since they change.
class RobotsBook {
public:
    /// One verdict for each URL.
    [[nodiscard]] std::vector<RobotsVerdict> judge(net::HttpClient& client,
                                                   std::span<const std::string> urls);

private:
    struct Origin {
        net::Robots robots;
        int status = 0;
        bool asked = false;
    };
    void ask(net::HttpClient& client);
    static RobotsVerdict judge(const Origin& origin, const std::string& url);

    std::map<std::string, Origin> origins_;  // by the address of their robots.txt
};

}  // namespace sawthis::app
