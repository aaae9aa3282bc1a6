#pragma once

#include <stop_token>
#include <vector>

#include "app/app.hpp"
#include "app/host_pace.hpp"
#include "app/offline_watch.hpp"
#include "app/poll.hpp"
#include "app/poll_answer.hpp"
#include "app/poll_keeper.hpp"
#include "app/poll_reader.hpp"
#include "app/progress.hpp"
#include "app/pushed_sources.hpp"
#include "app/robots_check.hpp"
#include "core/result.hpp"
#include "net/http_client.hpp"
#include "store/store.hpp"

/// Private to app/.
namespace sawthis::app {

/// Fetches sources and keeps what they bring, in three steps side by side, each with threads of
/// its own: fetch, read, store; mail folders are read beside them. What waits between two steps is
/// bounded in number and bytes, so a slow disk slows the fetching instead of filling the memory.
class Poller {
public:
    Poller(App& app, net::HttpClient& client, RobotsBook& robots, const ProgressSink& progress);

    /// Those of the store's sources that are due.
    [[nodiscard]] Result<PollReport> run(const PollRequest& request);

private:
    void choose(std::vector<store::StoredSource> stored, const PushedSources& pushed,
                const PollRequest& request);
    [[nodiscard]] bool is_due(const store::StoredSource& stored, const PushedSources& pushed,
                              const PollRequest& request) const;
    /// Pages that robots.txt forbids leave due_, and are answered as failed. So do all but the
    /// first of a host that asks for a delay between two requests: they wait in later_.
    [[nodiscard]] Result<void> obey_robots();
    [[nodiscard]] Result<void> poll_slow_hosts();
    [[nodiscard]] Result<void> fetch_and_keep();
    void poll_mails(PollAnswers& answers, const std::stop_token& stop) const;
    [[nodiscard]] Result<void> keep_all(PollAnswers& answers);
    [[nodiscard]] Result<void> keep(std::vector<PollAnswer> answers);
    [[nodiscard]] Result<void> keep_held_back();
    void show_progress() const;

    App& app_;
    net::HttpClient& client_;
    RobotsBook& robots_;
    const ProgressSink& progress_;
    std::vector<store::StoredSource> due_;    // feeds and pages
    std::vector<store::StoredSource> later_;  // pages of hosts that want to be asked slowly
    std::vector<store::StoredSource> due_mails_;
    HostPace pace_;
    OfflineWatch offline_watch_;
    PollReport report_;
    PollKeeper keeper_{app_, report_};
};

}  // namespace sawthis::app
