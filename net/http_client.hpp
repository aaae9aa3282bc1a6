#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/result.hpp"

namespace sawthis::net {

/// Limits and manners of all transfers of one client.
struct HttpOptions {
    std::chrono::milliseconds total_timeout{30'000};
    std::chrono::milliseconds connect_timeout{10'000};
    std::size_t max_body_bytes = 16U << 20U;     // counted after decompression
    std::size_t max_header_bytes = 256U << 10U;  // of one answer
    int max_redirects = 8;
    int per_host = 2;      // transfers to one host at a time
    int concurrency = 64;  // transfers at a time
    std::string user_agent = "sawthis/0.1 (+https://sawthis.example/bot)";
    std::vector<std::string>
        allow_private;  // "host:port" that may be private or local; "host:*" any port
    std::string accept =
        "application/atom+xml, application/rss+xml, application/feed+json, "
        "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.7, */*;q=0.5";
};

struct HttpRequest {
    std::size_t tag = 0;  // comes back with the outcome
    std::string url;
    std::string etag;           // sent as If-None-Match, byte for byte; empty: not sent
    std::string last_modified;  // sent as If-Modified-Since, likewise
};

struct HttpResponse {
    int status = 0;             // 200 or 304; all else is a Failure
    std::string body;           // decoded (gzip, brotli, zstd)
    std::string final_url;      // after redirects
    std::string permanent_url;  // where an unbroken chain of 301 and 308 from the start leads;
                                // empty if none
    std::string content_type;
    std::string etag;
    std::string last_modified;
    std::optional<std::chrono::seconds> max_age;  // Cache-Control: max-age
    bool operator==(const HttpResponse&) const = default;
};

struct HttpOutcome {
    std::size_t tag = 0;
    Fetched<HttpResponse> response;
    std::optional<std::chrono::seconds> retry_after;  // of a 429 or 503, from now; at most a day
};

/// Many transfers at once on one curl multi loop, http and https only. Addresses that are not
/// public are refused on the address really connected to, at each hop. Not to be shared by threads.
class HttpClient {
public:
    [[nodiscard]] static Result<HttpClient> create(HttpOptions options);

    /// Asks `next` for requests until it gives none, keeps up to `concurrency` under way, and calls
    /// `done` once for each, in the order they end, all on the calling thread. Stops early, without
    /// outcomes for what is under way, when `stop` is asked for.
    void fetch_all(const std::function<std::optional<HttpRequest>()>& next,
                   const std::function<void(HttpOutcome)>& done, std::stop_token stop = {});

    /// One transfer, waited for.
    [[nodiscard]] HttpOutcome fetch(const HttpRequest& request);

    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) noexcept;
    ~HttpClient();

private:
    struct Impl;
    explicit HttpClient(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::net
