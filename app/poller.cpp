#include "app/poller.hpp"

#include <atomic>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "app/ingest.hpp"
#include "app/mail_poll.hpp"
#include "app/paging.hpp"
#include "app/poll_reader.hpp"
#include "app/robots_check.hpp"
#include "core/log.hpp"
#include "fetchers/source_rhythm.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kPollsPerCommit = 64;  // at most; fewer when nothing waits

}  // namespace

Poller::Poller(App& app, net::HttpClient& client, const ProgressSink& progress)
    : app_(app),
      client_(client),
      progress_(progress),
      limits_{app.config().fetch.min_interval, app.config().fetch.max_interval} {}

Result<PollReport> Poller::run(const PollRequest& request) {
    auto stored = app_.store().load_sources();
    if (!stored) return tl::unexpected(stored.error());
    choose(std::move(*stored), request);
    if (const auto kept = obey_robots(); !kept) return tl::unexpected(kept.error());
    if (const auto kept = fetch_and_keep(); !kept) return tl::unexpected(kept.error());
    return std::move(report_);
}

/// A server that told us to wait is not asked again before, not even by `--all`.
bool Poller::is_due(const PollState& state, const PollRequest& request) const {
    if (!state.next_poll || *state.next_poll <= app_.now()) return true;
    return request.all && state.last_failure.kind != FailureKind::rate_limited;
}

void Poller::choose(std::vector<store::StoredSource> stored, const PollRequest& request) {
    for (auto& one : stored) {
        if (one.source.url.starts_with(kFileScheme)) continue;
        if (one.state.retired) {
            ++report_.retired;
        } else if (!is_due(one.state, request)) {
            ++report_.not_due;
        } else {
            auto& list = one.source.kind == SourceKind::mail ? due_mails_ : due_;
            list.push_back(std::move(one));
        }
    }
}

Result<void> Poller::obey_robots() {
    std::vector<std::string> urls;
    for (const auto& one : due_) {
        if (one.source.kind == SourceKind::page) urls.push_back(one.source.url);
    }
    if (urls.empty()) return {};
    const auto verdicts = check_robots(client_, urls);
    std::vector<PollAnswer> forbidden;
    std::vector<store::StoredSource> allowed;
    std::size_t page = 0;
    for (auto& one : due_) {
        const auto why = one.source.kind == SourceKind::page ? verdicts[page++] : std::nullopt;
        if (why) {
            forbidden.push_back(failed_answer(one, *why));
        } else {
            allowed.push_back(std::move(one));
        }
    }
    due_ = std::move(allowed);
    return keep(std::move(forbidden));
}

void Poller::poll_mails(PollAnswers& answers, const std::stop_token& stop) const {
    const auto options = mail_poll_options(app_.config().fetch);
    for (const auto& one : due_mails_) {
        if (stop.stop_requested()) return;
        auto answer = poll_mail(one, options, app_.now(), stop);
        const auto bytes = bytes_of(answer);
        if (!answers.push(std::move(answer), bytes)) return;
    }
}

Result<void> Poller::fetch_and_keep() {
    PollAnswers answers(kMostWaitingPolls, kMostWaitingPollBytes);
    std::atomic<int> producers = 2;
    const auto leave = [&] {
        if (--producers == 0) answers.close();
    };
    std::jthread mail_reader([&](const std::stop_token& stop) {
        poll_mails(answers, stop);
        leave();
    });
    std::jthread fetcher([&](const std::stop_token& stop) {
        fetch_and_read(client_, due_, app_.now(), answers, stop);
        leave();
    });
    auto kept = keep_all(answers);
    if (!kept) {
        fetcher.request_stop();
        mail_reader.request_stop();
        answers.close();
    }
    return kept;
}

Result<void> Poller::keep_all(PollAnswers& answers) {
    show_progress();
    for (;;) {
        auto batch = answers.pop_some(kPollsPerCommit);
        if (batch.empty()) return {};
        if (const auto kept = keep(std::move(batch)); !kept) return kept;
    }
}

Result<void> Poller::keep(std::vector<PollAnswer> answers) {
    std::vector<store::Store::Polled> polls;
    polls.reserve(answers.size());
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
void Poller::decide_next_poll(PollAnswer& answer) const {
    auto& polled = answer.polled;
    if (answer.report.outcome == PollOutcome::failed) {
        polled.state = fetchers::after_failure(polled.state, answer.report.failure, answer.hint,
                                               limits_, app_.now());
        return;
    }
    answer.report.silence = new_silence(polled.state, app_.now());
    polled.decide_state = [state = polled.state, hint = answer.hint, limits = limits_,
                           more = answer.more, next_page = answer.next_page,
                           now = app_.now()](const store::TakenIn& taken,
                                             std::span<const Instant> appeared) mutable {
        hint.new_articles = taken.added;
        auto next = fetchers::after_success(state, hint, limits, now);
        next.arrivals = fetchers::add_arrivals(std::move(next.arrivals), appeared);
        note_next_page(next, next_page, taken);
        if (more) next.next_poll = now + limits.min_interval;
        return next;
    };
}

void Poller::tell(SourceReport report, const store::TakenIn& taken) {
    report.taken = taken;
    if (taken.refused) {
        report.outcome = PollOutcome::failed;
        report.failure = {FailureKind::not_kept, taken.refused->detail};
    }
    if (report.outcome == PollOutcome::fresh && taken.added + taken.updated == 0) {
        report.outcome = PollOutcome::unchanged;
    }
    if (taken.added > 0) report.silence = {};
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

void Poller::show_progress() const {
    if (progress_)
        progress_({"polling", "sources", report_.sources.size(), due_.size() + due_mails_.size()});
}

}  // namespace sawthis::app
