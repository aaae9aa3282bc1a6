#include "app/paging.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "app/fetch_options.hpp"
#include "app/host_pace.hpp"
#include "app/robots_check.hpp"
#include "app/source_reading.hpp"
#include "fetchers/source_rhythm.hpp"
#include "net/http_client.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

/// One page further in each listing that has one, host by host.
class PageTurner {
public:
    PageTurner(App& app, net::HttpClient& client, RobotsBook& robots, PollReport& report,
               const ProgressSink& progress)
        : app_(app),
          client_(client),
          report_(report),
          progress_(progress),
          robots_(robots),
          pace_(app.config().fetch.page_gap) {}

    Result<void> run() {
        const auto deadline = HostPace::Clock::now() + HostPace::kPatience;
        for (;;) {
            if (const auto chosen = choose(); !chosen) return chosen;
            if (listings_.empty()) return {};
            if (const auto kept = obey_robots(); !kept) return kept;
            if (listings_.empty()) continue;
            if (!pace_.wait_for_any(hosts(), deadline)) return {};
            std::erase_if(listings_, [&](const auto& one) { return !pace_.may_ask(host_of(one)); });
            if (const auto done = turn(); !done) return done;
        }
    }

private:
    Result<void> choose() {
        auto stored = app_.store().load_sources();
        if (!stored) return tl::unexpected(stored.error());
        listings_.clear();
        std::set<std::string> hosts;
        for (auto& one : *stored) {
            const auto& more_at = one.state.more_at;
            if (more_at.empty() || one.state.retired || left_.count(one.source.id) > 0) continue;
            if (hosts.insert(host_of(one)).second) listings_.push_back(std::move(one));
        }
        return {};
    }

    Result<void> obey_robots() {
        std::vector<std::string> urls;
        for (const auto& one : listings_) urls.push_back(one.state.more_at);
        const auto verdicts = robots_.judge(client_, urls);
        auto verdict = verdicts.begin();
        std::vector<store::StoredSource> allowed;
        Result<void> kept;
        for (auto& one : listings_) {
            const auto& [forbidden, crawl_delay] = *verdict++;
            pace_.slow_down(host_of(one), crawl_delay);
            if (forbidden) {
                leave(kept, one);
            } else {
                allowed.push_back(std::move(one));
            }
        }
        listings_ = std::move(allowed);
        return kept;
    }

    [[nodiscard]] std::vector<std::string> hosts() const {
        std::vector<std::string> names;
        for (const auto& one : listings_) names.push_back(host_of(one));
        return names;
    }

    static std::string host_of(const store::StoredSource& listing) {
        return net::host_of(listing.state.more_at);
    }

    Result<void> turn() {
        std::size_t next = 0;
        Result<void> kept;
        client_.fetch_all(
            [&]() -> std::optional<net::HttpRequest> {
                if (next == listings_.size() || !kept) return std::nullopt;
                const std::size_t tag = next++;
                pace_.note_request(host_of(listings_[tag]));
                return net::HttpRequest{.tag = tag, .url = listings_[tag].state.more_at};
            },
            [&](const net::HttpOutcome& outcome) {
                if (kept) kept = take(listings_[outcome.tag], outcome);
            });
        return kept;
    }

    Result<void> take(const store::StoredSource& listing, const net::HttpOutcome& outcome) {
        Result<void> kept;
        if (!outcome.response) {
            leave(kept, listing);
            return kept;
        }
        const auto& response = *outcome.response;
        auto reading = read_source(listing.source, response.body, response.final_url,
                                   response.content_type, app_.now());
        if (!reading || !reading->feed_url.empty()) {
            leave(kept, listing);
            return kept;
        }
        ++report_.more_pages;
        if (progress_) progress_({"reading on", "pages", report_.more_pages, 0});
        return save(listing, std::move(*reading));
    }

    Result<void> save(const store::StoredSource& listing, SourceReading reading) {
        auto polled = begin(listing);
        polled.articles = std::move(reading.articles);
        polled.wants_full_text = full_text_wish(listing.source);
        polled.decide_state = [state = listing.state, next_page = std::move(reading.next_page),
                               most = app_.config().fetch.listing_pages](
                                  const store::TakenIn& taken,
                                  std::span<const Instant> appeared) mutable {
            const int pages = state.more_pages + 1;
            state.more_at.clear();
            if (pages < most) note_next_page(state, next_page, taken);
            state.more_pages = state.more_at.empty() ? 0 : pages;
            state.arrivals = fetchers::add_arrivals(std::move(state.arrivals), appeared);
            return state;
        };
        const auto taken = app_.store().save_poll(polled);
        if (!taken) return tl::unexpected(taken.error());
        add(listing.source.id, *taken);
        return {};
    }

    /// The page counts as read, so that one that always fails is not asked for ever.
    void leave(Result<void>& kept, const store::StoredSource& listing) {
        left_.insert(listing.source.id);
        auto polled = begin(listing);
        if (++polled.state.more_pages >= app_.config().fetch.listing_pages) {
            polled.state.more_at.clear();
            polled.state.more_pages = 0;
        }
        if (const auto taken = app_.store().save_poll(polled); !taken) {
            kept = tl::unexpected(taken.error());
        }
    }

    static store::Store::Polled begin(const store::StoredSource& listing) {
        store::Store::Polled polled;
        polled.source = listing.source.id;
        polled.state = listing.state;
        return polled;
    }

    void add(SourceId source, const store::TakenIn& taken) {
        const auto into = [&taken](store::TakenIn& sum) {
            sum.added += taken.added;
            sum.updated += taken.updated;
            sum.known += taken.known;
        };
        into(report_.taken);
        for (auto& one : report_.sources) {
            if (one.source.id == source) into(one.taken);
        }
    }

    App& app_;
    net::HttpClient& client_;
    PollReport& report_;
    const ProgressSink& progress_;
    RobotsBook& robots_;
    HostPace pace_;
    std::vector<store::StoredSource> listings_;  // of this turn
    std::set<SourceId> left_;                    // for this time
};

}  // namespace

void note_next_page(PollState& state, const std::string& next_page, const store::TakenIn& taken) {
    if (next_page.empty() || taken.added == 0 || taken.known + taken.updated > 0) return;
    state.more_at = next_page;
    state.more_pages = 0;
}

Result<void> read_more_pages(App& app, RobotsBook& robots, PollReport& report,
                             const ProgressSink& progress) {
    if (app.config().fetch.listing_pages == 0) return {};
    auto client = net::HttpClient::create(page_fetch_options(app.config().fetch));
    if (!client) return tl::unexpected(client.error());
    return PageTurner(app, *client, robots, report, progress).run();
}

}  // namespace sawthis::app
