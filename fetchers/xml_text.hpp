#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

/// Texts of a pugixml tree that was parsed with parse_escapes off: references stand in it as they
/// were written, so that HTML's names, windows-1252 numbers and bare "&" can be told apart.
namespace sawthis::fetchers {

/// Flags for a tree whose texts these functions read. White space between elements has no nodes in
/// it, which would be half of all.
inline constexpr unsigned kXmlFlags = pugi::parse_cdata | pugi::parse_ws_pcdata_single;

/// A name without its namespace's prefix.
[[nodiscard]] std::string_view without_prefix(std::string_view name);

/// Whether `element` holds other elements.
[[nodiscard]] bool has_elements(const pugi::xml_node& element);

/// Appends the text that `node` is, if it is one: references decoded once, characters that XML
/// forbids dropped, line ends as LF. Of a tree that was parsed in place.
void append_text(std::string& out, const pugi::xml_node& node);

/// The text directly inside `element`, so read.
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

}  // namespace sawthis::fetchers
