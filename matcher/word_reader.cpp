#include "matcher/word_reader.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "core/byte_block.hpp"

namespace sawthis::matcher {

namespace {

enum class Kind : unsigned char { symbol, blank, word, wide };

constexpr std::array<Kind, 256> make_kinds() {
    std::array<Kind, 256> kinds{};
    for (std::size_t c = 0; c < kinds.size(); ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c >= 0x80) {
            kinds[c] = Kind::wide;
        } else if (letter || (c >= '0' && c <= '9')) {
            kinds[c] = Kind::word;
        } else if (c == ' ' || (c >= 0x09 && c <= 0x0D)) {
            kinds[c] = Kind::blank;
        }
    }
    return kinds;
}

constexpr auto kKinds = make_kinds();

Kind kind_of(char c) {
    return kKinds[static_cast<unsigned char>(c)];
}

bool is_letter(char c) {
    const auto lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'z';
}

/// Blank, or a mark that does not show (soft hyphen, zero-width space, byte order mark).
bool is_wide_blank(char32_t c) {
    return c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x2060 ||
           c == 0x3000 || c == 0xFEFF;
}

/// Han and kana, as in find_words(): each is a word.
bool stands_alone(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/// Signs that are written in several ways, as one.
char32_t unify(char32_t c) {
    if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return U'\'';
    if (c == 0x2010 || c == 0x2011 || c == 0x2013) return U'-';
    return c;
}

/// Of a word of at most sixteen bytes, filled up with zeros. No byte of a word is 0xFF, so neither
/// factor is ever zero.
std::uint64_t hash_block(ByteBlock word) {
    std::uint64_t half[2];
    std::memcpy(half, &word, sizeof half);
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(half[0] ^ 0x9E3779B97F4AFF15U) *
                         static_cast<Wide>(half[1] ^ 0xD6E8FEB86659FF93U);
    std::uint64_t mixed =
        static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
    mixed *= 0xA24BAED4963EE407U;
    return mixed ^ (mixed >> 32);
}

/// The first `length` bytes of `bytes`, then zeros.
ByteBlock keep_first(ByteBlock bytes, std::size_t length) {
    constexpr std::size_t kSize = sizeof(ByteBlock);
    static constexpr auto kKept = [] {
        std::array<char, 2 * kSize> kept{};
        for (std::size_t i = 0; i < kSize; ++i) kept[i] = static_cast<char>(0xFF);
        return kept;
    }();
    return bytes & load_block(kKept.data() + kSize - length);
}

std::uint64_t hash(const char* bytes, std::size_t size) {
    if (size > sizeof(ByteBlock)) return XXH3_64bits(bytes, size);
    ByteBlock block{};
    std::memcpy(&block, bytes, size);
    return hash_block(block);
}

constexpr std::size_t kShortWord = 64;

std::uint64_t hash_folded(std::string_view word, bool ascii) {
    if (ascii && word.size() <= kShortWord) {
        std::array<char, kShortWord> folded;
        for (std::size_t i = 0; i < word.size(); ++i) {
            const char c = word[i];
            folded[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        }
        return hash(folded.data(), cut_plural(folded.data(), word.size()));
    }
    std::string folded = fold_case(word);
    return hash(folded.data(), cut_plural(folded.data(), folded.size()));
}

/// The letters of "A.B.C." or "A.B.C".
std::string letters_of(std::string_view initials) {
    std::string letters;
    for (std::size_t i = 0; i < initials.size(); i += 2) letters += initials[i];
    return letters;
}

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](auto w) { return equal_ignoring_ascii_case(w, word); });
}

/// What follows a company's or a person's name after a comma: "Acme, Inc."
bool is_designator(std::string_view word) {
    constexpr std::array<std::string_view, 14> kWords{"inc", "ltd", "llc", "llp",  "corp",
                                                      "co",  "plc", "lp",  "gmbh", "sa",
                                                      "ag",  "nv",  "jr",  "sr"};
    return word.size() <= 4 && is_one_of(word, kWords);
}

}  // namespace

std::size_t cut_plural(char* word, std::size_t length) {
    const auto ends = [&](std::string_view tail) {
        return length > tail.size() &&
               std::string_view(word + length - tail.size(), tail.size()) == tail;
    };
    if (length < 4 || word[length - 1] != 's') return length;
    if (ends("ss") || ends("us") || ends("is") || std::string_view(word, length) == "news") {
        return length;
    }
    if (length > 4 && ends("ies")) {
        word[length - 3] = 'y';
        return length - 2;
    }
    if (ends("sses") || ends("xes") || ends("ches") || ends("shes")) return length - 2;
    return length - 1;
}

namespace {

/// Reads the words of a text one by one.
class WordReader {
public:
    explicit WordReader(std::string_view text) : text_(text) {}

