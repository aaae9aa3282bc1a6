#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/failure.hpp"
#include "core/result.hpp"
#include "fetchers/source_ranking.hpp"

namespace sawthis::app {

struct DiscoverRequest {
    std::string where;              // "example.org", or an http(s) URL
    std::size_t max_requests = 30;  // robots.txt included
    std::chrono::milliseconds gap{
        200};  // between two requests to one host; robots.txt may ask more
};

/// An address that was tried and brought no source.
struct TriedAddress {
    std::string url;
    Failure failure;
};

struct Discovery {
    std::vector<fetchers::FoundSource> sources;  // best first
    std::vector<TriedAddress> tried;
    std::size_t requests = 0;
};

/// Finds the sources of a site: what its home page declares and links to, what robots.txt and
/// sitemaps name, and the usual places; each is fetched, read and judged by how alive it is.
/// Obeys robots.txt. Nothing is kept. Error bad_input: neither a domain nor an http(s) URL.
[[nodiscard]] Result<Discovery> discover_sources(App& app, const DiscoverRequest& request,
                                                 const ProgressSink& progress);

}  // namespace sawthis::app
