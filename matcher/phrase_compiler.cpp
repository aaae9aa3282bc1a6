#include "matcher/phrase_compiler.hpp"

#include <algorithm>
#include <string>

#include "core/text.hpp"
#include "matcher/word_hash.hpp"
#include "matcher/word_reader.hpp"

namespace sawthis::matcher {

namespace {

char32_t to_upper(char32_t c) {
    if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 0x20 : c;
    if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 0x20;  // Latin-1
    if (c >= 0x100 && c <= 0x137) return c & ~char32_t{1};     // Latin Extended-A
    if (c >= 0x139 && c <= 0x148) return c % 2 == 0 ? c - 1 : c;
    if (c >= 0x14A && c <= 0x177) return c & ~char32_t{1};
    if (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2) return c - 0x20;  // Greek
    if (c >= 0x430 && c <= 0x44F) return c - 0x20;                // Cyrillic
    if (c >= 0x450 && c <= 0x45F) return c - 0x50;
    return c;
}

std::string to_capitals(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append_utf8(out, to_upper(decode_utf8(text, at)));
    return out;
}

/// Reads phrases into nodes, with memory that it keeps from phrase to phrase.
class Compiler {
public:
    explicit Compiler(std::vector<PhraseNode>& nodes) : nodes_(nodes) {}

    /// How many words count; nothing is added if there are none or more than kMaxPhraseWords.
    std::size_t add(std::string_view text, std::uint32_t id, bool exact);

private:
    std::vector<PhraseNode>& nodes_;
    std::vector<Word> words_;
};

/// The words of a phrase that count: "women's football" is looked for as "women football", unless
/// as written.
void read_phrase(std::string_view text, bool exact, std::vector<Word>& words) {
    read_words(text, words);
    if (!exact) std::erase_if(words, [](const Word& word) { return word.possessive; });
}

bool is_number_of_words(std::size_t count) {
    return count > 0 && count <= kMaxPhraseWords;
}

std::size_t Compiler::add(std::string_view text, std::uint32_t id, bool exact) {
    read_phrase(text, exact, words_);
    if (!is_number_of_words(words_.size())) return words_.size();
    const auto written = [&](const Word& word) {
        return exact ? hash_as_written(text, word.span()) : 0;
    };
    PhraseNode node{first_key(words_[0].folded), first_key(written(words_[0])), id};
    for (std::size_t i = 1; i < words_.size(); ++i) {
        // Single words are looked up only as phrases of their own.
        if (i > 1) nodes_.push_back({node.key, 0, 0, NodeKind::passes});
        node.key = next_key(node.key, words_[i].folded, words_[i].gap);
        if (exact) node.exact = next_key(node.exact, written(words_[i]), words_[i].gap);
    }
    node.kind = exact ? NodeKind::ends_exact : NodeKind::ends;
    node.exact = exact ? std::max<std::uint64_t>(node.exact, 1) : 0;
    nodes_.push_back(node);
    return words_.size();
}

}  // namespace

bool is_findable(const Phrase& phrase) {
    std::vector<Word> words;
    read_phrase(phrase.text, phrase.exact_case, words);
    return is_number_of_words(words.size());
}

Result<std::vector<PhraseNode>> make_nodes(std::span<const Phrase> phrases) {
    std::vector<PhraseNode> nodes;
    nodes.reserve(phrases.size() * 3);
    Compiler compiler(nodes);
    for (const Phrase& phrase : phrases) {
        const std::size_t words = compiler.add(phrase.text, phrase.id, phrase.exact_case);
        if (words == 0) {
            return fail(ErrorCode::bad_input,
                        "there is no word in the phrase '" + shorten(phrase.text, 60) + "'");
        }
        if (words > kMaxPhraseWords) {
            return fail(ErrorCode::bad_input,
                        "the phrase '" + shorten(phrase.text, 60) +
                            "' has more words than a phrase may have; shorten it");
        }
        if (!phrase.exact_case) continue;
        const std::string capitals = to_capitals(phrase.text);
        if (capitals != phrase.text) compiler.add(capitals, phrase.id, true);
    }
    sort_nodes(nodes);
    return nodes;
}

}  // namespace sawthis::matcher
