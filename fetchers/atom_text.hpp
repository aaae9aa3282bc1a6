#pragma once

#include <pugixml.hpp>
#include <string>

#include "fetchers/xml_markup.hpp"

namespace sawthis::fetchers {

/// A text construct or content of Atom (RFC 4287 §3.1, §4.1.3; Atom 0.3 with its modes).
struct AtomText {
    bool is_html = false;  // else plain text
    std::string value;
};

/// The text by its type and mode. Empty for content that is not text: elsewhere (src), or binary.
[[nodiscard]] AtomText read_atom_text(const pugi::xml_node& element, XmlMarkup& markup);

/// It as one line of plain text.
[[nodiscard]] std::string line_of_atom_text(const pugi::xml_node& element, XmlMarkup& markup);

/// It as HTML.
[[nodiscard]] std::string html_of(AtomText text);

}  // namespace sawthis::fetchers
