// A query (up to an empty line) and an article (title up to a line feed, then text): reading and
// asking never fail otherwise than with a sentence, and every span lies in its part.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/boolean_query.hpp"

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const auto split = std::min(input.find("\n\n"), input.size());
    const auto query = input.substr(0, split);
    const auto rest = input.substr(std::min(split + 2, input.size()));
    const auto title_end = std::min(rest.find('\n'), rest.size());
    sawthis::Article article;
    article.title = rest.substr(0, title_end);
    article.text = rest.substr(title_end);
    article.language = "en";
    article.url = rest.substr(0, 40);

    const auto checked = sawthis::matcher::check_boolean_query(query);
    const std::vector<sawthis::matcher::BooleanWatch> watches{{1, std::string(query)},
                                                              {2, "wind -power"}};
    const auto compiled = sawthis::matcher::BooleanWatches::compile(watches);
    check(checked.has_value() == compiled.has_value());
    if (!compiled) {
        check(!compiled.error().detail.empty());
        return 0;
    }
    for (const auto& match : compiled->find(article)) {
        for (const auto& [part, span] : match.evidence) {
            const bool in_title = part == sawthis::ArticlePart::title;
            const auto& text = in_title ? article.title : article.text;
            check(span.begin < span.end && span.end <= text.size());
        }
    }
    return 0;
}
