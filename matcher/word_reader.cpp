#include "matcher/word_reader.hpp"

#include <array>
#include <optional>
#include <string>

#include "matcher/short_words.hpp"
#include "matcher/word_characters.hpp"
#include "matcher/word_hash.hpp"
#include "matcher/word_runs.hpp"
#include "matcher/word_shape.hpp"

namespace sawthis::matcher {

namespace {

/// Hash of `count` signs, of which `mix` is that of all but the last.
constexpr std::uint64_t mix_sign(std::uint64_t mix, char32_t last, std::size_t count) {
    return (mix ^ last) * 0x9E3779B97F4A7C15U + count;
}

/// How long a run must be to be a word as it stands, if this byte follows: a full stop may be one
/// of initials, a sign of names or a letter that is no ASCII may belong to the word.
constexpr auto kLeastLength = [] {
    std::array<std::uint32_t, 256> least{};
    for (std::size_t c = 0; c < least.size(); ++c) {
        const bool ends = kKinds[c] < Kind::word && c != '+' && c != '#';
        least[c] = !ends ? ~std::uint32_t{0} : c == '.' ? 2 : 1;
    }
    return least;
}();

/// A sign that stands alone between two words, with blanks before or after it.
struct Sign {
    char32_t sign = 0;
    bool blank_before = false;
    bool blank_after = false;
};

/// Reads most gaps: a blank (no sign then), a sign, or both. nullopt: it takes a closer look.
std::optional<Sign> read_short_gap(std::string_view gap) {
    const auto is_symbol = [&](std::size_t at) { return kind_of(gap[at]) == Kind::symbol; };
    const auto sign = [&](std::size_t at) { return char32_t{static_cast<unsigned char>(gap[at])}; };
    if (gap.size() == 1) {
        if (is_symbol(0)) return Sign{sign(0), false, false};
        if (kind_of(gap[0]) == Kind::blank) return Sign{};
    } else if (gap.size() == 2) {
        if (is_symbol(0) && gap[1] == ' ') return Sign{sign(0), false, true};
        // A full stop may begin a name: " .NET".
        if (gap[0] == ' ' && is_symbol(1) && gap[1] != '.') return Sign{sign(1), true, false};
    } else if (gap == "\u2019") {
        return Sign{U'\'', false, false};
    }
    return std::nullopt;
}

/// Reads the words of a text. Most are runs, a blank apart; the others are looked at byte by byte.
class WordReader {
public:
    WordReader(std::string_view text, std::vector<Word>& words) : text_(text), words_(words) {}

    void read();

private:
    struct Gap;
    void read_runs();
    void read_to(Span run, std::uint64_t hash);
    [[nodiscard]] bool read_plainly(Span run, std::uint64_t hash);
    [[nodiscard]] bool read_one(Span run, std::uint64_t hash);
    [[nodiscard]] bool is_word(Span run) const;
    [[nodiscard]] Gap skip_gap();
    [[nodiscard]] std::uint64_t weigh(const Gap& gap, Span run) const;
    [[nodiscard]] std::uint64_t weigh_sign(const Sign& gap, Span run) const;
    [[nodiscard]] bool is_possessive(Span word, char32_t sign) const;
    [[nodiscard]] std::uint64_t read_odd_word();
    [[nodiscard]] std::string_view last_word() const;
    [[nodiscard]] std::string_view word_here(Span run) const;
    void add(std::uint64_t folded, std::uint64_t gap, Span span, bool possessive);

