#include "fetchers/xml_characters.hpp"

#include <algorithm>
#include <bit>

#include "core/byte_block.hpp"
#include "core/text.hpp"
#include "fetchers/references.hpp"

namespace sawthis::fetchers {

namespace {

/// The bytes at which text cannot simply be copied: control characters, CR, the first bytes of C1
/// controls and noncharacters and, where wanted, references.
template <References kReferences>
bool is_special(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n') || c == '\x7F' || byte == 0xC2 || byte == 0xEF ||
           (kReferences == References::decoded && c == '&');
}

template <References kReferences>
unsigned find_special(ByteBlock bytes) {
    auto special = (bytes < 0x20) & (bytes != '\t') & (bytes != '\n');
    special |= (bytes == 0x7F) | (bytes == 0xC2) | (bytes == 0xEF);
    if constexpr (kReferences == References::decoded) special |= bytes == '&';
    return bits_of(special);
}

/// Where the first special byte stands from `start` on; the text's end if there is none.
template <References kReferences>
std::size_t find_special(std::string_view text, std::size_t start) {
    std::size_t at = start;
    for (; at + sizeof(ByteBlock) <= text.size(); at += sizeof(ByteBlock)) {
        const unsigned special = find_special<kReferences>(load_block(text.data() + at));
        if (special != 0) return at + static_cast<std::size_t>(std::countr_zero(special));
    }
    if (at < text.size() &&
        at >= start + sizeof(ByteBlock)) {  // the last block looks at some bytes again
        at = text.size() - sizeof(ByteBlock);
        const unsigned special = find_special<kReferences>(load_block(text.data() + at));
        return special == 0 ? text.size()
                            : at + static_cast<std::size_t>(std::countr_zero(special));
    }
    while (at < text.size() && !is_special<kReferences>(text[at])) ++at;
    return at;
}

/// Copies the bytes from `from` up to the next special one or `end`; how many they are. Writes no
/// more bytes than are left to read.
template <References kReferences>
std::size_t copy_plain(const char* from, const char* end, char* to) {
    const char* const start = from;
    for (; end - from >= std::ptrdiff_t{sizeof(ByteBlock)}; from += sizeof(ByteBlock)) {
        const ByteBlock bytes = load_block(from);
        store_block(to, bytes);
        const unsigned special = find_special<kReferences>(bytes);
        if (special != 0) return static_cast<std::size_t>(from - start + std::countr_zero(special));
        to += sizeof(ByteBlock);
    }
    while (from < end && !is_special<kReferences>(*from)) *to++ = *from++;
    return static_cast<std::size_t>(from - start);
}

/// How many of the special bytes here are a character as it should be after all: one that only
/// starts as C1 controls or noncharacters do.
std::size_t usual_character(const char* at, const char* end) {
    const auto byte = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(at[i]); };
    if (byte(0) == 0xC2) return end - at > 1 && byte(1) >= 0xA0 && byte(1) <= 0xBF ? 2 : 0;
    if (byte(0) != 0xEF || end - at < 3) return 0;
    const bool sound = (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
    return sound && byte(1) != 0xBF ? 3 : 0;
}

/// Writes into the room that `out` has for a text as long as what is read; the few things that
/// come out longer than they were make more.
template <References kReferences>
class CharacterWriter {
public:
    CharacterWriter(std::string& out, std::string_view text) : out_(out), text_(text) {}

    /// `plain` bytes at the start are known to hold nothing special.
    void write(std::size_t plain) {
        out_.reserve(out_.size() + text_.size());
        out_.append(text_, 0, plain);
        at_ = plain;
        to_ = out_.size();
        out_.resize(to_ + text_.size() - at_);
        while (at_ < text_.size()) {
            copy_usual();
            if (at_ == text_.size()) break;
            if (text_[at_] == '&') {
                write_reference();
            } else {
                write_character();
            }
        }
        out_.resize(to_);
    }

private:
    /// What needs no second look: plain bytes, CR LF, usual characters and references.
    void copy_usual() {
        const char* from = text_.data() + at_;
        const char* const end = text_.data() + text_.size();
        char* to = out_.data() + to_;
        for (;;) {
            const std::size_t plain = copy_plain<kReferences>(from, end, to);
            from += plain;
            to += plain;
            if (from == end) break;
            if (*from == '&') {
                const auto usual =
                    find_usual_reference({from, static_cast<std::size_t>(end - from)});
                if (usual.size == 0) break;
                *to++ = usual.character;
                from += usual.size;
            } else if (*from == '\r' && end - from > 1 && from[1] == '\n') {
                ++from;
            } else {
                const std::size_t size = usual_character(from, end);
                if (size == 0) break;
                to = std::copy_n(from, size, to);
                from += size;
            }
        }
        at_ = static_cast<std::size_t>(from - text_.data());
        to_ = static_cast<std::size_t>(to - out_.data());
    }

    /// The character here, which is special but starts no reference. C1 controls are windows-1252
    /// that was taken for Latin-1, as in the references 128 to 159.
    void write_character() {
        const std::size_t start = at_;
        if (text_[at_] == '\r') {
            ++at_;
            if (at_ == text_.size() || text_[at_] != '\n') put("\n");
            return;
        }
        const char32_t c = decode_utf8(text_, at_);
        if (c >= 0x80 && c <= 0x9F) {
            std::string meant;
            append_number_reference(meant, c);
            put(meant);
        } else if (is_text_character(c)) {
            put(text_.substr(start, at_ - start));
        }
    }

    /// The reference here, or its "&" if it is none.
    void write_reference() {
        std::string meant;
        const std::size_t size = append_reference(meant, text_, at_, ReferenceSyntax::xml);
        at_ += std::max<std::size_t>(size, 1);
        put(size == 0 ? "&" : std::string_view(meant));
    }

    void put(std::string_view text) {
        const std::size_t room = to_ + text.size() + text_.size() - at_;
        if (room > out_.size()) out_.resize(room);
        text.copy(out_.data() + to_, text.size());
        to_ += text.size();
    }

    std::string& out_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t to_ = 0;
};

template <References kReferences>
void append(std::string& out, std::string_view text) {
    const std::size_t plain = find_special<kReferences>(text, 0);
    if (plain == text.size()) {
        out += text;
    } else {
        CharacterWriter<kReferences>(out, text).write(plain);
    }
}

}  // namespace

void append_characters(std::string& out, std::string_view text, References references) {
    if (references == References::decoded) {
        append<References::decoded>(out, text);
    } else {
        append<References::kept>(out, text);
    }
}

bool is_plain(std::string_view text) {
    return find_special<References::decoded>(text, 0) == text.size();
}

bool is_clean(std::string_view text) {
    constexpr auto kKept = References::kept;
    for (std::size_t at = find_special<kKept>(text, 0); at < text.size();
         at = find_special<kKept>(text, at)) {
        const char32_t c = decode_utf8(text, at);
        if (!is_text_character(c) || c == '\r') return false;
    }
    return true;
}

}  // namespace sawthis::fetchers
