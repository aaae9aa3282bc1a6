// Phrases (one a line, up to an empty line) and a text: compiling and finding never fail, and every
// span lies in the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "matcher/watch_matcher.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const auto split = input.find("\n\n");
    auto phrases = input.substr(0, split);
    const auto text = split == std::string_view::npos ? input : input.substr(split + 2);
    std::vector<sawthis::matcher::Watch> watches;
    while (!phrases.empty() && watches.size() < 100) {
        const auto end = phrases.find('\n');
        sawthis::matcher::Watch watch{
            sawthis::WatchId{static_cast<std::int64_t>(watches.size() + 1)},
            std::string(phrases.substr(0, end)), watches.size() % 2 == 0};
        if (is_watchable(watch)) watches.push_back(std::move(watch));
        phrases.remove_prefix(end == std::string_view::npos ? phrases.size() : end + 1);
    }
    const auto matcher = sawthis::matcher::WatchMatcher::compile(watches);
    if (!matcher) std::abort();
    for (const auto& mention : matcher->find(text)) {
        if (mention.span.begin >= mention.span.end || mention.span.end > text.size()) std::abort();
    }
    return 0;
}
