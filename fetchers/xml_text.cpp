#include "fetchers/xml_text.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "core/byte_block.hpp"
#include "core/text.hpp"
#include "fetchers/references.hpp"
#include "fetchers/text_buffer.hpp"

namespace sawthis::fetchers {

namespace {

/// The bytes at which text cannot simply be copied: references, control characters, CR, and the
/// first bytes of C1 controls and noncharacters.
bool is_special(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n') || c == '&' || c == '\x7F' || byte == 0xC2 ||
           byte == 0xEF;
}

unsigned find_special(ByteBlock bytes) {
    const auto control = (bytes < 0x20) & (bytes != '\t') & (bytes != '\n');
    const auto lead = (bytes == 0xC2) | (bytes == 0xEF);
    return bits_of(control | (bytes == '&') | (bytes == 0x7F) | lead);
}

/// Puts the character at `at`, which is special but starts no reference, and gives its size.
/// C1 controls are windows-1252 that was taken for Latin-1, as in the references 128 to 159.
std::size_t put_character(TextBuffer& out, std::string_view text, std::size_t at) {
    if (text[at] == '\r') {
        if (at + 1 == text.size() || text[at + 1] != '\n') out.put('\n');
        return 1;
    }
    std::size_t end = at;
    const char32_t c = decode_utf8(text, end);
    if (c >= 0x80 && c <= 0x9F) {
        std::string meant;
        append_number_reference(meant, c);
        out.reserve(meant.size() + text.size() - end);
        out.put(meant);
    } else if (is_text_character(c)) {
        out.put(text.substr(at, end - at));
    }
    return end - at;
}

/// The reference at `at`, or its "&" if it is none; gives the bytes it took.
std::size_t put_reference(TextBuffer& out, std::string_view text, std::size_t at) {
    if (const auto usual = find_usual_reference(text, at); usual.size != 0) {
        out.put(usual.character);
        return usual.size;
    }
    std::string meant;
    const std::size_t size = append_reference(meant, text, at, ReferenceSyntax::xml);
    if (size == 0) {
        out.put('&');
        return 1;
    }
    out.reserve(meant.size() + text.size() - at - size);  // some take more bytes than their name
    out.put(meant);
    return size;
}

/// Copies from `at` up to the next special byte, and gives where that stands.
std::size_t put_plain(TextBuffer& out, std::string_view text, std::size_t at) {
    while (at + sizeof(ByteBlock) <= text.size()) {
        const ByteBlock bytes = load_block(text.data() + at);
        const unsigned special = find_special(bytes);
        const auto count = special == 0 ? sizeof bytes
                                        : static_cast<std::size_t>(std::countr_zero(special));
        out.put(bytes, count);
        at += count;
        if (special != 0) return at;
    }
    while (at < text.size() && !is_special(text[at])) out.put(text[at++]);
    return at;
}

/// Where the first special byte stands from `at` on; the text's end if there is none.
std::size_t find_special(std::string_view text, std::size_t at) {
    for (; at + sizeof(ByteBlock) <= text.size(); at += sizeof(ByteBlock)) {
        const unsigned special = find_special(load_block(text.data() + at));
        if (special != 0) return at + static_cast<std::size_t>(std::countr_zero(special));
    }
    while (at < text.size() && !is_special(text[at])) ++at;
    return at;
}

void append_text(std::string& out, std::string_view text, bool references) {
    const std::size_t plain = find_special(text, 0);
    if (plain == text.size()) {
        out += text;
        return;
    }
    TextBuffer buffer(text.size());
    buffer.put(text.substr(0, plain));
    for (std::size_t at = plain; at < text.size(); at = put_plain(buffer, text, at)) {
        if (text[at] != '&') {
            at += put_character(buffer, text, at);
        } else if (references) {
            at += put_reference(buffer, text, at);
        } else {
            buffer.put(text[at++]);
        }
    }
    out += buffer.view();
}

/// Whether nothing in `text` but references is special, as in nearly all XHTML.
bool is_clean(std::string_view text) {
    for (std::size_t at = find_special(text, 0); at < text.size(); at = find_special(text, at)) {
        const bool reference = text[at] == '&';
        const char32_t c = decode_utf8(text, at);
        if (!reference && (!is_text_character(c) || c == '\r')) return false;
    }
    return true;
}

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
    for (const auto attribute : element.attributes()) {
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
    for (const auto child : element.children()) {
        if (child.type() == pugi::node_pcdata) {
            append_escaped<'<', '>'>(out, child.value());  // its references are HTML's already
        } else if (child.type() == pugi::node_cdata) {
            append_escaped<'<', '>', '&'>(out, child.value());
        } else if (child.type() == pugi::node_element && depth_left > 0) {
            append_element(out, child, depth_left - 1);
        }
    }
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
            append_text(out, child.value(), type == pugi::node_pcdata);
        }
    }
    return out;
}

std::string line_of(const pugi::xml_node& element) {
    return squeeze_space(text_of(element));
}

std::string attribute_of(const pugi::xml_node& element, std::string_view name) {
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
        const std::string_view whole = attribute.name();
        if (whole.size() < name.size()) continue;  // nearly all that are another one
        if (!equal_ignoring_ascii_case(without_prefix(whole), name)) continue;
        std::string out;
        append_text(out, attribute.value(), true);
        return out;
    }
    return {};
}

std::string inner_html(const pugi::xml_node& element, std::size_t max_depth) {
    std::string raw;
    append_inner(raw, element, max_depth);
    if (is_clean(raw)) return raw;
    std::string out;
    append_text(out, raw, false);
    return out;
}

std::string mixed_html(const pugi::xml_node& element, std::size_t max_depth) {
    std::string out;
    for (const auto child : element.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            append_text(out, child.value(), child.type() == pugi::node_pcdata);
        } else if (child.type() == pugi::node_element && max_depth > 0) {
            std::string raw;
            append_element(raw, child, max_depth - 1);
            append_text(out, raw, false);
        }
    }
    return out;
}

}  // namespace sawthis::fetchers
