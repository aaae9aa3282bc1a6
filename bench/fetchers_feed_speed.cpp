// Speed of parse_feed() against a bare pugixml tree of the same bytes, in one program on one
// thread:
//   fetchers_feed_speed FILE...
// Files that no strict parse accepts, or that are not XML, are left out of both: the tree would
// not be of the whole file. Prints the median of the rounds in MB/s and the ratio.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <vector>

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
    std::vector<double> trees;
    std::vector<double> feeds;
    std::size_t entries = 0;
    for (int round = 0; round < kRounds; ++round) {
        auto start = Clock::now();
        for (const auto& file : files) {
            pugi::xml_document document;
            document.load_buffer(file.data(), file.size());
        }
        trees.push_back(seconds_since(start));
        start = Clock::now();
        entries = 0;
        for (const auto& file : files) {
            const auto feed = sawthis::fetchers::parse_feed(file, {"https://base.example/", ""});
            if (feed) entries += feed->entries.size();
        }
        feeds.push_back(seconds_since(start));
    }
    const double mega = static_cast<double>(bytes) / 1e6;
    fmt::print("{} files, {:.1f} MB, {} entries\n", files.size(), mega, entries);
    fmt::print("pugixml tree {:.0f} MB/s, parse_feed {:.0f} MB/s, ratio {:.2f}\n",
               mega / median(trees), mega / median(feeds), median(trees) / median(feeds));
    return 0;
}
