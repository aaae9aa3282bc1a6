#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// UTF-8 text: what every folder needs to read, fold, cut and show it. Offsets and sizes are bytes.
namespace sawthis {

/// A part of a text, half-open, in bytes.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    auto operator<=>(const Span&) const = default;
};

/// The code point at `at`, which moves behind it. Bytes that are not UTF-8 give U+FFFD, one each.
[[nodiscard]] char32_t decode_utf8(std::string_view text, std::size_t& at);

/// Surrogates and numbers above U+10FFFF become U+FFFD.
void append_utf8(std::string& text, char32_t code_point);

/// Sixteen bytes at a time where they are ASCII, as most of what is read is.
[[nodiscard]] bool is_utf8(std::string_view text);

/// `text` with each byte that is no UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string repair_utf8(std::string_view text);

/// NFKC, case folded, combining marks stripped ("É" is "e", "ﬁ" is "fi"; "ł" has no mark and
/// stays): the form in which words are compared. Offsets of the result do not fit the original.
[[nodiscard]] std::string fold_case(std::string_view text);

/// ASCII letters only; for host names, header names and markup.
[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] bool equal_ignoring_ascii_case(std::string_view a, std::string_view b);

/// Letter, digit or combining mark.
[[nodiscard]] bool is_word_character(char32_t code_point);

/// Han and kana, whose words are not set apart by blanks: each counts as a word.
[[nodiscard]] constexpr bool stands_alone(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/// Runs of letters, digits and combining marks, in order; what stands_alone() is a run
/// by itself.
[[nodiscard]] std::vector<Span> find_words(std::string_view text);

[[nodiscard]] std::string_view trim(std::string_view text);

/// Whether `text` starts with `start`, which is taken off.
bool take_start(std::string_view& text, std::string_view start);

/// Bytes of the white space character at `at`, no-break and wide blanks too; 0 if none stands
/// there.
[[nodiscard]] std::size_t white_space_size(std::string_view text, std::size_t at);

/// Runs of white space (no-break space too) become one blank; none at the ends.
[[nodiscard]] std::string squeeze_space(std::string_view text);

/// At most `max_bytes`, cut between characters; "…" at the end where something was cut.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t max_bytes);

/// What may be shown on a terminal or put on one line of a list: control characters (C0, C1, DEL)
/// and direction overrides are dropped, line breaks and tabs become blanks, bytes that are no UTF-8
/// U+FFFD.
[[nodiscard]] std::string one_line(std::string_view text);

/// As one_line(), but line feeds stay.
[[nodiscard]] std::string printable(std::string_view text);

/// Columns that `text` takes on a terminal: 2 for what East Asian scripts and emoji write wide, 0
/// for combining marks and what cannot be printed.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The parts between separators, trimmed; empty parts are left out.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text, char separator);

[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace sawthis
