#include "app/poll_keeper.hpp"

#include <span>
#include <string>
#include <utility>

#include "app/paging.hpp"
#include "core/log.hpp"
#include "fetchers/source_rhythm.hpp"

namespace sawthis::app {

namespace {

using Decide = std::function<PollState(const store::TakenIn&, std::span<const Instant>)>;

/// When to come back depends on what is new, which the store finds out while it keeps the poll.
Decide after_poll(const PollAnswer& answer, const fetchers::PollLimits& limits, Instant now) {
    return [state = answer.polled.state, hint = answer.hint, limits, more = answer.more,
            next_page = answer.next_page,
            now](const store::TakenIn& taken, std::span<const Instant> appeared) mutable {
        hint.new_articles = taken.added;
        auto next = fetchers::after_success(state, hint, limits, now);
        next.arrivals = fetchers::add_arrivals(std::move(next.arrivals), appeared);
        note_next_page(next, next_page, taken);
        if (more) next.next_poll = now + limits.min_interval;
        return next;
    };
}

/// The rhythm of polls stays, for when the hub falls silent.
Decide after_push(const PollAnswer& answer, Instant now) {
    return [state = answer.polled.state, now](const store::TakenIn& taken,
                                              std::span<const Instant> appeared) {
        auto next = state;
        next.last_success = now;
        if (taken.added > 0) next.last_new = now;
        next.arrivals = fetchers::add_arrivals(std::move(next.arrivals), appeared);
        return next;
    };
}

}  // namespace

PollKeeper::PollKeeper(App& app, PollReport& report)
    : app_(app),
      report_(report),
      limits_{app.config().fetch.min_interval, app.config().fetch.max_interval} {}

Result<void> PollKeeper::keep(std::vector<PollAnswer> answers) {
    std::vector<store::Store::Polled> polls;
    polls.reserve(answers.size());
    for (auto& answer : answers) {
        decide_state(answer);
        polls.push_back(std::move(answer.polled));
    }
    auto taken = app_.store().save_polls(polls);
    if (!taken) return tl::unexpected(taken.error());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        tell(std::move(answers[i].report), (*taken)[i]);
    }
    return {};
}

void PollKeeper::decide_state(PollAnswer& answer) const {
    auto& polled = answer.polled;
    const bool failed = answer.report.outcome == PollOutcome::failed;
    if (failed && answer.pushed) return;
    if (failed) {
        polled.state = fetchers::after_failure(polled.state, answer.report.failure, answer.hint,
                                               limits_, app_.now());
        return;
    }
    answer.report.silence = new_silence(polled.state, app_.now());
    polled.decide_state =
        answer.pushed ? after_push(answer, app_.now()) : after_poll(answer, limits_, app_.now());
}

void PollKeeper::tell(SourceReport report, const store::TakenIn& taken) {
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

}  // namespace sawthis::app
