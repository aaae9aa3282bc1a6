#include "app/poll_answer.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "app/full_text.hpp"
#include "app/source_reading.hpp"
#include "core/hash.hpp"
#include "core/text.hpp"
#include "net/answer_head.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

/// A server that says "not modified" for ever would hide its news for ever.
constexpr std::chrono::hours kFullFetchEvery{7 * 24};
constexpr int kSightingsOfMove = 3;

std::string hash_of(std::string_view body) {
    return fmt::format("{:016x}", stable_hash(body));
}

void keep_validators(PollState& state, const net::HttpResponse& response, std::string body_hash,
                     Instant now) {
    state.etag = response.etag;
    state.last_modified = response.last_modified;
    state.body_hash = std::move(body_hash);
    state.last_full = now;
}

void take_failure(PollAnswer& answer, const Failure& failure) {
    answer.report.outcome = PollOutcome::failed;
    answer.report.failure = failure;
}

/// An address as it is written, as hubs know a topic by its bytes; resolved where it is relative.
/// Empty if it is none of the web.
std::string absolute_address(std::string_view base, const std::string& address) {
    if (address.empty() || net::parse_url(address)) return address;
    return net::resolve_url(base, address).value_or("");
}

/// Who pushes the news of a feed, and under which name: its Link headers come before its own words
/// (WebSub §4). A feed that wants a password is nothing that a hub could fetch.
void note_hub(PollAnswer& answer, const net::HttpResponse& response, const fetchers::Feed& feed) {
    const auto& source = answer.report.source;
    auto& state = answer.polled.state;
    state.hub.clear();
    state.topic.clear();
    if (source.kind != SourceKind::feed || net::without_credentials(source.url) != source.url) {
        return;
    }
    const auto announced = [&](std::string_view rel, const std::string& in_feed) {
        const auto link = net::find_link(response.links, rel);
        return absolute_address(response.final_url, link.empty() ? in_feed : link);
    };
    const auto hub = announced("hub", feed.hub);
    if (hub.empty()) return;
    const auto topic = announced("self", feed.feed_url);
    state.hub = hub;
    state.topic = topic.empty() ? response.final_url : topic;
}

/// The articles are in the feed that the page declares: it takes the page's place from now on, and
/// is read along with the further pages of listings.
void move_to_feed(PollAnswer& answer, const std::string& feed_url) {
    auto& state = answer.polled.state;
    answer.polled.moved_to = answer.report.moved_to = feed_url;
    state.more_at = feed_url;
    state.more_pages = 0;
    state.etag.clear();
    state.last_modified.clear();
    state.body_hash.clear();
}

/// The feed, without its entries; nullopt where the body is none, or a page that lists nothing.
std::optional<fetchers::Feed> read_body(PollAnswer& answer, const net::HttpResponse& response,
                                        Instant now) {
    auto reading = read_source(answer.report.source, response.body, response.final_url,
                               response.content_type, now);
    if (!reading) {
        take_failure(answer, reading.error());
        return std::nullopt;
    }
    if (!reading->feed_url.empty()) {
        move_to_feed(answer, reading->feed_url);
        return std::nullopt;
    }
    answer.hint.ttl = reading->feed.ttl;
    answer.hint.skip_hours = reading->feed.skip_hours;
    answer.hint.skip_days = reading->feed.skip_days;
    answer.report.repaired = reading->feed.repaired;
    answer.report.cut = reading->feed.cut;
    answer.report.outcome = PollOutcome::fresh;
    answer.polled.feed_title = one_line(reading->feed.title);
    answer.polled.articles = std::move(reading->articles);
    answer.next_page = std::move(reading->next_page);
    answer.polled.wants_full_text = full_text_wish(answer.report.source);
    return std::move(reading->feed);
}

void note_move(PollAnswer& answer, const std::string& permanent_url) {
    auto& state = answer.polled.state;
    if (permanent_url.empty() || permanent_url == answer.report.source.url) {
        state.moving_to.clear();
        state.move_sightings = 0;
        return;
    }
    if (permanent_url != state.moving_to) state.move_sightings = 0;
    state.moving_to = permanent_url;
    if (++state.move_sightings < kSightingsOfMove) return;
    answer.polled.moved_to = answer.report.moved_to = permanent_url;
    state.moving_to.clear();
    state.move_sightings = 0;
}

void read_response(PollAnswer& answer, const net::HttpResponse& response, Instant now) {
    auto& state = answer.polled.state;
    answer.hint.max_age = response.max_age;
    if (response.status != 304) {
        auto hash = hash_of(response.body);
        const bool changed = hash != state.body_hash;
        const auto feed = changed ? read_body(answer, response, now) : std::nullopt;
        if (changed && !feed) return;
        keep_validators(state, response, std::move(hash), now);
        if (feed) note_hub(answer, response, *feed);
    }
    note_move(answer, response.permanent_url);
}

PollAnswer begin_answer(const store::StoredSource& stored) {
    PollAnswer answer;
    answer.report.source = stored.source;
    answer.polled.source = stored.source.id;
    answer.polled.state = stored.state;
    answer.hint.source = stored.source.id;
    return answer;
}

}  // namespace

net::HttpRequest poll_request(const store::StoredSource& stored, std::size_t tag, Instant now) {
    net::HttpRequest request{.tag = tag, .url = stored.source.url};
    const auto& state = stored.state;
    if (state.last_full && now - *state.last_full < kFullFetchEvery) {
        request.etag = state.etag;
        request.last_modified = state.last_modified;
    }
    return request;
}

PollAnswer read_poll_answer(const store::StoredSource& stored, const net::HttpOutcome& outcome,
                            Instant now) {
    auto answer = begin_answer(stored);
    answer.hint.retry_after = outcome.retry_after;
    if (outcome.response) {
        read_response(answer, *outcome.response, now);
    } else {
        take_failure(answer, outcome.response.error());
    }
    return answer;
}

PollAnswer read_push(const store::StoredSource& stored, const PushedBody& push, Instant now) {
    auto answer = begin_answer(stored);
    answer.pushed = true;
    net::HttpResponse response;
    response.body = push.body;
    response.final_url = stored.state.topic;
    response.content_type = push.content_type;
    static_cast<void>(read_body(answer, response, now));
    return answer;
}

PollAnswer poll_mail(const store::StoredSource& stored, const MailPollOptions& options, Instant now,
                     const std::stop_token& stop) {
    auto mail = read_mail_source(stored.source, stored.state, options, now, stop);
    if (!mail) return failed_answer(stored, mail.error());
    auto answer = begin_answer(stored);
    answer.polled.state.etag = std::move(mail->position);
    answer.polled.state.last_full = now;
    answer.polled.feed_title = one_line(mail->reading.feed.title);
    answer.polled.articles = std::move(mail->reading.articles);
    if (mail->messages > 0) answer.report.outcome = PollOutcome::fresh;
    answer.more = mail->more;
    return answer;
}

PollAnswer failed_answer(const store::StoredSource& stored, const Failure& failure) {
    auto answer = begin_answer(stored);
    take_failure(answer, failure);
    return answer;
}

}  // namespace sawthis::app
