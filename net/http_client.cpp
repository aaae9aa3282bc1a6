#include "net/http_client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "net/address_guard.hpp"
#include "net/curl_common.hpp"
#include "net/easy_handle.hpp"
#include "net/multi_loop.hpp"
#include "net/transfer.hpp"

namespace sawthis::net {

namespace {

struct EasyClose {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyClose>;

/// A host's answers that keep us waiting may be this many times per_host.
constexpr int kMostSlowTimes = 8;
constexpr std::chrono::milliseconds kLookForSlowEvery{100};

/// The transfers of one host: how many run, and which wait for their turn.
struct Host {
    int running = 0;  // without the slow ones
    int slow = 0;
    Transfer::Clock::time_point not_before;  // of the next start
    std::deque<std::unique_ptr<Transfer>> waiting;
};

std::string_view find_mistake(const HttpOptions& options) {
    using std::chrono::milliseconds;
    if (options.total_timeout <= milliseconds(0)) return "total_timeout must be more than 0";
    if (options.connect_timeout <= milliseconds(0)) return "connect_timeout must be more than 0";
    if (options.low_speed_time.count() <= 0) return "low_speed_time must be more than 0";
    if (options.max_body_bytes == 0) return "max_body must be more than 0";
    if (options.max_header_bytes == 0) return "max_header_bytes must be more than 0";
    if (options.max_redirects < 0) return "max_redirects must not be negative";
    if (options.per_host < 1) return "per_host must be 1 or more";
    if (options.concurrency < 1) return "concurrency must be 1 or more";
    if (options.per_host_gap.count() < 0) return "per_host_gap must not be negative";
    if (options.slow_after.count() <= 0) return "slow_after must be more than 0";
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    if (std::any_of(options.user_agent.begin(), options.user_agent.end(), is_control)) {
        return "user_agent must not hold control characters";
    }
    if (std::any_of(options.accept.begin(), options.accept.end(), is_control)) {
        return "accept must not hold control characters";
    }
    return {};
}

}  // namespace

struct HttpClient::Impl {
    Impl(HttpOptions given, AllowList list)
        // One idle connection for each transfer that may run is kept for the next to the same host.
        : options(std::move(given)), allowed(std::move(list)), loop(options.concurrency) {}
    ~Impl() { drop_all(); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void run(const std::function<std::optional<HttpRequest>()>& next,
             const std::function<void(HttpOutcome)>& done, const std::stop_token& stop);

    /// A transfer on the wire, with the handle lent to it.
    struct Running {
        std::unique_ptr<Transfer> transfer;
        Easy easy;
        Transfer::Clock::time_point since;
        bool slow = false;
    };

    bool has_room() const { return running.size() < static_cast<std::size_t>(options.concurrency); }
    /// Requests are asked for ahead of a busy host's turn, so that it does not keep others waiting;
    /// bounded, so that a long list is not held in memory.
    bool may_ask() const {
        constexpr std::size_t kLeastAhead = 1024;
        return parked < std::max(kLeastAhead, 16U * static_cast<std::size_t>(options.concurrency));
    }

    void fill(const std::function<std::optional<HttpRequest>()>& next,
              const std::function<void(HttpOutcome)>& done);
    void admit(std::unique_ptr<Transfer> transfer);
    bool may_start(const Host& host) const;
    void start(Host& host, std::unique_ptr<Transfer> transfer);
    void start_waiting(const std::string& name);
    void start_delayed();
    void pass_slow();
    void end_hop(CURL* easy, int code, const std::function<void(HttpOutcome)>& done);
    Easy borrow_easy();
    [[nodiscard]] std::chrono::milliseconds patience() const;
    void drop_all();

    HttpOptions options;
    AllowList allowed;
    MultiLoop loop;  // before the handles: these leave it before it goes
    std::vector<Easy> idle;
    std::unordered_map<CURL*, Running> running;
    std::unordered_map<std::string, Host> hosts;
    std::vector<std::string> delayed;  // hosts with waiting transfers that the gap holds back
    std::size_t parked = 0;            // transfers in Host::waiting, of all hosts
    Transfer::Clock::time_point look_for_slow_at;
    bool exhausted = false;  // `next` gave none
};

Easy HttpClient::Impl::borrow_easy() {
    if (!idle.empty()) {
        auto easy = std::move(idle.back());
        idle.pop_back();
        return easy;
    }
    Easy easy(curl_easy_init());
    set_up_easy_handle(easy.get(), options);
    return easy;
}

bool HttpClient::Impl::may_start(const Host& host) const {
    return has_room() && host.running < options.per_host &&
           (options.per_host_gap.count() == 0 || Transfer::Clock::now() >= host.not_before);
}

void HttpClient::Impl::start(Host& host, std::unique_ptr<Transfer> transfer) {
    ++host.running;
    if (options.per_host_gap.count() > 0) {
        host.not_before = Transfer::Clock::now() + options.per_host_gap;
    }
    auto easy = borrow_easy();
    transfer->start(easy.get());
    loop.add(easy.get());
    auto* key = easy.get();
    running.emplace(key, Running{std::move(transfer), std::move(easy), Transfer::Clock::now()});
}

void HttpClient::Impl::admit(std::unique_ptr<Transfer> transfer) {
    const auto name = transfer->host();
    auto& host = hosts[name];
    if (host.waiting.empty() && may_start(host)) {
        start(host, std::move(transfer));
        return;
    }
    host.waiting.push_back(std::move(transfer));
    ++parked;
    // Otherwise one of its running transfers starts it when it ends.
    if (host.waiting.size() == 1 && host.running < options.per_host) delayed.push_back(name);
}

void HttpClient::Impl::start_waiting(const std::string& name) {
    const auto found = hosts.find(name);
    if (found == hosts.end()) return;
    auto& host = found->second;
    while (!host.waiting.empty() && may_start(host)) {
        auto transfer = std::move(host.waiting.front());
        host.waiting.pop_front();
        --parked;
        start(host, std::move(transfer));
    }
    const bool held_back = !host.waiting.empty() && host.running < options.per_host;
    if (held_back && std::find(delayed.begin(), delayed.end(), name) == delayed.end()) {
        delayed.push_back(name);
    }
    const bool gap_over =
        options.per_host_gap.count() == 0 || Transfer::Clock::now() >= host.not_before;
    const bool idle_host = host.waiting.empty() && host.running + host.slow == 0;
    if (idle_host && gap_over) hosts.erase(found);
}

/// A few answers that trickle would hold up all other sources of their host: after a while they
/// cede their turns.
void HttpClient::Impl::pass_slow() {
    if (parked == 0) return;
    const auto now = Transfer::Clock::now();
    if (now < look_for_slow_at) return;
    look_for_slow_at = now + kLookForSlowEvery;
    std::vector<std::string> freed;
    for (auto& [easy, one] : running) {
        if (one.slow || now - one.since < options.slow_after) continue;
        auto& host = hosts[one.transfer->host()];
        if (host.waiting.empty() || host.slow >= kMostSlowTimes * options.per_host) continue;
        one.slow = true;
        --host.running;
        ++host.slow;
        freed.push_back(one.transfer->host());
    }
    for (const auto& name : freed) start_waiting(name);
}

void HttpClient::Impl::start_delayed() {
    for (const auto& name : std::exchange(delayed, {})) start_waiting(name);
}

void HttpClient::Impl::fill(const std::function<std::optional<HttpRequest>()>& next,
                            const std::function<void(HttpOutcome)>& done) {
    start_delayed();
    while (has_room() && may_ask() && !exhausted) {
        auto request = next();
        if (!request) {
            exhausted = true;
            return;
        }
        auto transfer = std::make_unique<Transfer>(options, allowed, std::move(*request));
        if (transfer->host().empty()) {
            done(transfer->refuse());
        } else {
            admit(std::move(transfer));
        }
    }
}

void HttpClient::Impl::end_hop(CURL* easy, int code, const std::function<void(HttpOutcome)>& done) {
    auto node = running.extract(easy);
    auto& [transfer, handle, since, slow] = node.mapped();
    loop.remove(easy);
    const auto name = transfer->host();
    --(slow ? hosts[name].slow : hosts[name].running);
    long new_connections = 0;
    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &new_connections);
    auto outcome = transfer->finish(code, new_connections == 0);
    idle.push_back(std::move(handle));
    if (!outcome) admit(std::move(transfer));
    start_waiting(name);
    if (outcome) done(std::move(*outcome));
}

std::chrono::milliseconds HttpClient::Impl::patience() const {
    constexpr std::chrono::milliseconds kIdle{1000};
    constexpr std::chrono::milliseconds kGapStep{10};
    if (!delayed.empty()) return kGapStep;
    return parked > 0 ? kLookForSlowEvery : kIdle;
}

void HttpClient::Impl::drop_all() {
    for (auto& [easy, entry] : running) {
        loop.remove(easy);
        idle.push_back(std::move(entry.easy));
    }
    running.clear();
    hosts.clear();
    delayed.clear();
    parked = 0;
}

void HttpClient::Impl::run(const std::function<std::optional<HttpRequest>()>& next,
                           const std::function<void(HttpOutcome)>& done,
                           const std::stop_token& stop) {
    // Whatever ends the run, an exception of the callbacks too, leaves the client ready for
    // another.
    const std::unique_ptr<Impl, void (*)(Impl*)> cleaner(this,
                                                         [](Impl* impl) { impl->drop_all(); });
    const std::stop_callback wake(stop, [this] { loop.wake(); });
    exhausted = false;
    while (!stop.stop_requested()) {
        fill(next, done);
        if (running.empty() && parked == 0 && exhausted) return;
        loop.turn(patience());
        loop.take_ended([&](void* easy, int code) { end_hop(easy, code, done); });
        pass_slow();
    }
}

Result<HttpClient> HttpClient::create(HttpOptions options) {
    if (const auto mistake = find_mistake(options); !mistake.empty()) {
        return fail(ErrorCode::bad_input, std::string(mistake));
    }
    auto allowed = AllowList::parse(options.allow_private);
    if (!allowed) return tl::unexpected(allowed.error());
    if (!initialise_curl()) return fail(ErrorCode::network, "libcurl does not start");
    auto impl = std::make_unique<Impl>(std::move(options), std::move(*allowed));
    if (!impl->loop.is_open()) return fail(ErrorCode::network, "libcurl does not start");
    return HttpClient(std::move(impl));
}

void HttpClient::fetch_all(const std::function<std::optional<HttpRequest>()>& next,
                           const std::function<void(HttpOutcome)>& done,
                           const std::stop_token& stop) {
    impl_->run(next, done, stop);
}

HttpOutcome HttpClient::fetch(const HttpRequest& request) {
    std::optional<HttpRequest> one = request;
    HttpOutcome result;
    fetch_all([&one] { return std::exchange(one, std::nullopt); },
              [&result](HttpOutcome outcome) { result = std::move(outcome); });
    return result;
}

HttpClient::HttpClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

}  // namespace sawthis::net
