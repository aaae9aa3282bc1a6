#include "fetchers/xml_markup.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/byte_block.hpp"
#include "fetchers/xml_characters.hpp"
#include "fetchers/xml_text.hpp"

namespace sawthis::fetchers {

namespace {

std::string_view escape_of(char c) {
    switch (c) {
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        default:
            return "&amp;";
    }
}

template <char... kEscaped>
void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = find_any<kEscaped...>(text, at);
        out.append(text, at, next - at);
        if (next == text.size()) return;
        out += escape_of(text[next]);
        at = next + 1;
    }
}

void append_inner(std::string& out, const pugi::xml_node& element, std::size_t depth_left);

void append_element(std::string& out, const pugi::xml_node& element, std::size_t depth_left) {
    const std::string_view name = without_prefix(element.name());
    out += '<';
    out += name;
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
        const std::string_view attribute_name = attribute.name();
        if (attribute_name.starts_with("xmlns")) continue;
        out += ' ';
        out += attribute_name;
        out += "=\"";
        append_escaped<'"'>(out, attribute.value());
        out += '"';
    }
    out += '>';
    constexpr std::array<std::string_view, 8> kVoid{"br",   "hr",    "img",  "input",
                                                    "link", "embed", "area", "meta"};
    if (std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end()) return;
    append_inner(out, element, depth_left);
    out += "</";
    out += name;
    out += '>';
}

void append_inner(std::string& out, const pugi::xml_node& element, std::size_t depth_left) {
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
        const auto type = child.type();
        if (type == pugi::node_pcdata) {
            append_escaped<'<', '>'>(out, child.value());  // its references are HTML's already
        } else if (type == pugi::node_cdata) {
            append_escaped<'<', '>', '&'>(out, child.value());
        } else if (type == pugi::node_element && depth_left > 0) {
            append_element(out, child, depth_left - 1);
        }
    }
}

}  // namespace

std::string XmlMarkup::inner_html(const pugi::xml_node& element) {
    met_ = true;
    std::string raw;
    append_inner(raw, element, max_depth_);
    if (is_clean(raw)) return raw;
    std::string out;
    append_characters(out, raw, References::kept);
    return out;
}

std::string XmlMarkup::mixed_html(const pugi::xml_node& element) {
    met_ = true;
    std::string out;
    for (const auto child : element.children()) {
        if (child.type() == pugi::node_element && max_depth_ > 0) {
            std::string raw;
            append_element(raw, child, max_depth_ - 1);
            append_characters(out, raw, References::kept);
        } else {
            append_text(out, child);
        }
    }
    return out;
}

}  // namespace sawthis::fetchers
