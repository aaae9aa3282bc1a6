#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>

#include "fetchers/xml_text.hpp"

namespace sawthis::fetchers {

/// Flags for a tree whose elements XmlMarkup reads: white space between them counts.
inline constexpr unsigned kXmlMarkupFlags = pugi::parse_cdata | pugi::parse_ws_pcdata;

/// Reads elements that hold others as HTML. Few feeds have them: others are parsed without the
/// white space that counts in these, and parsed again when one was met all the same.
class XmlMarkup {
public:
    /// Elements nested deeper than `max_depth` are left out.
    explicit XmlMarkup(std::size_t max_depth) : max_depth_(max_depth) {}

    /// What stands inside `element` as XHTML: child elements as tags without prefixes, text
    /// escaped.
    [[nodiscard]] std::string inner_html(const pugi::xml_node& element);

    /// The same where the feed means its text to be HTML (RSS) and left some tags of it unescaped:
    /// the text directly inside is HTML already.
    [[nodiscard]] std::string mixed_html(const pugi::xml_node& element);

    /// Whether an element was read.
    [[nodiscard]] bool met() const { return met_; }

private:
    std::size_t max_depth_;
    bool met_ = false;
};

}  // namespace sawthis::fetchers
