#include "fetchers/atom_text.hpp"

#include <cstdint>

#include "core/text.hpp"
#include "fetchers/feed_values.hpp"
#include "fetchers/xml_text.hpp"

namespace sawthis::fetchers {

namespace {

/// RFC 4648 §4; whatever is not of the alphabet is passed over.
std::string decode_base64(std::string_view text) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = kAlphabet.find(c);
        if (value == std::string_view::npos) continue;
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>((bits >> count) & 0xFF);
    }
    return repair_utf8(out);
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Whether the element's characters are text to be read, whatever their type says of them.
bool is_readable(std::string_view type) {
    return !has(type, "/") || type.starts_with("text/") || has(type, "xml") || has(type, "html");
}

}  // namespace

AtomText read_atom_text(const pugi::xml_node& element, XmlMarkup& markup) {
    if (has_elements(element)) return {true, markup.inner_html(element)};
    if (!element.first_attribute()) return {false, text_of(element)};
    const std::string type = lower_ascii(attribute_of(element, "type"));
    const std::string mode = lower_ascii(attribute_of(element, "mode"));
    const bool html = has(type, "html");
    if (mode == "base64") return {html, decode_base64(text_of(element))};
    if (!is_readable(type)) return {};
    AtomText text{html, text_of(element)};
    // Type xhtml without an element inside: text, unless somebody escaped the markup after all.
    if (has(type, "xhtml") && !has(text.value, "<")) text.is_html = false;
    return text;
}

std::string html_of(AtomText text) {
    if (text.is_html) return std::move(text.value);
    return escape_html(text.value);
}

std::string line_of_atom_text(const pugi::xml_node& element, XmlMarkup& markup) {
    const AtomText text = read_atom_text(element, markup);
    return text.is_html ? line_of_html(text.value) : squeeze_space(text.value);
}

}  // namespace sawthis::fetchers
