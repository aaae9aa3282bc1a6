#pragma once

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

/// For each URL why robots.txt of its origin keeps us from fetching it (FailureKind::robots);
/// nullopt where it does not. Fetches each origin's file once.
[[nodiscard]] std::vector<std::optional<Failure>> check_robots(net::HttpClient& client,
                                                               std::span<const std::string> urls);

}  // namespace sawthis::app
