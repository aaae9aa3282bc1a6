#include "core/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <memory>

#include "core/byte_block.hpp"

namespace sawthis {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/// Length of the sequence that starts with `lead`; 0 if none does.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

/// As decode_utf8(), but says whether the bytes were sound.
bool next_code_point(std::string_view text, std::size_t& at, char32_t& code_point) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = sequence_length(lead);
    code_point = kReplacement;
    if (length == 1) {
        code_point = lead;
        ++at;
        return true;
    }
    if (length == 0 || at + length > text.size()) {
        ++at;
        return false;
    }
    constexpr unsigned char kLeadMask[] = {0, 0, 0x1F, 0x0F, 0x07};
    char32_t value = lead & kLeadMask[length];
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if (!is_continuation(byte)) {
            ++at;
            return false;
        }
        value = (value << 6) | (byte & 0x3F);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) {
        ++at;
        return false;
    }
    code_point = value;
    at += length;
    return true;
}

/// Where the first byte that is not ASCII stands from `at` on, or the end.
std::size_t find_beyond_ascii(std::string_view text, std::size_t at) {
    constexpr std::size_t kBlocks = 4;  // most text is ASCII for long stretches
    for (; at + kBlocks * sizeof(ByteBlock) <= text.size(); at += kBlocks * sizeof(ByteBlock)) {
        ByteBlock all{};
        for (std::size_t i = 0; i < kBlocks; ++i) {
            all |= load_block(text.data() + at + i * sizeof(ByteBlock));
        }
        if (bits_of(all >= 0x80) != 0) break;
    }
    for (; at + sizeof(ByteBlock) <= text.size(); at += sizeof(ByteBlock)) {
        const unsigned found = bits_of(load_block(text.data() + at) >= 0x80);
        if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

/// Size of the sequence at `at` if it is one of two or three bytes that can be told to be sound by
/// its bits alone; 0 for what has to be looked at closely.
std::size_t usual_sequence(std::string_view text, std::size_t at) {
    const auto continues = [&](std::size_t i) {
        return is_continuation(static_cast<unsigned char>(text[i]));
    };
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead >= 0xC2 && lead <= 0xDF && at + 1 < text.size() && continues(at + 1)) return 2;
    const bool three = lead > 0xE0 && lead <= 0xEF && lead != 0xED;
    return three && at + 2 < text.size() && continues(at + 1) && continues(at + 2) ? 3 : 0;
}

/// Whether all white space in `text` is single blanks between words.
bool is_squeezed(std::string_view text) {
    if (text.empty()) return true;
    if (text.front() == ' ' || text.back() == ' ') return false;
    std::size_t at = 0;
    const auto stops = [&] {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c == ' ') return text[at + 1] == ' ';  // none is the last byte
        return c < ' ' || c >= 0xC2;
    };
    while (at < text.size()) {
        for (; at + sizeof(ByteBlock) < text.size(); at += sizeof(ByteBlock)) {
            const ByteBlock bytes = load_block(text.data() + at);
            const ByteBlock next = load_block(text.data() + at + 1);
            const auto blanks = (bytes == ' ') & (next == ' ');
            if (bits_of((bytes < ' ') | (bytes >= 0xC2) | blanks) != 0) break;
        }
        const std::size_t end = std::min(at + sizeof(ByteBlock), text.size());
        for (; at < end; ++at) {
            if (stops() && (text[at] == ' ' || white_space_size(text, at) != 0)) return false;
        }
    }
    return true;
}

/// Appends the bytes from `at` on that one_line() keeps as they are, and goes behind them.
std::size_t append_printable(std::string& out, std::string_view text, std::size_t at) {
    const std::size_t start = at;
    for (; at + sizeof(ByteBlock) <= text.size(); at += sizeof(ByteBlock)) {
        const ByteBlock bytes = load_block(text.data() + at);
        if (bits_of((bytes < ' ') | (bytes >= 0x7F)) != 0) break;
    }
    while (at < text.size() && text[at] >= ' ' && text[at] < '\x7F') ++at;
    out.append(text, start, at - start);
    return at;
}

bool is_direction_control(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

std::string clean(std::string_view text, bool keep_line_feeds) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        at = append_printable(out, text, at);
        if (at == text.size()) break;
        const char32_t c = decode_utf8(text, at);
        if (c == '\n' && keep_line_feeds) {
            out += '\n';
        } else if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85) {
            if (!(c == '\r' && keep_line_feeds)) out += ' ';
        } else if (c >= 0x20 && !(c >= 0x7F && c <= 0x9F) && !is_direction_control(c)) {
            append_utf8(out, c);
        }
    }
    return out;
}

