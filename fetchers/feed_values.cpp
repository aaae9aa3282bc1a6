#include "fetchers/feed_values.hpp"

#include <algorithm>
#include <iterator>

#include "core/text.hpp"
#include "fetchers/html_text.hpp"
#include "fetchers/references.hpp"

namespace sawthis::fetchers {

namespace {

// Names in angle brackets that are markup; others, as in "vector<int>", are text.
constexpr std::string_view kHtmlTags[] = {
    "a",    "abbr",   "article", "b",       "big",   "blockquote", "body",   "br",     "center",
    "cite", "code",   "dd",      "del",     "div",   "dl",         "dt",     "em",     "figure",
    "font", "h1",     "h2",      "h3",      "h4",    "h5",         "h6",     "hr",     "html",
    "i",    "iframe", "img",     "ins",     "li",    "mark",       "ol",     "p",      "pre",
    "q",    "s",      "script",  "section", "small", "span",       "strike", "strong", "style",
    "sub",  "sup",    "svg",     "table",   "tbody", "td",         "th",     "time",   "title",
    "tr",   "tt",     "u",       "ul",      "video", "wbr"};

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool starts_tag(std::string_view rest) {
    if (rest.starts_with("<!--")) return true;
    rest.remove_prefix(rest.starts_with("</") ? 2 : 1);
    const auto name_end = std::find_if_not(rest.begin(), rest.end(), is_letter_or_digit);
    if (name_end == rest.end() || std::string_view(" \t\n\r/>").find(*name_end) == rest.npos) {
        return false;
    }
    const std::string name = lower_ascii({rest.begin(), name_end});
    return std::find(std::begin(kHtmlTags), std::end(kHtmlTags), name) != std::end(kHtmlTags);
}

bool holds_markup(std::string_view text) {
    for (std::size_t at = find_markup(text, 0); at < text.size(); at = find_markup(text, at + 1)) {
        std::string ignored;
        const bool reference =
            text[at] == '&' && append_reference(ignored, text, at, ReferenceSyntax::xml) > 0;
        if (reference || (text[at] == '<' && starts_tag(text.substr(at)))) return true;
    }
    return false;
}

}  // namespace

std::string line_of_html(std::string_view html) {
    return squeeze_space(html_to_text(html));
}

std::string line_of_maybe_html(std::string_view text) {
    return holds_markup(text) ? line_of_html(text) : squeeze_space(text);
}

std::string escape_html(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '&':
                html += "&amp;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string author_name(std::string_view text) {
    const std::string line = squeeze_space(text);
    const auto at_sign = line.find('@');
    if (at_sign == std::string::npos) return line;
    const auto open = line.find('(');
    const auto close = line.rfind(')');
    if (open != std::string::npos && close != std::string::npos && close > open + 1) {
        const std::string_view whole = line;
        const auto outside = trim(whole.substr(0, open));
        const auto inside = trim(whole.substr(open + 1, close - open - 1));
        const bool name_outside = inside.find('@') != std::string_view::npos && !outside.empty();
        return std::string(name_outside ? outside : inside);
    }
    const auto angle = line.find('<');
    if (angle != std::string::npos && angle > 0 && angle < at_sign) {
        return std::string(trim(std::string_view(line).substr(0, angle)));
    }
    return line;
}

void add_unique(std::vector<std::string>& values, std::string value) {
    if (value.empty() || std::find(values.begin(), values.end(), value) != values.end()) return;
    constexpr std::size_t kUsual = 4;
    if (values.empty()) values.reserve(kUsual);
    values.push_back(std::move(value));
}

}  // namespace sawthis::fetchers
