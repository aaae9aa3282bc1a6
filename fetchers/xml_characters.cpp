#include "fetchers/xml_characters.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

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

/// How many of the special bytes here are a character as it should be after all: one that only
/// starts as C1 controls or noncharacters do.
std::size_t usual_character(const char* at, const char* end) {
    const auto byte = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(at[i]); };
    if (byte(0) == 0xC2) return end - at > 1 && byte(1) >= 0xA0 && byte(1) <= 0xBF ? 2 : 0;
    if (byte(0) != 0xEF || end - at < 3) return 0;
    const bool sound = (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
    return sound && byte(1) != 0xBF ? 3 : 0;
}

/// What is still to be read, and where it goes. There is room for as many bytes as are left.
struct Copying {
    const char* from;
    const char* end;
    char* to;

    void advance(std::ptrdiff_t read, std::ptrdiff_t written) {
        from += read;
        to += written;
    }
    [[nodiscard]] std::ptrdiff_t left() const { return end - from; }
};

/// The special byte here and what belongs to it, if it needs no second look: a usual reference, CR
/// LF, a usual character. False if it is another, or the text ends here.
inline bool copy_special(Copying& now) {
    if (now.left() == 0) return false;
    if (*now.from == '&') {
        const auto usual = find_usual_reference({now.from, static_cast<std::size_t>(now.left())});
        *now.to = usual.character;
        now.advance(static_cast<std::ptrdiff_t>(usual.size), usual.size == 0 ? 0 : 1);
        return usual.size != 0;
    }
    if (*now.from == '\r' && now.left() > 1 && now.from[1] == '\n') {
        now.advance(1, 0);
        return true;
    }
    const auto size = static_cast<std::ptrdiff_t>(usual_character(now.from, now.end));
    std::copy_n(now.from, size, now.to);
    now.advance(size, size);
    return size != 0;
}

/// Copies up to the next special byte, or the end.
template <References kReferences>
void copy_narrow(Copying& now) {
    while (now.left() >= std::ptrdiff_t{sizeof(ByteBlock)}) {
        const ByteBlock bytes = load_block(now.from);
        store_block(now.to, bytes);
        const unsigned special = find_special<kReferences>(bytes);
        const int plain = special == 0 ? int{sizeof bytes} : std::countr_zero(special);
        now.advance(plain, plain);
        if (special != 0) return;
    }
    while (now.left() > 0 && !is_special<kReferences>(*now.from)) *now.to++ = *now.from++;
}

/// Copies all but the last of a long text, usual special bytes included; false before an unusual
/// one. Escaped HTML has so many references that a guess whether the next sixteen bytes hold one is
/// wrong half of the time: so the special ones among 64 are found first, and before each of them 64
/// bytes are copied, of which those behind it are written again.
template <References kReferences>
bool copy_wide(Copying& now) {
    constexpr std::ptrdiff_t kWide = 64;
    constexpr std::ptrdiff_t kSlack = 16;  // how far a usual reference reaches over the 64
    const auto copy = [&now] {
        for (std::ptrdiff_t i = 0; i < kWide; i += sizeof(ByteBlock)) {
            store_block(now.to + i, load_block(now.from + i));
        }
    };
    while (now.left() >= 2 * kWide + kSlack) {
        const char* const start = now.from;
        std::uint64_t special = 0;
        for (unsigned i = 0; i < kWide; i += sizeof(ByteBlock)) {
            special |= std::uint64_t{find_special<kReferences>(load_block(start + i))} << i;
        }
        for (; special != 0; special &= special - 1) {
            copy();
            const auto plain = start + std::countr_zero(special) - now.from;
            now.advance(plain, plain);
            if (!copy_special(now)) return false;
        }
        copy();
        const auto rest = std::max<std::ptrdiff_t>(start + kWide - now.from, 0);
        now.advance(rest, rest);
    }
    return true;
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
        Copying now{text_.data() + at_, text_.data() + text_.size(), out_.data() + to_};
        while (copy_wide<kReferences>(now)) {
            copy_narrow<kReferences>(now);
            if (!copy_special(now)) break;
        }
        at_ = static_cast<std::size_t>(now.from - text_.data());
        to_ = static_cast<std::size_t>(now.to - out_.data());
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
