#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace sawthis::fetchers {

struct MailLink {
    std::string url;  // as it stands in the mail
    Span where;       // of its words in the line's text; empty for a bare address of a plain text
    bool operator==(const MailLink&) const = default;
};

inline constexpr std::size_t kMostLines = 20'000;  // of one mail
inline constexpr std::size_t kMostLinksOfLine = 200;
inline constexpr std::size_t kLongestHeading = 250;  // bytes

/// One line of a mail as it is read.
struct MailLine {
    std::string text;  // white space squeezed; bare addresses taken out
    std::vector<MailLink> links;
    bool heading = false;  // a heading, or written as one: bold or large as a whole
    bool operator==(const MailLine&) const = default;
};

/// The lines of a mail in HTML, as blocks and table cells part them. Left out: what is hidden (the
/// preheader, tracking pixels), and padding that cannot be seen.
[[nodiscard]] std::vector<MailLine> read_html_lines(std::string_view html);

/// The paragraphs of a mail in plain text: lines that were wrapped are joined.
[[nodiscard]] std::vector<MailLine> read_text_lines(std::string_view text);

}  // namespace sawthis::fetchers