    std::string_view text_;
    std::vector<Word>& words_;
    WordRuns runs_;
    std::array<std::uint64_t, WordRuns::kMost> hashes_;
    std::size_t at_ = 0;
    std::size_t last_end_ = 0;  // of the word before
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
        mix = mix_sign(mix, c, ++symbols);
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

std::string_view WordReader::last_word() const {
    return text_.substr(words_.back().begin, words_.back().end - words_.back().begin);
}

/// The word at at_, which may be `run`.
std::string_view WordReader::word_here(Span run) const {
    if (at_ == run.begin && is_word(run)) return text_.substr(at_, run.end - at_);
    bool ascii = true;
    return text_.substr(at_, find_word_end(text_, at_, ascii) - at_);
}

std::uint64_t WordReader::weigh(const Gap& gap, Span run) const {
    if (gap.symbols == 0) return gap.line_feeds > 1 ? 1 : 0;  // a blank line parts paragraphs
    if (gap.symbols > 1) return gap.mix | 1;
    return weigh_sign({gap.symbol, gap.blank_before, gap.blank_after}, run);
}

std::uint64_t WordReader::weigh_sign(const Sign& gap, Span run) const {
    const char last = last_end_ > 0 ? text_[last_end_ - 1] : ' ';
    bool parts = true;
    if (!gap.blank_before) {
        if (gap.sign == U'-') parts = gap.blank_after;
        if (gap.sign == U',') parts = !follows_comma(word_here(run));
        if (gap.sign == U'.') parts = !gap.blank_after || !is_abbreviation(last_word());
        if (gap.sign == U'\'')
            parts = !gap.blank_after || (last != 's' && last != 'S');  // "Reds' win"
    }
    return parts ? mix_sign(0, gap.sign, 1) | 1 : 0;
}

void WordReader::add(std::uint64_t folded, std::uint64_t gap, Span span, bool possessive) {
    words_.push_back({folded, gap, static_cast<std::uint32_t>(span.begin),
                      static_cast<std::uint32_t>(span.end), possessive});
    last_end_ = span.end;
}

bool WordReader::is_word(Span run) const {
    if (run.end == text_.size()) return true;
    return run.end - run.begin >= kLeastLength[static_cast<unsigned char>(text_[run.end])];
}

/// Whether a word behind this sign alone is the s of "Ana's".
bool WordReader::is_possessive(Span word, char32_t sign) const {
    return sign == U'\'' && word.end - word.begin == 1 && (text_[word.begin] | 0x20) == 's';
}

/// The run that is next, if it is a word, and no more than a blank, a sign, or both stand before.
bool WordReader::read_plainly(Span run, std::uint64_t hash) {
    if (last_end_ == 0 || !is_word(run)) return false;
    const auto sign = read_short_gap(text_.substr(last_end_, run.begin - last_end_));
    if (!sign) return false;
    at_ = run.begin;
    const bool glued = !sign->blank_before && !sign->blank_after;
    add(hash, sign->sign == 0 ? 0 : weigh_sign(*sign, run), run,
        glued && is_possessive(run, sign->sign));
    return true;
}

/// Reads the word at at_, which is no run as it stands, and gives its hash.
std::uint64_t WordReader::read_odd_word() {
    const std::size_t begin = at_;
    if (is_letter(text_[begin]) && begin + 2 < text_.size() && text_[begin + 1] == '.') {
        const std::size_t end = find_initials_end(text_, begin);
        if (end > begin) {
            at_ = end;
            return hash_folded(letters_of(text_.substr(begin, end - begin)), true);
        }
    }
    bool ascii = true;
    at_ = find_word_end(text_, begin, ascii);
    return hash_folded(text_.substr(begin, at_ - begin), ascii);
}

/// The next word, which may be `run` or stand before it. False at the end of the text.
bool WordReader::read_one(Span run, std::uint64_t hash) {
    const bool first = last_end_ == 0;
    at_ = last_end_;
    const Gap gap = skip_gap();
    if (at_ >= text_.size()) return false;
    const std::uint64_t weight = first ? 0 : weigh(gap, run);
    const std::size_t begin = at_;
    std::uint64_t folded = 0;
    if (begin == run.begin && is_word(run)) {
        at_ = run.end;
        folded = hash;
    } else {
        folded = read_odd_word();
    }
    const bool possessive = !first && gap.symbols == 1 && !gap.blank_before && !gap.blank_after &&
                            is_possessive({begin, at_}, gap.symbol);
    add(folded, weight, {begin, at_}, possessive);
    return true;
}

/// Reads up to the word that has `run` in it.
[[gnu::noinline]] void WordReader::read_to(Span run, std::uint64_t hash) {
    while (last_end_ <= run.begin) {
        if (!read_plainly(run, hash) && !read_one(run, hash)) return;
    }
}

void WordReader::read_runs() {
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        const Span run = runs_[i];
        if (run.begin == last_end_ + 1 && text_[last_end_] == ' ' && is_word(run)) {
            add(hashes_[i], 0, run, false);  // as most are
        } else {
            read_to(run, hashes_[i]);
        }
    }
}

void WordReader::read() {
    for (std::size_t known = 0; known < text_.size();) {
        known = runs_.read(text_, known);
        hash_folded_runs(text_, runs_, hashes_.data());
        read_runs();
    }
    while (read_one({text_.size(), text_.size()}, 0)) {
    }
}

}  // namespace

void read_words(std::string_view text, std::vector<Word>& words) {
    words.clear();
    WordReader(text.substr(0, kMaxReadBytes), words).read();
}

}  // namespace sawthis::matcher
