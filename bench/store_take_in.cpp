// How fast articles are taken in: `store_take_in [articles] [bytes of text] [articles in a
// commit]`. Prints articles/s of a cold run, where all are new, and of the same polls again, where
// all are known; each article is of its own, and ten make a poll.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "store/store.hpp"

using namespace sawthis;
using store::Store;

namespace {

constexpr std::size_t kPerPoll = 10;

std::size_t argument(int count, char** values, int index, std::size_t otherwise) {
    if (index >= count) return otherwise;
    const std::string_view text(values[index]);
    std::from_chars(text.data(), text.data() + text.size(), otherwise);
    return std::max<std::size_t>(otherwise, 1);
}

std::vector<Store::Polled> make_polls(Store& store, std::size_t articles, std::size_t bytes) {
    std::mt19937 random(1);
    std::vector<Store::Polled> polls;
    for (std::size_t n = 0; n < articles; ++n) {
        if (n % kPerPoll == 0) {
            Source source;
            source.url = fmt::format("https://source{}.example/feed", n / kPerPoll);
            const auto added = store.put_source(source);
            if (!added) std::exit(1);
            polls.emplace_back().source = added->id;
        }
        Article article;
        article.url = fmt::format("https://source{}.example/2026/11/24/{:08x}-article-{}",
                                  n / kPerPoll, random(), n);
        article.guid = article.url;
        article.title = fmt::format("Article {} of the day about number {}", n, random());
        article.publisher = "Source";
        article.language = "en";
        article.first_seen = Instant{std::chrono::seconds{1'800'000'000}};
        while (article.text.size() < bytes) article.text += fmt::format("word{} ", random());
        polls.back().articles.push_back(std::move(article));
    }
    return polls;
}

void take_in(std::string_view name, Store& store, std::span<const Store::Polled> polls,
             std::size_t polls_in_commit) {
    const auto start = std::chrono::steady_clock::now();
    store::TakenIn total;
    for (std::size_t first = 0; first < polls.size(); first += polls_in_commit) {
        const auto taken =
            store.save_polls(polls.subspan(first, std::min(polls_in_commit, polls.size() - first)));
        if (!taken) {
            fmt::print(stderr, "{}\n", taken.error().detail);
            std::exit(1);
        }
        for (const auto& one : *taken) {
            total.added += one.added;
            total.known += one.known;
        }
    }
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    fmt::print("{}: {} added, {} known in {:.2f} s: {:.0f} articles/s\n", name, total.added,
               total.known, spent.count(),
               static_cast<double>(total.added + total.known) / spent.count());
}

}  // namespace

int main(int count, char** values) {
    const auto articles = argument(count, values, 1, 28'000);
    const auto bytes = argument(count, values, 2, 2'000);
    const auto in_commit = argument(count, values, 3, 200);
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("store-take-in-{}", ::getpid());
    std::filesystem::create_directory(folder);
    {
        auto opened = Store::open(folder / "sawthis.db", Store::Mode::read_write);
        if (!opened) return 1;
        const auto polls = make_polls(*opened, articles, bytes);
        const auto polls_in_commit = std::max<std::size_t>(1, in_commit / kPerPoll);
        take_in("new", *opened, polls, polls_in_commit);
        take_in("known", *opened, polls, polls_in_commit);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
