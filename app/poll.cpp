#include "app/poll.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stop_token>
#include <thread>
#include <utility>

#include "app/bounded_queue.hpp"
#include "app/catch_up.hpp"
#include "app/files.hpp"
#include "app/source_reading.hpp"
#include "app/sources_file.hpp"
#include "core/hash.hpp"
#include "core/log.hpp"
#include "core/text.hpp"
#include "fetchers/schedule.hpp"
#include "net/http_client.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kQueueCapacity = 64;   // answers that wait to be read
constexpr std::size_t kPollsPerCommit = 32;  // at most; fewer when nothing waits
constexpr std::string_view kFileScheme = "file:";
/// A server that says "not modified" for ever would hide its news for ever.
constexpr std::chrono::hours kFullFetchEvery{7 * 24};

net::HttpOptions http_options(const FetchConfig& fetch) {
    net::HttpOptions options;
    options.total_timeout = fetch.total_timeout;
    options.connect_timeout =
        std::min<std::chrono::milliseconds>(options.connect_timeout, fetch.total_timeout);
    options.max_body_bytes = fetch.max_body;
    options.per_host = fetch.per_host;
    options.concurrency = fetch.concurrency;
    options.allow_private = fetch.allow_private;
    if (!fetch.user_agent.empty()) options.user_agent = fetch.user_agent;
    return options;
}

fetchers::PollLimits poll_limits(const FetchConfig& fetch) {
    return {fetch.min_interval, fetch.max_interval};
}

net::HttpRequest request_for(const store::StoredSource& stored, std::size_t tag, Instant now) {
    net::HttpRequest request{tag, stored.source.url, {}, {}};
    const auto& state = stored.state;
    if (state.last_full && now - *state.last_full < kFullFetchEvery) {
        request.etag = state.etag;
        request.last_modified = state.last_modified;
    }
    return request;
}

std::string hash_of(std::string_view body) {
    return fmt::format("{:016x}", stable_hash(body));
}

/// One answer turned into what is to be stored and what is to be told.
struct Answer {
    store::Store::Polled polled;
    SourceReport report;
    fetchers::PollHint hint;
};

void keep_validators(PollState& state, const net::HttpResponse& response, Instant now) {
    state.etag = response.etag;
    state.last_modified = response.last_modified;
    state.body_hash = hash_of(response.body);
    state.last_full = now;
}

void take_failure(Answer& answer, const Failure& failure) {
    answer.report.outcome = PollOutcome::failed;
    answer.report.failure = failure;
}

/// Reads a 200 or 304. A permanent redirect is believed once what it leads to has been read as a
/// feed.
void read_answer(Answer& answer, const net::HttpResponse& response, Instant now) {
    auto& state = answer.polled.state;
    answer.hint.max_age = response.max_age;
    if (response.status == 304 || hash_of(response.body) == state.body_hash) {
        if (response.status != 304) keep_validators(state, response, now);
        return;
    }
    const auto& source = answer.report.source;
    auto reading =
        read_source(source, response.body, response.final_url, response.content_type, now);
    if (!reading) {
        take_failure(answer, reading.error());
        return;
    }
    keep_validators(state, response, now);
    answer.hint.ttl = reading->feed.ttl;
    answer.hint.skip_hours = reading->feed.skip_hours;
    answer.hint.skip_days = reading->feed.skip_days;
    answer.report.repaired = reading->feed.repaired;
    answer.report.outcome = PollOutcome::fresh;
    answer.polled.feed_title = one_line(reading->feed.title);
    answer.polled.articles = std::move(reading->articles);
    if (!response.permanent_url.empty() && response.permanent_url != source.url) {
        answer.polled.moved_to = answer.report.moved_to = response.permanent_url;
    }
}

class Poller {
public:
    Poller(App& app, const ProgressSink& progress)
        : app_(app), progress_(progress), limits_(poll_limits(app.config().fetch)) {}

