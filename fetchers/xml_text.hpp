#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>

/// Texts of a pugixml tree that was parsed with parse_escapes off: references stand in it as they
/// were written, so that HTML's names, windows-1252 numbers and bare "&" can be told apart.
namespace sawthis::fetchers {

/// Flags for a tree whose texts these functions read.
inline constexpr unsigned kXmlFlags = pugi::parse_cdata | pugi::parse_ws_pcdata;

/// Whether `element` holds other elements.
[[nodiscard]] bool has_elements(const pugi::xml_node& element);

/// The text directly inside `element`: references decoded once, characters that XML forbids
/// dropped, line ends as LF.
[[nodiscard]] std::string text_of(const pugi::xml_node& element);

/// text_of() for those who only look at it: refers to the tree where the text stands there as it is
/// meant, which saves a copy of nearly every short one.
class ElementText {
public:
    explicit ElementText(const pugi::xml_node& element);
    ElementText(const ElementText&) = delete;
    ElementText& operator=(const ElementText&) = delete;
    ~ElementText() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): it is a text
    operator std::string_view() const { return text_; }

private:
    std::string own_;
    std::string_view text_;
};

/// As text_of(), white space squeezed.
[[nodiscard]] std::string line_of(const pugi::xml_node& element);

/// A decoded attribute; empty if there is none. Names match in any case, prefixes are ignored.
[[nodiscard]] std::string attribute_of(const pugi::xml_node& element, std::string_view name);

/// What stands inside `element` as XHTML: child elements to `max_depth` levels as tags without
/// prefixes, text escaped.
[[nodiscard]] std::string inner_html(const pugi::xml_node& element, std::size_t max_depth);

/// The same where the feed means its text to be HTML (RSS) and left some tags of it unescaped: the
/// text directly inside is HTML already.
[[nodiscard]] std::string mixed_html(const pugi::xml_node& element, std::size_t max_depth);

}  // namespace sawthis::fetchers
