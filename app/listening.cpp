#include "app/listening.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "app/data_lock.hpp"
#include "app/fetch_options.hpp"
#include "app/poll_answer.hpp"
#include "app/poll_keeper.hpp"
#include "app/robots_check.hpp"
#include "app/subscription_book.hpp"
#include "core/log.hpp"
#include "net/http_client.hpp"
#include "net/websub.hpp"

namespace sawthis::app {

namespace {

using std::chrono::seconds;

constexpr seconds kLockPatience{1};  // `poll` only looks whether somebody listens
constexpr seconds kLongestRest{60};
constexpr std::size_t kMostWaitingBodies = 4;  // of the largest size, not yet kept
constexpr std::size_t kMaxHubAnswerBytes = 64U << 10U;

net::HttpRequest request_to(const Subscription& one, const WebSubConfig& config, std::size_t tag) {
    net::HubRequest request;
    request.mode = one.state == SubscriptionState::leaving ? net::HubMode::unsubscribe
                                                           : net::HubMode::subscribe;
    request.topic = one.topic;
    request.callback = callback_url(config.public_url, one.token);
    request.secret = one.secret;
    request.lease = kLeaseAsked;
    return {.tag = tag, .url = one.hub, .form = net::hub_form(request)};
}

/// Source by source, as each push is to know what the one before it taught.
Result<void> keep_push(App& app, const std::string& url, const PushedBody& body,
                       PollReport& report) {
    const auto stored = app.store().find_source(url);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored) return {};
    std::vector<PollAnswer> answers;
    answers.push_back(read_push(**stored, body, app.now()));
    return PollKeeper(app, report).keep(std::move(answers));
}

}  // namespace

struct Listening::Impl {
    AppOptions options;
    Config config;
    DataLock lock;
    SubscriptionBook book;
    std::vector<Subscription> saved;  // as the store has them
    CallbackDesk desk;
    Instant now{};  // of the turn

    [[nodiscard]] Result<App> open() const { return App::open(options, Access::write, "listen"); }

    Result<void> take_events(App& app, std::span<const store::StoredSource> sources,
                             PollReport& report) {
        for (auto& event : desk.take()) {
            if (event.kind != CallbackEvent::Kind::pushed) {
                book.note_said(event, now);
                continue;
            }
            if (auto taken = take_push(app, sources, std::move(event), report); !taken) {
                return taken;
            }
        }
        return {};
    }

    Result<void> take_push(App& app, std::span<const store::StoredSource> sources,
                           CallbackEvent event, PollReport& report) {
        const auto* const one = book.find(event.token);
        if (one == nullptr) return {};
        const auto stored = std::find_if(sources.begin(), sources.end(), [&](const auto& source) {
            return source.source.id == one->source;
        });
        if (stored == sources.end()) return {};
        const auto before = report.sources.size();
        const PushedBody body{std::move(event.content_type), std::move(event.body)};
        if (auto kept = keep_push(app, stored->source.url, body, report); !kept) return kept;
        if (report.sources.size() == before) return {};
        book.note_push(event.token, report.sources.back().failure, now);
        return {};
    }

    Result<void> save(App& app) {
        for (const auto& token : book.take_gone()) {
            if (auto removed = app.store().remove_subscription(token); !removed) return removed;
        }
        if (book.all() == saved) return {};
        if (auto kept = app.store().save_subscriptions(book.all()); !kept) return kept;
        saved = book.all();
        return {};
    }

    Result<void> keep(ListenTurn& turn) {
        auto app = open();
        if (!app) return tl::unexpected(app.error());
        now = app->now();
        const auto sources = app->store().load_sources();
        if (!sources) return tl::unexpected(sources.error());
        if (auto taken = take_events(*app, *sources, turn.pushed); !taken) return taken;
        book.follow(*sources, now);
        if (auto kept = save(*app); !kept) return kept;
        desk.expect(book.all());
        if (turn.pushed.taken.added + turn.pushed.taken.updated == 0) return {};
        RobotsBook robots;
        return follow_up(*app, robots, turn.pushed, {});
    }

