#include "fetchers/xml_text.hpp"

#include <algorithm>
#include <array>

#include "core/byte_block.hpp"
#include "core/text.hpp"
#include "fetchers/xml_characters.hpp"

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

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
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

/// In CDATA a reference is no reference.
References references_in(pugi::xml_node_type type) {
    return type == pugi::node_pcdata ? References::decoded : References::kept;
}

}  // namespace

bool has_elements(const pugi::xml_node& element) {
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
        if (child.type() == pugi::node_element) return true;
    }
    return false;
}

std::string text_of(const pugi::xml_node& element) {
    std::string out;
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
        const auto type = child.type();
        if (type == pugi::node_pcdata || type == pugi::node_cdata) {
            append_characters(out, child.value(), references_in(type));
        }
    }
    return out;
}

ElementText::ElementText(const pugi::xml_node& element) {
    const auto first = element.first_child();
    text_ = first.value();
    if (!first || (!first.next_sibling() && is_plain(text_))) return;
    own_ = text_of(element);
    text_ = own_;
}

std::string line_of(const pugi::xml_node& element) {
    return squeeze_space(ElementText(element));
}

std::string attribute_of(const pugi::xml_node& element, std::string_view name) {
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
        const std::string_view whole = attribute.name();
        if (whole.size() < name.size()) continue;  // nearly all that are another one
        if (whole != name && !equal_ignoring_ascii_case(without_prefix(whole), name)) continue;
        std::string out;
        append_characters(out, attribute.value(), References::decoded);
        return out;
    }
    return {};
}

std::string inner_html(const pugi::xml_node& element, std::size_t max_depth) {
    std::string raw;
    append_inner(raw, element, max_depth);
    if (is_clean(raw)) return raw;
    std::string out;
    append_characters(out, raw, References::kept);
    return out;
}

std::string mixed_html(const pugi::xml_node& element, std::size_t max_depth) {
    std::string out;
    for (const auto child : element.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            append_characters(out, child.value(), references_in(child.type()));
        } else if (child.type() == pugi::node_element && max_depth > 0) {
            std::string raw;
            append_element(raw, child, max_depth - 1);
            append_characters(out, raw, References::kept);
        }
    }
    return out;
}

}  // namespace sawthis::fetchers
