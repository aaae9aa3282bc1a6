// Speed of parse_feed(), and of parse_feed() with make_articles(), against a bare pugixml tree of
// the same bytes, in one program on one thread:
//   fetchers_feed_speed FILE...
// Files that no strict parse accepts, or that are not XML, are left out of all: the tree would
// not be of the whole file. Prints the median of the rounds in MB/s and the ratios.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "fetchers/article_maker.hpp"
#include "fetchers/feed.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

bool parses_strictly(const std::string& bytes) {
    pugi::xml_document document;
    return static_cast<bool>(document.load_buffer(bytes.data(), bytes.size()));
}

}  // namespace

int main(int argc, char** argv) {
    using sawthis::fetchers::make_articles;
    using sawthis::fetchers::parse_feed;
    constexpr int kRounds = 21;
    std::vector<std::string> files;
    std::size_t bytes = 0;
    for (int i = 1; i < argc; ++i) {
        std::ifstream stream(argv[i], std::ios::binary);
        std::string file{std::istreambuf_iterator<char>(stream), {}};
        if (!parses_strictly(file)) continue;
        bytes += file.size();
        files.push_back(std::move(file));
    }
    const sawthis::fetchers::FeedContext context{"https://base.example/", ""};
    const sawthis::Source source{.url = "https://base.example/"};
    const auto now = sawthis::Instant{std::chrono::seconds{1'790'000'000}};
    std::size_t entries = 0;
    std::size_t articles = 0;
    std::vector<double> trees;
    std::vector<double> feeds;
    std::vector<double> polls;
    const auto time_round = [&files](std::vector<double>& times, auto&& read) {
        const auto start = Clock::now();
        for (const auto& file : files) read(file);
        times.push_back(seconds_since(start));
    };
    for (int round = 0; round < kRounds; ++round) {
        time_round(trees, [](const std::string& file) {
            pugi::xml_document document;
            document.load_buffer(file.data(), file.size());
        });
        time_round(feeds, [&](const std::string& file) {
            const auto feed = parse_feed(file, context);
            if (feed) entries += feed->entries.size();
        });
        time_round(polls, [&](const std::string& file) {
            const auto feed = parse_feed(file, context);
            if (feed) articles += make_articles(*feed, source, now).size();
        });
    }
    const double mega = static_cast<double>(bytes) / 1e6;
    const double tree = median(trees);
    fmt::print("{} files, {:.1f} MB, {} entries, {} articles\n", files.size(), mega,
               entries / kRounds, articles / kRounds);
    fmt::print("pugixml tree {:.0f} MB/s\n", mega / tree);
    for (const auto& [name, times] : {std::pair{"parse_feed", feeds}, {"with articles", polls}}) {
        fmt::print("{} {:.0f} MB/s, ratio {:.2f}\n", name, mega / median(times),
                   tree / median(times));
    }
    return 0;
}