    Result<void> ask_hubs(ListenTurn& turn, const std::stop_token& stop) {
        const auto due = book.due(now);
        if (due.empty()) return {};
        auto options_of_hubs = fetch_options(config.fetch);
        options_of_hubs.max_body_bytes = kMaxHubAnswerBytes;
        auto client = net::HttpClient::create(std::move(options_of_hubs));
        if (!client) return tl::unexpected(client.error());
        std::size_t next = 0;
        client->fetch_all(
            [&]() -> std::optional<net::HttpRequest> {
                if (next == due.size()) return std::nullopt;
                const std::size_t tag = next++;
                return request_to(due[tag], config.websub, tag);
            },
            [&](const net::HttpOutcome& outcome) {
                ++turn.asked;
                book.note_asked(due[outcome.tag].token, outcome, now);
            },
            stop);
        return {};
    }
};

Listening::Listening(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Listening::Listening(Listening&&) noexcept = default;
Listening& Listening::operator=(Listening&&) noexcept = default;
Listening::~Listening() = default;

Result<Listening> Listening::begin(AppOptions options) {
    auto app = App::open(options, Access::write, "listen");
    if (!app) return tl::unexpected(app.error());
    if (!app->config().websub.enabled) {
        return fail(ErrorCode::bad_input,
                    options.config.string() +
                        ": WebSub is off; write enabled = true and public_url, the address at "
                        "which hubs reach this machine, into its section [websub]");
    }
    auto lock = DataLock::take(options.data, "listen", kLockPatience, DataRight::listen);
    if (!lock) return tl::unexpected(lock.error());
    auto saved = app->store().load_subscriptions();
    if (!saved) return tl::unexpected(saved.error());
    const auto config = app->config();
    auto impl = std::unique_ptr<Impl>(new Impl{
        std::move(options), config, std::move(*lock), SubscriptionBook(*saved, net::make_token),
        std::move(*saved), CallbackDesk(config.fetch.max_body * kMostWaitingBodies), app->now()});
    impl->desk.expect(impl->book.all());
    return Listening(std::move(impl));
}

const Config& Listening::config() const {
    return impl_->config;
}

CallbackDesk& Listening::desk() const {
    return impl_->desk;
}

std::size_t Listening::subscriptions() const {
    return impl_->book.all().size();
}

Result<ListenTurn> Listening::turn(const std::stop_token& stop) {
    ListenTurn turn;
    if (const auto kept = impl_->keep(turn); !kept) return tl::unexpected(kept.error());
    if (const auto asked = impl_->ask_hubs(turn, stop); !asked) {
        return tl::unexpected(asked.error());
    }
    if (turn.asked == 0) return turn;
    auto app = impl_->open();
    // What could not be saved now is saved by the next turn.
    if (!app) return turn;
    if (const auto saved = impl_->save(*app); !saved) return tl::unexpected(saved.error());
    return turn;
}

Result<void> Listening::run(const std::function<void(const ListenTurn&)>& tell,
                            const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto done = turn(stop);
        if (done) {
            tell(*done);
        } else if (done.error().code == ErrorCode::conflict) {
            log_event(LogLevel::info, "listen_waits", {{"why", done.error().detail}});
        } else {
            return tl::unexpected(done.error());
        }
        const auto next = impl_->book.next_due();
        const auto rest = next ? *next - impl_->now : kLongestRest;
        impl_->desk.wait(std::clamp<seconds>(rest, seconds{1}, kLongestRest), stop);
    }
    return {};
}

Result<ListenTurn> Listening::finish() {
    ListenTurn turn;
    if (const auto kept = impl_->keep(turn); !kept) return tl::unexpected(kept.error());
    return turn;
}

}  // namespace sawthis::app