    /// False at the end of the text.
    [[nodiscard]] bool next(Word& word);

private:
    struct Gap;
    [[nodiscard]] bool skip_blank();
    [[nodiscard]] Gap skip_gap();
    [[nodiscard]] std::uint64_t weigh(const Gap& gap) const;
    [[nodiscard]] bool read_plain_word(Word& word);
    void read_word(Word& word);
    void end_word(Word& word, std::size_t begin);
    [[nodiscard]] std::size_t find_word_end(std::size_t begin, bool& ascii) const;
    [[nodiscard]] std::size_t find_initials_end(std::size_t begin) const;
    [[nodiscard]] bool abbreviates() const;

    std::string_view text_;
    std::size_t at_ = 0;
    Span last_;  // the word before
};

/// What stands between two words.
struct WordReader::Gap {
    std::size_t symbols = 0;
    char32_t symbol = 0;        // the last one
    std::uint64_t mix = 0;      // of all of them
    bool blank_before = false;  // before the first symbol
    bool blank_after = false;   // after the last one
    std::size_t line_feeds = 0;

    void add_blank(bool line_feed) {
        (symbols == 0 ? blank_before : blank_after) = true;
        line_feeds += line_feed ? 1 : 0;
    }
    void add_symbol(char32_t c) {
        symbol = c;
        blank_after = false;
        mix = (mix ^ c) * 0x9E3779B97F4A7C15U + ++symbols;
    }
};

WordReader::Gap WordReader::skip_gap() {
    Gap gap;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        switch (kind_of(c)) {
            case Kind::word:
                return gap;
            case Kind::blank:
                gap.add_blank(c == '\n');
                ++at_;
                break;
            case Kind::symbol: {
                const bool starts_name = c == '.' && (at_ == 0 || gap.blank_before) &&
                                         gap.symbols == 0 && at_ + 1 < text_.size() &&
                                         is_letter(text_[at_ + 1]);
                if (starts_name) return gap;
                gap.add_symbol(static_cast<unsigned char>(c));
                ++at_;
                break;
            }
            case Kind::wide: {
                std::size_t next = at_;
                const char32_t wide = decode_utf8(text_, next);
                if (is_word_character(wide)) return gap;
                if (is_wide_blank(wide)) {
                    gap.add_blank(false);
                } else {
                    gap.add_symbol(unify(wide));
                }
                at_ = next;
                break;
            }
        }
    }
    return gap;
}

/// Whether the word before is one whose stop ends no sentence: "St. Louis", "J. P. Morgan".
bool WordReader::abbreviates() const {
    constexpr std::array<std::string_view, 20> kWords{
        "st", "mr", "mrs", "ms", "dr",   "inc",  "co",  "corp", "ltd", "jr",
        "sr", "mt", "ft",  "no", "bros", "prof", "gen", "sen",  "rep", "gov"};
    const auto word = text_.substr(last_.begin, last_.end - last_.begin);
    return (word.size() == 1 && is_letter(word[0])) ||
           (word.size() <= 4 && is_one_of(word, kWords));
}

std::uint64_t WordReader::weigh(const Gap& gap) const {
    if (gap.symbols == 0) return gap.line_feeds > 1 ? 1 : 0;  // a blank line parts paragraphs
    if (gap.symbols > 1) return gap.mix | 1;
    const bool glued_left = !gap.blank_before;
    if (gap.symbol == U'-' && glued_left && !gap.blank_after) return 0;
    if (gap.symbol == U'.' && glued_left && gap.blank_after && abbreviates()) return 0;
    const char before = last_.end > 0 ? text_[last_.end - 1] : ' ';
    const bool plural_possessive =
        gap.symbol == U'\'' && glued_left && gap.blank_after && (before == 's' || before == 'S');
    if (plural_possessive) return 0;
    if (gap.symbol == U',' && glued_left) {
        bool ascii = true;
        const std::size_t end = find_word_end(at_, ascii);
        if (is_designator(text_.substr(at_, end - at_))) return 0;
    }
    return gap.mix | 1;
}

/// The end of the word that begins at `begin`.
std::size_t WordReader::find_word_end(std::size_t begin, bool& ascii) const {
    std::size_t end = begin;
    if (text_[end] == '.') ++end;
    while (end < text_.size()) {
        const Kind kind = kind_of(text_[end]);
        if (kind == Kind::word) {
            ++end;
            continue;
        }
        if (kind != Kind::wide) break;
        std::size_t next = end;
        const char32_t c = decode_utf8(text_, next);
        if (!is_word_character(c)) break;
        if (stands_alone(c)) {
            if (end > begin) break;
            ascii = false;
            return next;
        }
        ascii = false;
        end = next;
    }
    std::size_t signs = end;
    while (signs < text_.size() && signs < end + 2 &&
           (text_[signs] == '+' || text_[signs] == '#')) {
        ++signs;
    }
    const bool name_goes_on = signs < text_.size() && (kind_of(text_[signs]) == Kind::word ||
                                                       text_[signs] == '+' || text_[signs] == '#');
    return is_letter(text_[end - 1]) && !name_goes_on ? signs : end;
}

