#include "app/poll_reader.hpp"

#include <thread>
#include <utility>
#include <vector>

namespace sawthis::app {

namespace {

/// Two keep up with a quick disk and network; each holds one document and its articles.
constexpr int kReaders = 2;

std::size_t bytes_of(const net::HttpOutcome& outcome) {
    return outcome.response ? outcome.response->body.size() : 0;
}

/// The ways between fetching and reading, and from there on.
class PollReader {
public:
    PollReader(std::span<const store::StoredSource> due, Instant now, PollAnswers& answers)
        : due_(due), now_(now), answers_(answers) {}

    void fetch(net::HttpClient& client, const std::stop_token& stop) {
        std::size_t next = 0;
        client.fetch_all(
            [&]() -> std::optional<net::HttpRequest> {
                if (next == due_.size()) return std::nullopt;
                const std::size_t tag = next++;
                return poll_request(due_[tag], tag, now_);
            },
            [&](net::HttpOutcome outcome) { take(std::move(outcome)); }, stop);
        outcomes_.close();
    }

    /// Until all is fetched.
    void read_all() {
        while (auto outcome = outcomes_.pop()) {
            if (!read(*outcome)) return outcomes_.close();
        }
    }

private:
    /// What has no body is not worth the way to another thread.
    void take(net::HttpOutcome outcome) {
        const auto bytes = bytes_of(outcome);
        if (bytes > 0) {
            outcomes_.push(std::move(outcome), bytes);
        } else {
            read(outcome);
        }
    }

    bool read(const net::HttpOutcome& outcome) {
        auto answer = read_poll_answer(due_[outcome.tag], outcome, now_);
        answer.polled.keys = store::make_keys(answer.polled.articles);
        const auto bytes = app::bytes_of(answer);
        return answers_.push(std::move(answer), bytes);
    }

    std::span<const store::StoredSource> due_;
    Instant now_;
    PollAnswers& answers_;
    BoundedQueue<net::HttpOutcome> outcomes_{kMostWaitingPolls, kMostWaitingPollBytes};
};

}  // namespace

std::size_t bytes_of(const PollAnswer& answer) {
    std::size_t bytes = 0;
    for (const auto& article : answer.polled.articles) bytes += article.text.size();
    return bytes;
}

void fetch_and_read(net::HttpClient& client, std::span<const store::StoredSource> due, Instant now,
                    PollAnswers& answers, const std::stop_token& stop) {
    PollReader reader(due, now, answers);
    std::vector<std::jthread> threads;
    for (int i = 0; i < kReaders; ++i) threads.emplace_back([&] { reader.read_all(); });
    reader.fetch(client, stop);
}

}  // namespace sawthis::app