    Result<PollReport> run(const PollRequest& request) {
        auto stored = app_.store().load_sources();
        if (!stored) return tl::unexpected(stored.error());
        choose(std::move(*stored), request);
        auto client = net::HttpClient::create(http_options(app_.config().fetch));
        if (!client) return tl::unexpected(client.error());
        if (const auto kept = fetch_and_keep(*client); !kept) return tl::unexpected(kept.error());
        return std::move(report_);
    }

private:
    void choose(std::vector<store::StoredSource> stored, const PollRequest& request) {
        for (auto& one : stored) {
            if (one.source.url.starts_with(kFileScheme)) continue;
            if (one.state.retired) {
                ++report_.retired;
            } else if (!request.all && one.state.next_poll && *one.state.next_poll > app_.now()) {
                ++report_.not_due;
            } else {
                due_.push_back(std::move(one));
            }
        }
    }

    /// Fetching has a thread of its own; reading and storing, which share the database, have this
    /// one.
    Result<void> fetch_and_keep(net::HttpClient& client) {
        BoundedQueue<net::HttpOutcome> queue(kQueueCapacity);
        std::jthread fetcher([&](const std::stop_token& stop) {
            std::size_t next = 0;
            client.fetch_all(
                [&]() -> std::optional<net::HttpRequest> {
                    if (next == due_.size()) return std::nullopt;
                    const std::size_t tag = next++;
                    return request_for(due_[tag], tag, app_.now());
                },
                [&](net::HttpOutcome outcome) { queue.push(std::move(outcome)); }, stop);
            queue.close();
        });
        show_progress();
        while (auto outcome = queue.pop()) {
            std::vector<Answer> answers;
            answers.push_back(answer_of(*outcome));
            while (answers.size() < kPollsPerCommit && (outcome = queue.try_pop())) {
                answers.push_back(answer_of(*outcome));
            }
            if (const auto kept = keep(std::move(answers)); !kept) {
                fetcher.request_stop();
                queue.close();
                return kept;
            }
        }
        return {};
    }

    Answer answer_of(const net::HttpOutcome& outcome) {
        const auto& stored = due_[outcome.tag];
        Answer answer;
        answer.report.source = stored.source;
        answer.polled.source = stored.source.id;
        answer.polled.state = stored.state;
        answer.hint.retry_after = outcome.retry_after;
        answer.hint.source = stored.source.id;
        if (outcome.response) {
            read_answer(answer, *outcome.response, app_.now());
        } else {
            take_failure(answer, outcome.response.error());
        }
        return answer;
    }

    Result<void> keep(std::vector<Answer> answers) {
        std::vector<store::Store::Polled> polls;
        for (auto& answer : answers) {
            decide_next_poll(answer);
            polls.push_back(std::move(answer.polled));
        }
        auto taken = app_.store().save_polls(polls);
        if (!taken) return tl::unexpected(taken.error());
        for (std::size_t i = 0; i < answers.size(); ++i) {
            tell(std::move(answers[i].report), (*taken)[i]);
        }
        show_progress();
        return {};
    }

    /// When to come back depends on what is new, which the store finds out while it keeps the poll.
    void decide_next_poll(Answer& answer) const {
        auto& polled = answer.polled;
        if (answer.report.outcome == PollOutcome::failed) {
            polled.state = fetchers::after_failure(polled.state, answer.report.failure, answer.hint,
                                                   limits_, app_.now());
            return;
        }
        polled.decide_state = [state = polled.state, hint = answer.hint, limits = limits_,
                               now = app_.now()](const store::TakenIn& taken) mutable {
            hint.new_articles = taken.added;
            return fetchers::after_success(state, hint, limits, now);
        };
    }

