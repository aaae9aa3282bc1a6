#include "app/full_text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/fetch_options.hpp"
#include "app/host_pace.hpp"
#include "app/robots_check.hpp"
#include "core/log.hpp"
#include "core/text.hpp"
#include "fetchers/article_completion.hpp"
#include "fetchers/page_article.hpp"
#include "net/http_client.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

using std::chrono::hours;
using store::Store;

constexpr std::array<hours, 2> kWaits{hours{1}, hours{6}};  // after the first and second try
constexpr std::size_t kMostConsidered = 10'000;

bool wants(FullText choice, const Article& article) {
    return choice == FullText::always ||
           (choice == FullText::teaser && fetchers::is_teaser(article.text));
}

/// Trying again would bring the same.
bool is_final(const Failure& failure, int status) {
    static constexpr std::array kFinal{FailureKind::bad_url,   FailureKind::blocked_address,
                                       FailureKind::gone,      FailureKind::paywall,
                                       FailureKind::redirects, FailureKind::too_large};
    constexpr int kNotFound = 404;
    if (std::find(kFinal.begin(), kFinal.end(), failure.kind) != kFinal.end()) return true;
    if (failure.kind == FailureKind::status) return status == kNotFound;
    // With a detail the file could not be read, which may change.
    return failure.kind == FailureKind::robots && failure.detail.empty();
}

bool is_html(std::string_view content_type) {
    const auto plain = lower_ascii(content_type);
    return trim(plain).empty() || plain.find("html") != std::string::npos;
}

/// What the page calls its address, else where it was found. A home page is no article's.
std::string canonical_address(const std::string& stated, const std::string& found) {
    auto url = net::canonical_url(stated.empty() ? found : stated);
    return net::resolve_url(url, "/") == url ? std::string() : url;
}

class TextCompleter {
public:
    TextCompleter(App& app, net::HttpClient& client, RobotsBook& robots,
                  const ProgressSink& progress)
        : app_(app),
          client_(client),
          robots_(robots),
          progress_(progress),
          pace_(app.config().fetch.page_gap) {}

    Result<FullTextReport> run() {
        if (const auto chosen = choose(); !chosen) return tl::unexpected(chosen.error());
        if (const auto kept = obey_robots(); !kept) return tl::unexpected(kept.error());
        const auto deadline = HostPace::Clock::now() + HostPace::kPatience;
        while (pace_.wait_for_any(names_of_hosts(), deadline)) {
            if (const auto done = fetch_round(); !done) return tl::unexpected(done.error());
        }
        return report_;
    }

private:
    using Wanted = Store::WantedText;

    Result<void> choose() {
        const auto sources = app_.store().load_sources();
        if (!sources) return tl::unexpected(sources.error());
        std::map<SourceId, FullText> choices;
        for (const auto& one : *sources) choices[one.source.id] = full_text_of(one.source);
        const auto since = app_.now() - app_.config().matching.window;
        auto wanted = app_.store().load_wanted_texts(app_.now(), since, kMostConsidered);
        if (!wanted) return tl::unexpected(wanted.error());
        std::vector<ArticleId> unwanted;
        for (auto& one : *wanted) {
            if (!wants(choices[one.source], one.article)) {
                unwanted.push_back(one.article.id);
                continue;
            }
            auto& waiting = hosts_[net::host_of(one.article.url)];
            if (waiting.size() < app_.config().fetch.pages_per_host) {
                waiting.push_back(std::move(one));
            }
        }
        keep_fair_share();
        return app_.store().drop_wanted_texts(unwanted);
    }

    /// Of each host as many as of any other, until there are `pages_per_poll`.
    void keep_fair_share() {
        std::size_t left = app_.config().fetch.pages_per_poll;
        std::map<std::string, std::deque<Wanted>> chosen;
        for (bool more = true; more;) {
            more = false;
            for (auto& [host, waiting] : hosts_) {
                if (waiting.empty() || left == 0) continue;
                chosen[host].push_back(std::move(waiting.front()));
                waiting.pop_front();
                --left;
                more = true;
            }
        }
        hosts_ = std::move(chosen);
        for (const auto& [host, waiting] : hosts_) total_ += waiting.size();
    }

    Result<void> obey_robots() {
        std::vector<std::string> urls;
        for (const auto& [host, waiting] : hosts_) {
            for (const auto& one : waiting) urls.push_back(one.article.url);
        }
        if (urls.empty()) return {};
        const auto verdicts = robots_.judge(client_, urls);
        auto verdict = verdicts.begin();
        for (auto& [host, waiting] : hosts_) {
            std::deque<Wanted> allowed;
            for (auto& one : waiting) {
                const auto& [forbidden, crawl_delay] = *verdict++;
                pace_.slow_down(host, crawl_delay);
                if (!forbidden) {
                    allowed.push_back(std::move(one));
                } else if (const auto noted = note_failure(one, *forbidden, 0); !noted) {
                    return noted;
                }
            }
            waiting = std::move(allowed);
        }
        std::erase_if(hosts_, [](const auto& host) { return host.second.empty(); });
        return {};
    }

