#include "notifier/sentence.hpp"

#include <algorithm>
#include <array>

namespace sawthis::notifier {

namespace {

constexpr std::size_t kReach = 2048;

template <std::size_t n>
bool contains(const std::array<char32_t, n>& set, char32_t c) {
    return std::find(set.begin(), set.end(), c) != set.end();
}

/// Ends a sentence without a blank behind it.
bool is_wide_stop(char32_t c) {
    constexpr std::array<char32_t, 6> kStops{U'。', U'！', U'？', U'｡', U'।', U'॥'};
    return contains(kStops, c);
}

bool is_stop(char32_t c) {
    constexpr std::array<char32_t, 6> kStops{U'.', U'!', U'?', U'…', U'؟', U'۔'};
    return contains(kStops, c) || is_wide_stop(c);
}

bool is_closer(char32_t c) {
    constexpr std::array<char32_t, 10> kClosers{U'"', U'\'', U')',  U']',  U'”',
                                                U'’', U'»',  U'」', U'』', U'）'};
    return contains(kClosers, c);
}

bool is_blank(char32_t c) {
    return c == U' ' || c == U'\t' || c == 0xA0;
}

/// The run of letters and inner full stops that ends at `end`: "Inc", "U.S", "J".
std::string_view word_before(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t start = end;
    while (start > begin && text[start - 1] != ' ' && text[start - 1] != '(' &&
           text[start - 1] != '\t') {
        --start;
    }
    return text.substr(start, end - start);
}

bool is_abbreviation(std::string_view word) {
    constexpr std::array<std::string_view, 59> kAbbreviations{
        "inc",  "corp", "co",  "ltd",    "llc", "plc",  "bros", "mr",  "mrs",  "ms",  "dr",  "prof",
        "sr",   "jr",   "st",  "mt",     "ft",  "vs",   "v",    "no",  "nos",  "gen", "sen", "rep",
        "gov",  "rev",  "hon", "pres",   "lt",  "col",  "capt", "maj", "sgt",  "jan", "feb", "mar",
        "apr",  "jun",  "jul", "aug",    "sep", "sept", "oct",  "nov", "dec",  "fig", "vol", "ed",
        "dept", "univ", "est", "approx", "etc", "ca",   "cf",   "al",  "gmbh", "ave", "rd"};
    // One letter is an initial; letters with stops between them are "U.S", "e.g", "p.m".
    if (word.size() == 1) return word[0] >= 'A' && word[0] <= 'Z';
    if (word.size() >= 3 && word.size() <= 5 && word[1] == '.' &&
        !(word[0] >= '0' && word[0] <= '9'))
        return true;
    const std::string folded = lower_ascii(word);
    return std::find(kAbbreviations.begin(), kAbbreviations.end(), folded) != kAbbreviations.end();
}

/// Where the sentence that begins at `begin` ends; at most `limit`.
std::size_t end_of_sentence(std::string_view text, std::size_t begin, std::size_t limit) {
    for (std::size_t at = begin; at < limit;) {
        const std::size_t stop_at = at;
        const char32_t stop = decode_utf8(text, at);
        if (stop == U'\n') return stop_at;
        if (!is_stop(stop)) continue;
        std::size_t end = at;  // behind the stop, further stops and what closes a quotation
        char32_t next = 0;
        std::size_t behind = at;
        while (behind < limit) {
            next = decode_utf8(text, behind);
            if (!is_stop(next) && !is_closer(next)) break;
            end = behind;
        }
        if (end >= limit || is_wide_stop(stop)) return std::min(end, limit);
        at = end;
        if (!is_blank(next) && next != U'\n') continue;
        if (stop == U'.' && is_abbreviation(word_before(text, begin, stop_at))) continue;
        while (behind < limit && is_blank(next)) next = decode_utf8(text, behind);
        if (next >= U'a' && next <= U'z') continue;
        return end;
    }
    return limit;
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

Span find_sentence(std::string_view text, Span place) {
    std::size_t begin = place.begin > kReach ? place.begin - kReach : 0;
    while (begin < place.begin && is_continuation(text[begin])) ++begin;
    const std::size_t limit = std::min(text.size(), place.end + kReach);
    if (const auto feed = text.substr(0, place.begin).rfind('\n');
        feed != std::string_view::npos && feed >= begin) {
        begin = feed + 1;
    }
    std::size_t end = end_of_sentence(text, begin, limit);
    while (end <= place.begin && end < limit) {
        begin = end;
        while (begin < place.begin &&
               (is_blank(static_cast<unsigned char>(text[begin])) || text[begin] == '\n')) {
            ++begin;
        }
        end = end_of_sentence(text, begin, limit);
        if (end == begin) break;
    }
    while (end < place.end) {
        const std::size_t next = end_of_sentence(text, end + 1, limit);
        if (next <= end) break;
        end = next;
    }
    end = std::max(end, place.end);
    const auto sentence = trim(text.substr(begin, end - begin));
    begin = static_cast<std::size_t>(sentence.data() - text.data());
    return sentence.empty() ? place : Span{begin, begin + sentence.size()};
}

}  // namespace sawthis::notifier
