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

/// A text on its way from an XML document to us.
class TextWriter {
public:
    explicit TextWriter(std::string_view text)
        : text_(text), buffer_(text.size()), to_(buffer_.begin()) {}

    /// `plain` bytes at the start are known to hold nothing special.
    [[nodiscard]] std::string_view write(std::size_t plain, bool references) {
        to_ = put(to_, text_.substr(0, plain));
        at_ = plain;
        while (at_ < text_.size()) {
            if (text_[at_] != '&') {
                write_character();
            } else if (references) {
                write_reference();
            } else {
                *to_++ = text_[at_++];
            }
            write_plain();
        }
        return buffer_.view(to_);
    }

private:
    /// Copies up to the next special byte.
    void write_plain() {
        const char* from = text_.data() + at_;
        const char* const end = text_.data() + text_.size();
        char* to = to_;
        while (static_cast<std::size_t>(end - from) >= sizeof(ByteBlock)) {
            const ByteBlock bytes = load_block(from);
            store_block(to, bytes);
            const unsigned special = find_special(bytes);
            const int count = special == 0 ? int{sizeof bytes} : std::countr_zero(special);
            from += count;
            to += count;
            if (special != 0) break;
        }
        while (from < end && !is_special(*from)) *to++ = *from++;
        at_ = static_cast<std::size_t>(from - text_.data());
        to_ = to;
    }

    /// The character here, which is special but starts no reference. C1 controls are windows-1252
    /// that was taken for Latin-1, as in the references 128 to 159.
    void write_character() {
        const std::size_t start = at_;
        if (text_[at_] == '\r') {
            ++at_;
            if (at_ == text_.size() || text_[at_] != '\n') *to_++ = '\n';
            return;
        }
        const char32_t c = decode_utf8(text_, at_);
        if (c >= 0x80 && c <= 0x9F) {
            std::string meant;
            append_number_reference(meant, c);
            write_meant(meant);
        } else if (is_text_character(c)) {
            to_ = put(to_, text_.substr(start, at_ - start));
        }
    }

    /// The reference here, or its "&" if it is none.
    void write_reference() {
        if (const auto usual = find_usual_reference(text_, at_); usual.size != 0) {
            *to_++ = usual.character;
            at_ += usual.size;
            return;
        }
        std::string meant;
        const std::size_t size = append_reference(meant, text_, at_, ReferenceSyntax::xml);
        at_ += std::max<std::size_t>(size, 1);
        write_meant(size == 0 ? "&" : std::string_view(meant));
    }

    /// What takes up other room than what it is written for.
    void write_meant(std::string_view text) {
        to_ = put(buffer_.reserve(to_, text.size() + text_.size() - at_), text);
    }

    std::string_view text_;
    TextBuffer buffer_;
    char* to_;
    std::size_t at_ = 0;
};

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
    out += TextWriter(text).write(plain, references);
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
