#include "app/fetch_options.hpp"

#include <algorithm>

namespace sawthis::app {

net::HttpOptions fetch_options(const FetchConfig& fetch) {
    net::HttpOptions options;
    options.total_timeout = fetch.total_timeout;
    options.connect_timeout =
        std::min<std::chrono::milliseconds>(options.connect_timeout, fetch.total_timeout);
    options.max_body_bytes = fetch.max_body;
    options.per_host = fetch.per_host;
    options.per_host_gap = fetch.per_host_gap;
    options.concurrency = fetch.concurrency;
    options.allow_private = fetch.allow_private;
    if (!fetch.user_agent.empty()) options.user_agent = fetch.user_agent;
    return options;
}

net::HttpOptions page_fetch_options(const FetchConfig& fetch) {
    auto options = fetch_options(fetch);
    options.per_host = 1;
    options.accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
    return options;
}

}  // namespace sawthis::app
