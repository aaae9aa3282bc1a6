#pragma once

#include "app/config.hpp"
#include "net/http_client.hpp"

namespace sawthis::app {

/// What the configuration says of fetching, for a client; all else as by default.
[[nodiscard]] net::HttpOptions fetch_options(const FetchConfig& fetch);

/// The same for web pages: one at a time from each host.
[[nodiscard]] net::HttpOptions page_fetch_options(const FetchConfig& fetch);

}  // namespace sawthis::app