struct FreeMemory {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

}  // namespace

char32_t decode_utf8(std::string_view text, std::size_t& at) {
    char32_t code_point = 0;
    next_code_point(text, at, code_point);
    return code_point;
}

void append_utf8(std::string& text, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

bool is_utf8(std::string_view text) {
    char32_t code_point = 0;
    for (std::size_t at = 0; at < text.size();) {
        at = find_beyond_ascii(text, at);
        // Letters of other alphabets stand in runs; the checks are those of next_code_point().
        while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
            if (const std::size_t size = usual_sequence(text, at); size != 0) {
                at += size;
            } else if (!next_code_point(text, at, code_point)) {
                return false;
            }
        }
    }
    return true;
}

std::string repair_utf8(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    std::string out;
    out.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size();) append_utf8(out, decode_utf8(text, at));
    return out;
}

std::string fold_case(std::string_view text) {
    bool ascii = true;
    for (const char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) return lower_ascii(text);
    const std::string sound = repair_utf8(text);
    utf8proc_uint8_t* bytes = nullptr;
    const auto length = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(sound.data()),
        static_cast<utf8proc_ssize_t>(sound.size()), &bytes,
        static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                                       UTF8PROC_STRIPMARK | UTF8PROC_IGNORE));
    const std::unique_ptr<utf8proc_uint8_t, FreeMemory> owner(bytes);
    if (length < 0) return sound;
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool equal_ignoring_ascii_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    };
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

bool is_word_character(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return true;
        default:
            return false;
    }
}

std::vector<Span> find_words(std::string_view text) {
    std::vector<Span> words;
    std::size_t begin = std::string_view::npos;
    const auto close = [&](std::size_t end) {
        if (begin != std::string_view::npos) words.push_back({begin, end});
        begin = std::string_view::npos;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = decode_utf8(text, at);
        if (!is_word_character(c)) {
            close(start);
        } else if (stands_alone(c)) {
            close(start);
            words.push_back({start, at});
        } else if (begin == std::string_view::npos) {
            begin = start;
        }
    }
    close(text.size());
    return words;
}

bool take_start(std::string_view& text, std::string_view start) {
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    return true;
}

std::string_view trim(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::size_t white_space_size(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    const std::string_view rest = text.substr(at, 3);
    if (c == '\xC2') return rest.starts_with("\xC2\xA0") || rest.starts_with("\xC2\x85") ? 2 : 0;
    if (rest.size() < 3) return 0;
    if (c == '\xE2' && rest[1] == '\x80') {
        const auto last = static_cast<unsigned char>(rest[2]);
        const bool space = last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF;
        return space && is_continuation(last) ? 3 : 0;
    }
    return rest == "\xE3\x80\x80" || rest == "\xE2\x81\x9F" || rest == "\xE1\x9A\x80" ? 3 : 0;
}

std::string squeeze_space(std::string_view text) {
    if (is_squeezed(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t blank = white_space_size(text, at); blank != 0) {
            at += blank;
            continue;
        }
        const std::size_t start = at++;
        while (at < text.size() && white_space_size(text, at) == 0) ++at;
        if (!out.empty()) out += ' ';
        out.append(text, start, at - start);
    }
    return out;
}

std::string shorten(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return std::string(text);
    constexpr std::string_view kEllipsis = "…";
    if (max_bytes < kEllipsis.size()) return {};
    std::size_t end = max_bytes - kEllipsis.size();
    while (end > 0 && is_continuation(static_cast<unsigned char>(text[end]))) --end;
    return std::string(text.substr(0, end)).append(kEllipsis);
}

std::string one_line(std::string_view text) {
    return clean(text, false);
}

std::string printable(std::string_view text) {
    return clean(text, true);
}

std::size_t display_width(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(decode_utf8(text, at)));
        columns += static_cast<std::size_t>(width);
    }
    return columns;
}

std::vector<std::string> split_list(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto at = text.find(separator);
        const auto part = trim(text.substr(0, at));
        if (!part.empty()) parts.emplace_back(part);
        if (at == std::string_view::npos) break;
        text.remove_prefix(at + 1);
    }
    return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts) {
        if (!out.empty()) out += separator;
        out += part;
    }
    return out;
}

}  // namespace sawthis
