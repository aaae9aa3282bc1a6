#include "app/offline_watch.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "net/url.hpp"

namespace sawthis::app {

namespace {

bool is_unresolved(const PollAnswer& answer) {
    return answer.report.outcome == PollOutcome::failed &&
           answer.report.failure.kind == FailureKind::dns;
}

bool was_read_before(const PollAnswer& answer) {
    return answer.polled.state.last_success.has_value();
}

}  // namespace

std::vector<PollAnswer> OfflineWatch::sift(std::vector<PollAnswer> answers) {
    online_ = online_ || !std::all_of(answers.begin(), answers.end(), is_unresolved);
    if (online_) {
        auto all = release();
        std::move(answers.begin(), answers.end(), std::back_inserter(all));
        return all;
    }
    std::vector<PollAnswer> never_read;
    for (auto& answer : answers) {
        (was_read_before(answer) ? held_ : never_read).push_back(std::move(answer));
    }
    return never_read;
}

bool OfflineWatch::is_offline() const {
    std::set<std::string> hosts;
    for (const auto& answer : held_) hosts.insert(net::host_of(answer.report.source.url));
    return !online_ && hosts.size() > 1;
}

std::vector<PollAnswer> OfflineWatch::release() {
    return std::exchange(held_, {});
}

}  // namespace sawthis::app
