// Speed of parse_feed(), and of parse_feed() with make_articles(), against a bare pugixml tree of
// the same bytes, in one program on one thread:
//   fetchers_feed_speed FILE...
// Files that no strict parse accepts, or that are not XML, are left out of all: the tree would
// not be of the whole file. The three take turns file by file and each file counts with its
// shortest time, so that what else the machine does falls on none of them alone.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <limits>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "fetchers/article_maker.hpp"
#include "fetchers/feed.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Shortest {
    double seconds = std::numeric_limits<double>::max();
    void take(const auto& work) {
        const auto start = Clock::now();
        work();
        const std::chrono::duration<double> span = Clock::now() - start;
        seconds = std::min(seconds, span.count());
    }
};

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
    double tree = 0;
    double feeds = 0;
    double polls = 0;
    std::size_t entries = 0;
    for (const auto& file : files) {
        Shortest tree_time;
        Shortest feed_time;
        Shortest poll_time;
        std::size_t count = 0;
        for (int round = 0; round < kRounds; ++round) {
            tree_time.take([&] {
                pugi::xml_document document;
                document.load_buffer(file.data(), file.size());
            });
            feed_time.take([&] {
                const auto feed = parse_feed(file, context);
                count = feed ? feed->entries.size() : 0;
            });
            poll_time.take([&] {
                const auto feed = parse_feed(file, context);
                if (feed) static_cast<void>(make_articles(*feed, source, now));
            });
        }
        tree += tree_time.seconds;
        feeds += feed_time.seconds;
        polls += poll_time.seconds;
        entries += count;
    }
    const double mega = static_cast<double>(bytes) / 1e6;
    fmt::print("{} files, {:.1f} MB, {} entries\n", files.size(), mega, entries);
    fmt::print("pugixml tree {:.0f} MB/s\n", mega / tree);
    fmt::print("parse_feed {:.0f} MB/s, ratio {:.2f}\n", mega / feeds, tree / feeds);
    fmt::print("with articles {:.0f} MB/s, ratio {:.2f}\n", mega / polls, tree / polls);
    return 0;
}