    [[nodiscard]] std::vector<std::string> names_of_hosts() const {
        std::vector<std::string> names;
        for (const auto& [host, waiting] : hosts_) names.push_back(host);
        return names;
    }

    /// One page of each host that may be asked.
    Result<void> fetch_round() {
        std::vector<Wanted> round;
        std::vector<Store::TextTry> tries;
        for (auto& [host, waiting] : hosts_) {
            if (!pace_.may_ask(host)) continue;
            pace_.note_request(host);
            tries.push_back(try_of(waiting.front()));
            round.push_back(std::move(waiting.front()));
            waiting.pop_front();
        }
        if (const auto begun = app_.store().begin_text_tries(tries); !begun) return begun;
        std::size_t next = 0;
        Result<void> kept;
        client_.fetch_all(
            [&]() -> std::optional<net::HttpRequest> {
                if (next == round.size() || !kept) return std::nullopt;
                const std::size_t tag = next++;
                return net::HttpRequest{.tag = tag, .url = round[tag].article.url};
            },
            [&](const net::HttpOutcome& outcome) {
                if (kept) kept = take(round[outcome.tag], outcome);
                show_progress();
            });
        std::erase_if(hosts_, [](const auto& host) { return host.second.empty(); });
        return kept;
    }

    [[nodiscard]] Store::TextTry try_of(const Wanted& wanted) const {
        const auto tries = static_cast<std::size_t>(wanted.tries);
        if (tries >= kWaits.size()) return {wanted.article.id, std::nullopt};
        return {wanted.article.id, app_.now() + kWaits.at(tries)};
    }

    Result<void> take(const Wanted& wanted, const net::HttpOutcome& outcome) {
        if (!outcome.response) {
            const auto& failure = outcome.response.error();
            if (!is_final(failure, outcome.status)) {
                hosts_.erase(net::host_of(wanted.article.url));
            }
            return note_failure(wanted, failure, outcome.status);
        }
        const auto& response = *outcome.response;
        if (!is_html(response.content_type)) {
            return give_up(wanted, {FailureKind::malformed, "no web page"});
        }
        const auto page = fetchers::extract_article(response.body, response.final_url,
                                                    response.content_type, app_.now());
        const auto completed =
            page ? fetchers::complete_article(wanted.article, *page) : std::nullopt;
        if (!completed) return note_failure(wanted, {FailureKind::malformed, "no more text"}, 200);
        const auto id = app_.store().save_full_text(
            *completed, canonical_address(page->url, response.final_url));
        if (!id) return tl::unexpected(id.error());
        ++report_.completed;
        if (*id != wanted.article.id) ++report_.merged;
        return {};
    }

    Result<void> note_failure(const Wanted& wanted, const Failure& failure, int status) {
        if (is_final(failure, status)) return give_up(wanted, failure);
        tell(wanted, failure);
        // A page that robots.txt hides for now was not tried in a round.
        if (failure.kind != FailureKind::robots) return {};
        const auto one = try_of(wanted);
        return app_.store().begin_text_tries({&one, 1});
    }

    Result<void> give_up(const Wanted& wanted, const Failure& failure) {
        tell(wanted, failure);
        return app_.store().drop_wanted_texts({&wanted.article.id, 1});
    }

    void tell(const Wanted& wanted, const Failure& failure) {
        ++report_.failed;
        log_event(LogLevel::debug, "full_text_failed",
                  {{"article", std::to_string(wanted.article.id.value)},
                   {"kind", std::string(name_of(failure.kind))}});
    }

    void show_progress() const {
        if (progress_) {
            progress_({"completing", "articles", report_.completed + report_.failed, total_});
        }
    }

    App& app_;
    net::HttpClient& client_;
    RobotsBook& robots_;
    const ProgressSink& progress_;
    HostPace pace_;
    std::map<std::string, std::deque<Wanted>> hosts_;  // what waits, newest first
    std::size_t total_ = 0;
    FullTextReport report_;
};

}  // namespace

std::function<bool(const Article&)> full_text_wish(const Source& source) {
    const auto choice = full_text_of(source);
    if (choice == FullText::never) return {};
    return
        [choice](const Article& article) { return !article.url.empty() && wants(choice, article); };
}

Result<FullTextReport> complete_texts(App& app, RobotsBook& robots, const ProgressSink& progress) {
    auto client = net::HttpClient::create(page_fetch_options(app.config().fetch));
    if (!client) return tl::unexpected(client.error());
    return TextCompleter(app, *client, robots, progress).run();
}

}  // namespace sawthis::app
