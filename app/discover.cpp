#include "app/discover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <thread>
#include <unordered_set>
#include <utility>

#include "app/fetch_options.hpp"
#include "app/robots_check.hpp"
#include "core/text.hpp"
#include "fetchers/discovery.hpp"
#include "fetchers/page_links.hpp"
#include "fetchers/sitemap.hpp"
#include "net/http_client.hpp"
#include "net/robots.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

using fetchers::Candidate;
using fetchers::FoundSource;
using fetchers::Hint;

constexpr std::size_t kFewestRequests = 8;
constexpr std::size_t kEnough = 3;        // sources that live: no need to guess further
constexpr std::size_t kMostSitemaps = 3;  // of those that robots.txt names, and of an index
constexpr std::chrono::seconds kLongestGap{5};
constexpr std::chrono::seconds kPatience{60};  // for all requests to a host that asks for gaps

std::string origin_of(std::string_view url) {
    const auto host = url.find("://") + 3;
    return std::string(url.substr(0, url.find_first_of("/?#", host)));
}

bool looks_like_html(std::string_view body) {
    const auto start = lower_ascii(trim(body.substr(0, 1'000)));
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

/// Of a sitemap's address.
bool says_news(std::string_view url) {
    const auto plain = lower_ascii(url);
    return plain.find("news") != std::string::npos || plain.find("press") != std::string::npos;
}

class Discoverer {
public:
    Discoverer(const App& app, const DiscoverRequest& request, const ProgressSink& progress)
        : options_(fetch_options(app.config().fetch)),
          now_(app.now()),
          progress_(progress),
          budget_(request.max_requests),
          gap_(request.gap) {}

    Result<Discovery> run(const std::vector<std::string>& starts) {
        if (const auto opened = open_client(); !opened) return tl::unexpected(opened.error());
        const auto home = enter(starts);
        if (home.empty()) return finish();
        try_all(sitemaps_of(home));
        // What was found on pages leads further, once.
        try_all(std::exchange(found_on_pages_, {}));
        try_all(std::exchange(found_on_pages_, {}));
        for (const auto& place : fetchers::usual_places(home)) {
            if (living() >= kEnough) break;
            try_all({place});
        }
        try_all(std::exchange(found_on_pages_, {}));
        return finish();
    }

private:
    Result<void> open_client() {
        auto client = net::HttpClient::create(options_);
        if (!client) return tl::unexpected(client.error());
        client_.emplace(std::move(*client));
        return {};
    }

    net::HttpOutcome fetch(const std::string& url) {
        ++discovery_.requests;
        wait_for(net::host_of(url));
        if (progress_) progress_({"looking", "addresses", discovery_.requests, 0});
        return client_->fetch({0, url, {}, {}});
    }
    /// The client keeps its gap within one call only.
    void wait_for(const std::string& host) {
        const auto last = last_request_.find(host);
        if (last != last_request_.end()) std::this_thread::sleep_until(last->second + gap_);
        last_request_[host] = Clock::now();
    }
    [[nodiscard]] bool spent() const { return discovery_.requests >= budget_; }

    /// The first of `starts` that answers is read; its address after redirects, empty if none did.
    std::string enter(const std::vector<std::string>& starts) {
        for (const auto& start : starts) {
            if (spent()) break;
            const auto failure = read_robots(origin_of(start));
            if (failure.kind != FailureKind::none) {
                note(start, failure);
                continue;
            }
            ask_gently(robots_[origin_of(start)]);
            if (const auto home = try_one({start, Hint::given}); !home.empty()) return home;
            // A server that answered would not answer otherwise without encryption. One without a
            // home page may still have a feed.
            const auto kind = discovery_.tried.back().failure.kind;
            if (kind == FailureKind::status) return start;
            if (kind == FailureKind::robots || kind == FailureKind::bot_wall) break;
        }
        return {};
    }

    /// None, or why nothing at all came from that origin.
    Failure read_robots(const std::string& origin) {
        const auto outcome = fetch(origin + "/robots.txt");
        if (!outcome.response && outcome.status == 0) {
            robots_[origin] = net::robots_without_file(0);
            return outcome.response.error();
        }
        robots_[origin] = robots_of(outcome);
        return {};
    }

    void ask_gently(const net::Robots& robots) {
        if (!robots.crawl_delay || *robots.crawl_delay <= gap_) return;
        gap_ = std::min(*robots.crawl_delay, kLongestGap);
        budget_ = std::min(budget_,
                           std::max(kFewestRequests, static_cast<std::size_t>(kPatience / gap_)));
    }

    std::vector<Candidate> sitemaps_of(const std::string& home) {
        auto urls = robots_[origin_of(home)].sitemaps;
        std::stable_partition(urls.begin(), urls.end(), says_news);
        urls.resize(std::min(urls.size(), kMostSitemaps));
        std::vector<Candidate> candidates;
        for (const auto& text : urls) {
            if (auto url = net::resolve_url(home, text)) {
                candidates.push_back({std::move(*url), Hint::sitemap});
            }
        }
        // First what the home page says of itself.
        auto all = std::exchange(found_on_pages_, {});
        all.insert(all.end(), candidates.begin(), candidates.end());
        return all;
    }

    void try_all(const std::vector<Candidate>& candidates) {
        for (const auto& candidate : candidates) {
            if (!spent()) try_one(candidate);
        }
    }

    /// The address after redirects, or empty if nothing came.
    std::string try_one(const Candidate& candidate) {
        if (!seen_.insert(net::url_key(candidate.url)).second) return {};
        const auto origin = origin_of(candidate.url);
        if (robots_.find(origin) == robots_.end()) {
            const auto failure = read_robots(origin);
            if (failure.kind != FailureKind::none) note(candidate.url, failure);
        }
        if (!net::is_allowed(robots_[origin], candidate.url)) {
            note(candidate.url, {FailureKind::robots, ""});
            return {};
        }
        if (spent()) return {};
        const auto outcome = fetch(candidate.url);
        if (!outcome.response) {
            note(candidate.url, outcome.response.error());
            return {};
        }
        const auto& response = *outcome.response;
        const bool moved = response.final_url != candidate.url;
        const bool known = moved && !seen_.insert(net::url_key(response.final_url)).second &&
                           net::url_key(response.final_url) != net::url_key(candidate.url);
        if (!known) read({response.final_url, candidate.hint}, response);
        return response.final_url;
    }

    void read(const Candidate& candidate, const net::HttpResponse& response) {
        if (!looks_like_html(response.body)) {
            const auto feed =
                fetchers::parse_feed(response.body, {candidate.url, response.content_type});
            if (feed && !feed->entries.empty()) return keep(SourceKind::feed, candidate, *feed);
            if (feed) return note(candidate.url, {FailureKind::not_a_feed, "a feed without items"});
            if (read_index(candidate, response)) return;
        }
        const fetchers::PageContext context{candidate.url, response.content_type, "", now_};
        for (auto& found : fetchers::find_candidates(response.body, context)) {
            found_on_pages_.push_back(std::move(found));
        }
        const auto page = fetchers::find_page_links(response.body, context);
        constexpr std::size_t kList = 2;
        if (page && page->entries.size() >= kList) {
            keep(SourceKind::page, candidate, *page);
        } else {
            note(candidate.url, {FailureKind::not_a_feed, "no feed and no list of articles"});
        }
    }

    /// True if it is a sitemap; an index leads to others.
    bool read_index(const Candidate& candidate, const net::HttpResponse& response) {
        const auto sitemap =
            fetchers::parse_sitemap(response.body, {candidate.url, response.content_type});
        if (!sitemap) return false;
        note(candidate.url, {FailureKind::not_a_feed, "a sitemap without news"});
        if (!sitemap->index) return true;
        for (const auto& entry : sitemap->entries) {
            if (followed_ == kMostSitemaps) break;
            if (!says_news(entry.url)) continue;
            ++followed_;
            found_on_pages_.push_back({entry.url, Hint::sitemap});
        }
        return true;
    }

    void keep(SourceKind kind, const Candidate& candidate, const fetchers::Feed& feed) {
        auto source = fetchers::weigh_source(kind, candidate, feed, now_);
        // A home page lists many things; as news only where nothing else is found.
        const bool home = kind == SourceKind::page && origin_of(source.url) + "/" == source.url;
        if (home) source.points -= 4;
        discovery_.sources.push_back(std::move(source));
    }

    void note(const std::string& url, Failure failure) {
        discovery_.tried.push_back({url, std::move(failure)});
    }

    std::size_t living() const {
        constexpr double kAlive = 4;
        return static_cast<std::size_t>(std::count_if(
            discovery_.sources.begin(), discovery_.sources.end(), [](const FoundSource& source) {
                return source.points >= kAlive && source.kind == SourceKind::feed;
            }));
    }

    Result<Discovery> finish() {
        discovery_.sources = fetchers::rank_sources(std::move(discovery_.sources));
        constexpr double kWorthless = -2;
        std::erase_if(discovery_.sources, [](const FoundSource& source) {
            return source.points < kWorthless && source.hint != Hint::given;
        });
        return std::move(discovery_);
    }

    using Clock = std::chrono::steady_clock;

    net::HttpOptions options_;
    Instant now_;
    const ProgressSink& progress_;
    std::size_t budget_;  // requests
    std::chrono::milliseconds gap_;
    std::map<std::string, Clock::time_point> last_request_;  // by host
    std::optional<net::HttpClient> client_;
    std::map<std::string, net::Robots> robots_;  // by origin
    std::unordered_set<std::string> seen_;       // url_key
    std::vector<Candidate> found_on_pages_;
    std::size_t followed_ = 0;  // sitemaps of an index
    Discovery discovery_;
};

}  // namespace

Result<Discovery> discover_sources(App& app, const DiscoverRequest& request,
                                   const ProgressSink& progress) {
    const auto starts = fetchers::start_addresses(request.where);
    if (starts.empty()) {
        return fail(ErrorCode::bad_input, fmt::format("{}: neither a domain nor an http(s) address",
                                                      net::without_credentials(request.where)));
    }
    return Discoverer(app, request, progress).run(starts);
}

}  // namespace sawthis::app
