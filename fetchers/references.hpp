#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/byte_block.hpp"

namespace sawthis::fetchers {

/// html: old names ("copy") and numbers need no semicolon (HTML standard §13.2.5.73).
/// xml: every reference ends with one (XML 1.0 §4.1); HTML's names are known all the same.
enum class ReferenceSyntax { html, xml };

struct UsualReference {
    std::size_t size = 0;   // with "&" and ";"; 0: another one, or none
    char character = '\0';  // ASCII; may be white space
};

/// For "&#34;..." and "&#x22;..."; size 0 if the number is no ASCII character, or oddly written.
[[nodiscard]] UsualReference find_ascii_number(std::string_view text);

/// Nearly all references are &lt; &gt; &amp; &quot; or the number of an ASCII character, and
/// escaped HTML is full of them: told by their letters, before any table is asked. `text` begins
/// with an "&".
[[nodiscard]] inline UsualReference find_usual_reference(std::string_view text) {
    if (text.size() < 4) return {};
    const char* const name = text.data() + 1;
    if (name[1] == 't' && name[2] == ';' && (name[0] == 'l' || name[0] == 'g')) {
        constexpr int kFromLess = '>' - '<';  // no branch: nobody could guess which of them is next
        return {4, static_cast<char>('<' + (name[0] == 'g' ? kFromLess : 0))};
    }
    if (name[0] == '#') return find_ascii_number(text);
    if (text.starts_with("&amp;")) return {5, '&'};
    if (text.starts_with("&quot;")) return {6, '"'};
    return {};
}

/// Appends to `out` what the reference at `text[at]`, an "&", stands for, and gives the bytes it
/// takes up; 0 if none stands there. Numbers 128 to 159 mean windows-1252; characters that XML
/// forbids come out as nothing.
std::size_t append_reference(std::string& out, std::string_view text, std::size_t at,
                             ReferenceSyntax syntax);

/// Appends the character that the number of a reference means, by the rules above.
void append_number_reference(std::string& out, char32_t number);

/// Where the first "<" or "&" stands from `at` on; the text's end if there is none.
[[nodiscard]] inline std::size_t find_markup(std::string_view text, std::size_t at) {
    return find_any<'<', '&'>(text, at);
}

/// Whether XML 1.0 §2.2 allows the character; C1 controls, which it only discourages, count as not.
[[nodiscard]] bool is_text_character(char32_t code_point);

}  // namespace sawthis::fetchers
