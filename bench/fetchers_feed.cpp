// Prints the feed in FILE as JSON Feed: fetchers_feed FILE [--base-url U] [--content-type T].
// The driver with which a scorer of feed parsers measures parse_feed() alone.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "fetchers/feed.hpp"

int main(int argc, char** argv) {
    sawthis::fetchers::FeedContext context;
    std::string path;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--base-url" && i + 1 < argc) {
            context.base_url = argv[++i];
        } else if (argument == "--content-type" && i + 1 < argc) {
            context.content_type = argv[++i];
        } else {
            path = argument;
        }
    }
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto feed = sawthis::fetchers::parse_feed(bytes, context);
    if (!feed) {
        fmt::print(stderr, "{}: {}\n", path, feed.error().detail);
        return 1;
    }
    fmt::print("{}\n", sawthis::fetchers::format_json_feed(*feed));
    return 0;
}
