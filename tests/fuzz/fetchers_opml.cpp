// parse_opml() on any bytes: every source has an address of its own and is UTF-8, and what
// format_opml() writes of them gives the same ones back. Tags may lose levels without a name, and
// who has no title gets one.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "fetchers/opml.hpp"

namespace {

std::vector<sawthis::Source> by_address(std::vector<sawthis::Source> sources) {
    std::sort(sources.begin(), sources.end(),
              [](const auto& a, const auto& b) { return a.url < b.url; });
    return sources;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis;
    const auto read = fetchers::parse_opml({reinterpret_cast<const char*>(data), size});
    if (!read) return 0;
    const auto sources = by_address(read->sources);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (sources[i].url.empty() || !is_utf8(sources[i].url) || !is_utf8(sources[i].title)) {
            std::abort();
        }
        if (i > 0 && sources[i].url == sources[i - 1].url) std::abort();
    }
    const auto again = fetchers::parse_opml(fetchers::format_opml(sources));
    if (!again) std::abort();
    auto same = by_address(again->sources);
    if (same.size() != sources.size()) std::abort();
    for (std::size_t i = 0; i < sources.size(); ++i) {
        same[i].tags = sources[i].tags;
        if (sources[i].title.empty()) same[i].title.clear();
    }
    if (same != sources) std::abort();
    return 0;
}
