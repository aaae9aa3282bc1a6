// Phrases (one a line, up to an empty line) and a text: compiling and finding never fail, and every
// span lies in the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "matcher/phrase_dictionary.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const auto split = input.find("\n\n");
    auto phrases = input.substr(0, split);
    const auto text = split == std::string_view::npos ? input : input.substr(split + 2);
    std::vector<sawthis::matcher::Phrase> wanted;
    while (!phrases.empty() && wanted.size() < 100) {
        const auto end = phrases.find('\n');
        sawthis::matcher::Phrase phrase{static_cast<std::uint32_t>(wanted.size()),
                                        std::string(phrases.substr(0, end)),
                                        wanted.size() % 2 == 0};
        if (is_findable(phrase)) wanted.push_back(std::move(phrase));
        phrases.remove_prefix(end == std::string_view::npos ? phrases.size() : end + 1);
    }
    const auto dictionary = sawthis::matcher::PhraseDictionary::compile(wanted);
    if (!dictionary) std::abort();
    std::vector<sawthis::matcher::Mention> mentions;
    dictionary->find(text, mentions);
    for (const auto& mention : mentions) {
        if (mention.span.begin >= mention.span.end || mention.span.end > text.size()) std::abort();
    }
    return 0;
}
