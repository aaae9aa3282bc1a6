#include <fmt/format.h>
#include <pthread.h>

#include <chrono>
#include <csignal>
#include <ctime>
#include <optional>
#include <stop_token>
#include <thread>

#include "app/listening.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "web/callback_listener.hpp"

namespace sawthis::cli {

namespace {

/// Asks to stop at SIGINT or SIGTERM. To be made before any other thread, which inherit that these
/// signals wait for us.
class StopAtSignal {
public:
    StopAtSignal() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        waiter_ = std::jthread([this](const std::stop_token& done) { wait(done); });
    }

    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

private:
    void wait(const std::stop_token& done) {
        constexpr timespec kLook{0, 200'000'000};
        while (!done.stop_requested()) {
            if (::sigtimedwait(&signals_, nullptr, &kLook) <= 0) continue;
            stop_.request_stop();
            return;
        }
    }

    sigset_t signals_{};
    std::stop_source stop_;
    std::jthread waiter_;
};

void tell(const app::ListenTurn& turn, const Session& session) {
    for (const auto& one : turn.pushed.sources) {
        if (one.outcome == app::PollOutcome::failed) {
            complain(fmt::format("{}: what was pushed is of no use: {}", shown_url(one.source),
                                 describe(one.failure)));
        }
    }
    if (turn.pushed.sources.empty() || session.quiet()) return;
    if (session.global.json) {
        print(json_of(turn.pushed));
        return;
    }
    for (const auto& one : turn.pushed.sources) {
        if (one.outcome == app::PollOutcome::failed) continue;
        print(
            fmt::format("{}: {}\n", shown_name(one.source), count(one.taken.added, "new article")));
    }
    print(tell_notices(turn.pushed.notices));
}

}  // namespace

int run(const ListenCommand& /*command*/, const Session& session) {
    const StopAtSignal signals;
    auto listening = app::Listening::begin(session.app_options());
    if (!listening) return report_unusable(listening.error());
    const auto& config = listening->config();
    web::ListenerLimits limits;
    limits.max_body_bytes = config.fetch.max_body;
    auto listener = web::CallbackListener::start(config.websub.listen, listening->desk(), limits);
    if (!listener) return report_failure(listener.error());
    if (session.tells()) {
        print(fmt::format("Listening on {}; hubs call {}. {} so far.\n", listener->address(),
                          config.websub.public_url,
                          count(listening->subscriptions(), "subscription")));
    }
    const auto tell_turn = [&](const app::ListenTurn& turn) { tell(turn, session); };
    const auto ran = listening->run(tell_turn, signals.token());
    // No hub is told "taken" any more, before what was taken is kept.
    listener = fail(ErrorCode::conflict, "closed");
    const auto last = listening->finish();
    if (!ran) return report_failure(ran.error());
    if (!last) return report_failure(last.error());
    tell_turn(*last);
    return kExitDone;
}

}  // namespace sawthis::cli
