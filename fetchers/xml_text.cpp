#include "fetchers/xml_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "core/text.hpp"
#include "fetchers/references.hpp"

namespace sawthis::fetchers {

namespace {

/// The bytes at which text cannot simply be copied: references, control characters, CR, and the
/// first bytes of C1 controls and noncharacters.
constexpr std::array<bool, 256> kSpecial = [] {
    std::array<bool, 256> special{};
    for (std::size_t c = 0; c < 0x20; ++c) special.at(c) = c != '\t' && c != '\n';
    for (const unsigned char c : {'&', '\x7F', '\xC2', '\xEF'}) special.at(c) = true;
    return special;
}();

bool is_special(char c) {
    return kSpecial[static_cast<unsigned char>(c)];
}

/// Appends the character at `at`, which is special but starts no reference, and gives its size.
/// C1 controls are windows-1252 that was taken for Latin-1, as in the references 128 to 159.
std::size_t append_character(std::string& out, std::string_view text, std::size_t at) {
    if (text[at] == '\r') {
        if (at + 1 == text.size() || text[at + 1] != '\n') out += '\n';
        return 1;
    }
    std::size_t end = at;
    const char32_t c = decode_utf8(text, end);
    if (c >= 0x80 && c <= 0x9F) {
        append_number_reference(out, c);
    } else if (is_text_character(c)) {
        out += text.substr(at, end - at);
    }
    return end - at;
}

/// Where the next special byte stands from `at` on; the text's end if there is none.
std::size_t find_special(std::string_view text, std::size_t at) {
    // Eight bytes at a time, passed over if all are printable ASCII and none is "&" or DEL: a zero
    // byte shows in (x - 0x01..) & ~x & 0x80.., one below blank in (x - 0x20..) & ~x & 0x80...
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHigh = 0x80 * kOnes;
    const auto has_zero = [](std::uint64_t x) { return (x - kOnes) & ~x; };
    std::uint64_t eight = 0;
    while (at + sizeof eight <= text.size()) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        const std::uint64_t found = eight | (eight - 0x20 * kOnes) | has_zero(eight ^ '&' * kOnes) |
                                    has_zero(eight ^ 0x7F * kOnes);
        if ((found & kHigh) == 0) {
            at += sizeof eight;
            continue;
        }
        for (std::size_t i = 0; i < sizeof eight; ++i, ++at) {
            if (is_special(text[at])) return at;
        }
    }
    while (at < text.size() && !is_special(text[at])) ++at;
    return at;
}

void append_text(std::string& out, std::string_view text, bool references) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        at = find_special(text, at);
        out.append(text, start, at - start);
        if (at == text.size()) return;
        if (text[at] != '&') {
            at += append_character(out, text, at);
            continue;
        }
        const std::size_t size =
            references ? append_reference(out, text, at, ReferenceSyntax::xml) : 0;
        if (size == 0) out += '&';
        at += std::max<std::size_t>(size, 1);
    }
}

void append_escaped(std::string& out, std::string_view text, std::string_view special) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string_view escape;
        switch (text[at]) {
            case '<':
                escape = "&lt;";
                break;
            case '>':
                escape = "&gt;";
                break;
            case '"':
                escape = "&quot;";
                break;
            case '&':
                escape = "&amp;";
                break;
            default:
                continue;
        }
        if (special.find(text[at]) == std::string_view::npos) continue;
        out += text.substr(start, at - start);
        out += escape;
        start = at + 1;
    }
    out += text.substr(start);
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
        append_escaped(out, attribute.value(), "\"");
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
            append_escaped(out, child.value(), "<>");  // its references are HTML's already
        } else if (child.type() == pugi::node_cdata) {
            append_escaped(out, child.value(), "<>&");
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
        const std::string_view value = child.value();
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            out.reserve(out.size() + value.size());
            append_text(out, value, child.type() == pugi::node_pcdata);
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
        if (!equal_ignoring_ascii_case(without_prefix(attribute.name()), name)) continue;
        std::string out;
        append_text(out, attribute.value(), true);
        return out;
    }
    return {};
}

std::string inner_html(const pugi::xml_node& element, std::size_t max_depth) {
    std::string raw;
    append_inner(raw, element, max_depth);
    std::string out;
    out.reserve(raw.size());
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
