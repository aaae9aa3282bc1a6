#include "app/poller.hpp"

#include <atomic>
#include <chrono>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "app/ingest.hpp"
#include "app/mail_poll.hpp"
#include "app/poll_reader.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kPollsPerCommit = 64;  // at most
// A commit costs as much as some polls that bring nothing, so it waits a little for more.
constexpr std::size_t kEnoughForCommit = 48;
constexpr std::chrono::milliseconds kWaitForCommit{20};

}  // namespace

Poller::Poller(App& app, net::HttpClient& client, RobotsBook& robots, const ProgressSink& progress)
    : app_(app),
      client_(client),
      robots_(robots),
      progress_(progress),
      pace_(app.config().fetch.per_host_gap) {}

Result<PollReport> Poller::run(const PollRequest& request) {
    auto stored = app_.store().load_sources();
    if (!stored) return tl::unexpected(stored.error());
    const auto pushed = PushedSources::load(app_);
    if (!pushed) return tl::unexpected(pushed.error());
    choose(std::move(*stored), *pushed, request);
    if (const auto kept = obey_robots(); !kept) return tl::unexpected(kept.error());
    if (const auto kept = fetch_and_keep(); !kept) return tl::unexpected(kept.error());
    if (const auto kept = poll_slow_hosts(); !kept) return tl::unexpected(kept.error());
    if (const auto kept = keep_held_back(); !kept) return tl::unexpected(kept.error());
    return std::move(report_);
}

/// A server that told us to wait is not asked again before, not even by `--all`.
bool Poller::is_due(const store::StoredSource& stored, const PushedSources& pushed,
                    const PollRequest& request) const {
    const auto next = pushed.next_poll(stored.source.id, stored.state, app_.now());
    if (!next || *next <= app_.now()) return true;
    return request.all && stored.state.last_failure.kind != FailureKind::rate_limited;
}

void Poller::choose(std::vector<store::StoredSource> stored, const PushedSources& pushed,
                    const PollRequest& request) {
    for (auto& one : stored) {
        if (one.source.url.starts_with(kFileScheme)) continue;
        if (one.state.retired) {
            ++report_.retired;
        } else if (!is_due(one, pushed, request)) {
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
    const auto verdicts = robots_.judge(client_, urls);
    std::vector<PollAnswer> forbidden;
    std::vector<store::StoredSource> allowed;
    std::set<std::string> slow_hosts;
    std::size_t page = 0;
    for (auto& one : due_) {
        const bool is_page = one.source.kind == SourceKind::page;
        const auto verdict = is_page ? verdicts[page++] : RobotsVerdict{};
        const auto host = is_page ? net::host_of(one.source.url) : std::string();
        pace_.slow_down(host, verdict.crawl_delay);
        if (verdict.forbidden) {
            forbidden.push_back(failed_answer(one, *verdict.forbidden));
        } else if (pace_.is_slowed_down(host) && !slow_hosts.insert(host).second) {
            later_.push_back(std::move(one));
        } else {
            allowed.push_back(std::move(one));
        }
    }
    due_ = std::move(allowed);
    return keep(std::move(forbidden));
}

Result<void> Poller::poll_slow_hosts() {
    const auto deadline = HostPace::Clock::now() + HostPace::kPatience;
    due_mails_.clear();
    std::vector<std::string> hosts;
    for (const auto& one : later_) hosts.push_back(net::host_of(one.source.url));
    for (const auto& host : hosts) pace_.note_request(host);
    while (pace_.wait_for_any(hosts, deadline)) {
        due_.clear();
        hosts.clear();
        for (auto& one : std::exchange(later_, {})) {
            const auto host = net::host_of(one.source.url);
            const bool may_ask = pace_.may_ask(host);
            if (may_ask) pace_.note_request(host);
            if (!may_ask) hosts.push_back(host);
            (may_ask ? due_ : later_).push_back(std::move(one));
        }
        if (const auto kept = fetch_and_keep(); !kept) return kept;
    }
    report_.not_due += later_.size();
    return {};
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
        auto batch = answers.pop_some(kPollsPerCommit, kEnoughForCommit, kWaitForCommit);
        if (batch.empty()) return {};
        if (const auto kept = keep(std::move(batch)); !kept) return kept;
    }
}

Result<void> Poller::keep(std::vector<PollAnswer> answers) {
    auto kept = keeper_.keep(offline_watch_.sift(std::move(answers)));
    if (kept) show_progress();
    return kept;
}

/// A machine without a network says nothing about its sources.
Result<void> Poller::keep_held_back() {
    if (offline_watch_.is_offline()) {
        report_.unreached = offline_watch_.held_back();
        return {};
    }
    return keeper_.keep(offline_watch_.release());
}

void Poller::show_progress() const {
    if (progress_)
        progress_({"polling", "sources", report_.sources.size(), due_.size() + due_mails_.size()});
}

}  // namespace sawthis::app