/// The end of "A.B.C." that begins at `begin`; `begin` if there are not two such letters.
std::size_t WordReader::find_initials_end(std::size_t begin) const {
    std::size_t at = begin;
    std::size_t letters = 0;
    std::size_t end = begin;
    while (at < text_.size() && is_letter(text_[at])) {
        const bool last = at + 1 >= text_.size() || kind_of(text_[at + 1]) == Kind::blank ||
                          (kind_of(text_[at + 1]) == Kind::symbol && text_[at + 1] != '.');
        const bool dotted = at + 1 < text_.size() && text_[at + 1] == '.';
        if (!last && !dotted) return letters > 1 ? end : begin;
        ++letters;
        end = at + (dotted ? 2 : 1);
        if (!dotted) break;
        at += 2;
    }
    return letters > 1 ? end : begin;
}

/// Bytes after which a word of ASCII letters and digits is over. A full stop may be one of
/// initials.
constexpr bool ends_word(char c) {
    return kKinds[static_cast<unsigned char>(c)] < Kind::word && c != '+' && c != '#' && c != '.';
}

void WordReader::end_word(Word& word, std::size_t begin) {
    word.begin = static_cast<std::uint32_t>(begin);
    word.end = static_cast<std::uint32_t>(at_);
}

/// Most words: less than sixteen letters and digits of ASCII. False, and nothing is read, if what
/// stands here may be anything else.
bool WordReader::read_plain_word(Word& word) {
    if (at_ + sizeof(ByteBlock) > text_.size()) return false;
    const ByteBlock bytes = load_block(text_.data() + at_);
    const ByteBlock lower = bytes | 0x20;
    const auto letters = (lower >= 'a') & (lower <= 'z');
    const auto digits = (bytes >= '0') & (bytes <= '9');
    const auto length = static_cast<std::size_t>(std::countr_one(bits_of(letters | digits)));
    if (length == 0 || length >= sizeof(ByteBlock)) return false;
    const char after = text_[at_ + length];
    if (!ends_word(after) && !(after == '.' && length > 1)) return false;

    ByteBlock folded = bytes | (reinterpret_cast<const ByteBlock&>(letters) & 0x20);
    std::size_t kept = length;
    if (length > 3 && (text_[at_ + length - 1] | 0x20) == 's') {
        char written[sizeof(ByteBlock)];
        store_block(written, folded);
        kept = cut_plural(written, length);
        // Only "studies" has another letter now; loading what was just stored bytewise is slow.
        if (kept + 2 == length) folded = load_block(written);
    }
    word.folded = hash_block(keep_first(folded, kept));
    const std::size_t begin = at_;
    at_ += length;
    end_word(word, begin);
    return true;
}

void WordReader::read_word(Word& word) {
    const std::size_t begin = at_;
    const std::size_t initials_end =
        is_letter(text_[begin]) && begin + 2 < text_.size() && text_[begin + 1] == '.'
            ? find_initials_end(begin)
            : begin;
    if (initials_end > begin) {
        at_ = initials_end;
        const std::string letters = letters_of(text_.substr(begin, at_ - begin));
        word.folded = hash_folded(letters, true);
    } else {
        bool ascii = true;
        at_ = find_word_end(begin, ascii);
        word.folded = hash_folded(text_.substr(begin, at_ - begin), ascii);
    }
    end_word(word, begin);
}

/// Steps over the one blank that stands between most words; false if it is anything else.
bool WordReader::skip_blank() {
    const bool plain = last_.end != 0 && at_ + 1 < text_.size() && text_[at_] == ' ' &&
                       kind_of(text_[at_ + 1]) == Kind::word;
    at_ += plain ? 1 : 0;
    return plain;
}

bool WordReader::next(Word& word) {
    Gap gap;
    word.gap = 0;
    word.possessive = false;
    const bool first = last_.end == 0;
    const bool blank = skip_blank();
    if (!blank) {
        gap = skip_gap();
        if (at_ >= text_.size()) return false;
        if (!first) word.gap = weigh(gap);
    }
    if (!read_plain_word(word)) read_word(word);
    if (!blank && !first) {
        const char letter = text_[word.begin];
        word.possessive = gap.symbols == 1 && gap.symbol == U'\'' && !gap.blank_before &&
                          !gap.blank_after && word.end - word.begin == 1 &&
                          (letter == 's' || letter == 'S');
    }
    last_ = word.span();
    return true;
}

}  // namespace

void read_words(std::string_view text, std::vector<Word>& words) {
    words.clear();
    WordReader reader(text.substr(0, kMaxReadBytes));
    Word word;
    while (reader.next(word)) words.push_back(word);
}

std::uint64_t hash_as_written(std::string_view word) {
    if (word.size() > 1 && word[1] == '.') {
        const std::string letters = letters_of(word);
        return hash(letters.data(), letters.size());
    }
    return hash(word.data(), word.size());
}

}  // namespace sawthis::matcher
