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

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Reads phrases into nodes, with memory that it keeps from phrase to phrase.
class Compiler {
public:
    explicit Compiler(std::vector<PhraseNode>& nodes) : nodes_(nodes) {}

    /// How many words count; nothing is added if there are none or more than kMaxPhraseWords.
    std::size_t add(const Phrase& phrase);

private:
    std::size_t add_as_written(std::string_view text, std::uint32_t id, bool exact);
    void add_in_capitals(const Phrase& phrase);
    void add_first(std::string_view text, bool exact);
    [[nodiscard]] std::uint64_t exact_key(std::string_view text) const;

    std::vector<PhraseNode>& nodes_;
    std::vector<Word> words_;  // of the phrase added last
    std::uint64_t path_ = 0;   // where they lead
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

void Compiler::add_first(std::string_view text, bool exact) {
    const std::uint64_t key = first_key(words_[0].folded);
    const bool capital = is_capital(text[words_[0].begin]);
    if (!exact || !capital) nodes_.push_back({key, 0, 0, NodeKind::begins});
    if (!exact || capital) nodes_.push_back({key, 0, 0, NodeKind::begins_capital});
}

/// The path of the words as they are written in `text`; 0 is none.
std::uint64_t Compiler::exact_key(std::string_view text) const {
    std::uint64_t key = first_key(hash_as_written(text, words_[0].span()));
    for (std::size_t i = 1; i < words_.size(); ++i) {
        key = next_key(key, hash_as_written(text, words_[i].span()), words_[i].gap);
    }
    return std::max<std::uint64_t>(key, 1);
}

std::size_t Compiler::add_as_written(std::string_view text, std::uint32_t id, bool exact) {
    read_phrase(text, exact, words_);
    if (!is_number_of_words(words_.size())) return words_.size();
    add_first(text, exact);
    path_ = first_key(words_[0].folded);
    for (std::size_t i = 1; i < words_.size(); ++i) {
        // Single words are looked up only as phrases of their own.
        if (i > 1) nodes_.push_back({path_, 0, 0, NodeKind::passes});
        path_ = next_key(path_, words_[i].folded, words_[i].gap);
    }
    nodes_.push_back(
        {path_, exact ? exact_key(text) : 0, id, exact ? NodeKind::ends_exact : NodeKind::ends});
    return words_.size();
}

void Compiler::add_in_capitals(const Phrase& phrase) {
    const std::string capitals = to_capitals(phrase.text);
    if (capitals == phrase.text) return;
    if (!is_ascii(capitals)) {
        add_as_written(capitals, phrase.id, true);
        return;
    }
    // The same words in the same places: the same path.
    if (!is_capital(phrase.text[words_[0].begin])) add_first(capitals, true);
    nodes_.push_back({path_, exact_key(capitals), phrase.id, NodeKind::ends_exact});
}

std::size_t Compiler::add(const Phrase& phrase) {
    const std::size_t words = add_as_written(phrase.text, phrase.id, phrase.exact_case);
    if (phrase.exact_case && is_number_of_words(words)) add_in_capitals(phrase);
    return words;
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
        const std::size_t words = compiler.add(phrase);
        if (words == 0) {
            return fail(ErrorCode::bad_input, "there is no word in the phrase '" +
                                                  shorten(phrase.text, 60) +
                                                  "'; write at least one");
        }
        if (words > kMaxPhraseWords) {
            return fail(ErrorCode::bad_input,
                        "the phrase '" + shorten(phrase.text, 60) +
                            "' has more words than a phrase may have; shorten it");
        }
    }
    sort_nodes(nodes);
    return nodes;
}

}  // namespace sawthis::matcher
