#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sawthis::fetchers {

/// One line of text from a title of which nobody said whether it is HTML: it is read as HTML, once,
/// if it holds tags of HTML or character references.
[[nodiscard]] std::string line_of_maybe_html(std::string_view text);

/// One line of text from HTML.
[[nodiscard]] std::string line_of_html(std::string_view html);

/// Plain text as HTML.
[[nodiscard]] std::string escape_html(std::string_view text);

/// "Jane Roe" of "jane@example.org (Jane Roe)", "Jane Roe (jane@example.org)" and "Jane Roe
/// <jane@example.org>"; a text that is none of these stays as it is.
[[nodiscard]] std::string author_name(std::string_view text);

/// Appends `value` unless it is empty or there already.
void add_unique(std::vector<std::string>& values, std::string value);

}  // namespace sawthis::fetchers
