// How many feeds a second the client brings in, against a bare curl multi loop that only downloads
// and unpacks the same addresses, in turns in one run:
//
//     net_fetch http://127.0.0.1:8080/feed 2000 [rounds]
//
// fetches <base>0.xml to <base>1999.xml. Both keep 64 transfers under way and check that they got
// the same number of bytes. Prints the median and the 95th percentile of the rounds.

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "bench/curl_owners.hpp"
#include "net/http_client.hpp"
#include "net/url.hpp"

namespace {

using namespace sawthis::net;
using Clock = std::chrono::steady_clock;

constexpr int kConcurrency = 64;

struct Round {
    double seconds = 0;
    std::size_t bytes = 0;
    std::size_t answers = 0;
};

double since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::size_t count_bytes(char*, std::size_t, std::size_t size, void* total) {
    *static_cast<std::size_t*>(total) += size;
    return size;
}

/// The least that a program using libcurl must do.
class BareLoop {
public:
    BareLoop() : multi_(curl_multi_init()) {
        curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(kConcurrency));
        for (int i = 0; i < kConcurrency; ++i) {
            auto& easy = idle_.emplace_back(curl_easy_init());
            curl_easy_setopt(easy.get(), CURLOPT_ACCEPT_ENCODING, "");
            curl_easy_setopt(easy.get(), CURLOPT_NOSIGNAL, 1L);
            curl_easy_setopt(easy.get(), CURLOPT_PROXY, "");
            curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, count_bytes);
        }
    }

    Round run(const std::vector<HttpRequest>& requests) {
        Round round;
        const auto begin = Clock::now();
        std::size_t next = 0;
        std::size_t under_way = 0;
        while (round.answers < requests.size()) {
            while (next < requests.size() && under_way < kConcurrency) {
                start(requests[next++], under_way++, round);
            }
            int running = 0;
            curl_multi_perform(multi_.get(), &running);
            const auto before = round.answers;
            int left = 0;
            while (const auto* message = curl_multi_info_read(multi_.get(), &left)) {
                if (message->msg != CURLMSG_DONE) continue;
                ++round.answers;
                --under_way;
                finish(message->easy_handle, under_way);
            }
            if (round.answers == before) curl_multi_poll(multi_.get(), nullptr, 0, 1000, nullptr);
        }
        round.seconds = since(begin);
        return round;
    }

private:
    void start(const HttpRequest& request, std::size_t slot, Round& round) {
        CURL* easy = idle_[slot].get();
        curl_slist* list = nullptr;
        if (!request.etag.empty()) {
            list = curl_slist_append(list, ("If-None-Match: " + request.etag).c_str());
        }
        lists_.resize(idle_.size());
        curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &round.bytes);
        lists_[slot].reset(list);
        curl_multi_add_handle(multi_.get(), easy);
    }

    /// The handles in use stand in front: the one that ended changes places with the last of them.
    void finish(CURL* easy, std::size_t last) {
        curl_multi_remove_handle(multi_.get(), easy);
        const auto found = std::find_if(idle_.begin(), idle_.end(),
                                        [easy](const auto& entry) { return entry.get() == easy; });
        const auto slot = static_cast<std::size_t>(found - idle_.begin());
        std::swap(idle_[slot], idle_[last]);
        std::swap(lists_[slot], lists_[last]);
    }

    std::unique_ptr<CURLM, MultiClose> multi_;
    std::vector<std::unique_ptr<curl_slist, ListClose>> lists_;
    std::vector<std::unique_ptr<CURL, EasyClose>> idle_;
};

Round run_client(HttpClient& client, const std::vector<HttpRequest>& requests,
                 std::vector<std::string>* etags) {
    Round round;
    std::size_t next = 0;
    const auto begin = Clock::now();
    client.fetch_all(
        [&]() -> std::optional<HttpRequest> {
            if (next == requests.size()) return std::nullopt;
            return requests[next++];
        },
        [&](const HttpOutcome& outcome) {
            if (!outcome.response) return;
            ++round.answers;
            round.bytes += outcome.response->body.size();
            if (etags != nullptr) (*etags)[outcome.tag] = outcome.response->etag;
        });
    round.seconds = since(begin);
    return round;
}

struct Rates {
    std::vector<double> per_second;

    void add(const Round& round) {
        per_second.push_back(static_cast<double>(round.answers) / round.seconds);
    }
    [[nodiscard]] double at(double part) {
        std::sort(per_second.begin(), per_second.end());
        return per_second[static_cast<std::size_t>(part *
                                                   static_cast<double>(per_second.size() - 1))];
    }
};

bool compare(const char* name, BareLoop& bare, HttpClient& client,
             const std::vector<HttpRequest>& requests, int rounds) {
    Rates bare_rates;
    Rates client_rates;
    for (int i = 0; i < rounds; ++i) {
        const auto one = bare.run(requests);
        const auto other = run_client(client, requests, nullptr);
        if (other.answers != requests.size() || one.bytes != other.bytes) {
            fmt::print(stderr, "{}: {} answers of {} bytes instead of {} of {}\n", name,
                       other.answers, other.bytes, requests.size(), one.bytes);
            return false;
        }
        bare_rates.add(one);
        client_rates.add(other);
    }
    fmt::print(
        "{:<12} bare loop {:>6.0f} feeds/s (p95 {:.0f}), client {:>6.0f} feeds/s (p95 {:.0f}), "
        "ratio of medians {:.2f}\n",
        name, bare_rates.at(0.5), bare_rates.at(0.05), client_rates.at(0.5), client_rates.at(0.05),
        client_rates.at(0.5) / bare_rates.at(0.5));
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "usage: net_fetch BASE_URL COUNT [ROUNDS]\n");
        return 2;
    }
    const std::string base = argv[1];
    const auto count = std::strtoul(argv[2], nullptr, 10);
    const int rounds = argc > 3 ? static_cast<int>(std::strtol(argv[3], nullptr, 10)) : 5;
    HttpOptions options;
    options.concurrency = kConcurrency;
    options.per_host = kConcurrency;
    options.allow_private = {host_of(base) + ":*"};
    auto client = HttpClient::create(options);
    if (!client || count == 0 || rounds < 1) {
        fmt::print(stderr, "net_fetch: {}\n",
                   client ? "COUNT and ROUNDS must be more than 0" : client.error().detail);
        return 2;
    }
    std::vector<HttpRequest> requests;
    for (std::size_t i = 0; i < count; ++i) {
        requests.push_back({.tag = i, .url = base + std::to_string(i) + ".xml"});
    }
    BareLoop bare;
    if (!compare("all new", bare, *client, requests, rounds)) return 1;
    std::vector<std::string> etags(count);
    run_client(*client, requests, &etags);
    for (auto& request : requests) request.etag = etags[request.tag];
    return compare("nothing new", bare, *client, requests, rounds) ? 0 : 1;
}
