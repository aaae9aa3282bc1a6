#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "net/http_client.hpp"

namespace sawthis::app {

/// For each URL why robots.txt of its origin keeps us from fetching it (FailureKind::robots);
/// nullopt where it does not. Fetches each origin's file once. A host that cannot be reached
/// forbids nothing: the fetch itself will say what is wrong with it (but see RFC 9309 §2.3.1.4 for
/// 5xx).
[[nodiscard]] std::vector<std::optional<Failure>> check_robots(net::HttpClient& client,
                                                               std::span<const std::string> urls);

}  // namespace sawthis::app