    void tell(SourceReport report, const store::TakenIn& taken) {
        report.taken = taken;
        if (taken.refused) {
            report.outcome = PollOutcome::failed;
            report.failure = {FailureKind::not_kept, taken.refused->detail};
        }
        if (report.outcome == PollOutcome::fresh && taken.added + taken.updated == 0) {
            report.outcome = PollOutcome::unchanged;
        }
        report_.taken.added += taken.added;
        report_.taken.updated += taken.updated;
        report_.taken.known += taken.known;
        if (report.outcome == PollOutcome::failed) {
            log_event(LogLevel::info, "poll_failed",
                      {{"source", std::to_string(report.source.id.value)},
                       {"kind", std::string(name_of(report.failure.kind))}});
        }
        report_.sources.push_back(std::move(report));
    }

    void show_progress() const {
        if (progress_) progress_({"polling", "sources", report_.sources.size(), due_.size()});
    }

    App& app_;
    const ProgressSink& progress_;
    const fetchers::PollLimits limits_;
    std::vector<store::StoredSource> due_;
    PollReport report_;
};

Result<void> take_sources_file(App& app) {
    const auto reading = load_sources_file(app.sources_file());
    if (!reading) return tl::unexpected(reading.error());
    for (const auto& source : reading->sources) {
        if (const auto put = app.store().put_source(source); !put)
            return tl::unexpected(put.error());
    }
    return {};
}

Result<void> catch_up(App& app, const ProgressSink& progress) {
    if (const auto grouped = group_stories(app, progress); !grouped)
        return tl::unexpected(grouped.error());
    if (const auto indexed = update_index(app, progress); !indexed)
        return tl::unexpected(indexed.error());
    return {};
}

}  // namespace

Result<PollReport> poll(App& app, const PollRequest& request, const ProgressSink& progress) {
    if (const auto taken = take_sources_file(app); !taken) return tl::unexpected(taken.error());
    auto report = Poller(app, progress).run(request);
    if (!report) return report;
    if (const auto done = catch_up(app, progress); !done) return tl::unexpected(done.error());
    return report;
}

Result<SourceTest> test_source(App& app, const Source& source) {
    auto client = net::HttpClient::create(http_options(app.config().fetch));
    if (!client) return tl::unexpected(client.error());
    SourceTest test{source, {}, {}, {}, {}};
    const auto outcome = client->fetch({0, source.url, {}, {}});
    if (!outcome.response) {
        test.failure = outcome.response.error();
        return test;
    }
    auto reading = read_source(source, outcome.response->body, outcome.response->final_url,
                               outcome.response->content_type, app.now());
    if (!reading) {
        test.failure = reading.error();
        return test;
    }
    test.format = reading->feed.format;
    test.title = reading->feed.title;
    test.articles = std::move(reading->articles);
    return test;
}

Result<IngestReport> ingest(App& app, std::span<const std::filesystem::path> files,
                            const ProgressSink& progress) {
    IngestReport report;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (progress) progress({"ingesting", "files", i, files.size()});
        const auto bytes = read_file(files[i], app.config().fetch.max_body);
        if (!bytes) {
            report.refused.push_back({files[i].string(), bytes.error().detail});
            continue;
        }
        Source source;
        source.url = std::string(kFileScheme) +
                     std::filesystem::absolute(files[i]).lexically_normal().string();
        source.title = files[i].filename().string();
        const auto reading = read_source(source, *bytes, "", "", app.now());
        if (!reading) {
            report.refused.push_back({files[i].string(), describe(reading.error())});
            continue;
        }
        if (!reading->feed.title.empty()) source.title = one_line(reading->feed.title);
        const auto put = app.store().put_source(source);
        if (!put) return tl::unexpected(put.error());
        store::Store::Polled polled;
        polled.source = put->id;
        polled.articles = reading->articles;
        polled.state.last_poll = polled.state.last_success = app.now();
        const auto taken = app.store().save_poll(polled);
        if (!taken) return tl::unexpected(taken.error());
        report.taken.added += taken->added;
        report.taken.updated += taken->updated;
        report.taken.known += taken->known;
    }
    if (const auto done = catch_up(app, progress); !done) return tl::unexpected(done.error());
    return report;
}

}  // namespace sawthis::app
