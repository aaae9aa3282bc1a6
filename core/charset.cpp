#include "core/charset.hpp"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>

#include "core/charset_labels.hpp"
#include "core/text.hpp"

namespace sawthis {

namespace {

constexpr char16_t kReplacement = 0xFFFD;

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
    void operator()(uchardet* detector) const { uchardet_delete(detector); }
};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && std::string_view(" \t\r\n").find(text[at]) != text.npos) ++at;
    return at;
}

/// The value after `name`, blanks, "=", in quotes or up to a delimiter; case of `name` ignored.
std::string_view find_value(std::string_view text, std::string_view name) {
    for (std::size_t start = 0; start + name.size() <= text.size(); ++start) {
        if (!equal_ignoring_ascii_case(text.substr(start, name.size()), name)) continue;
        std::size_t at = skip_blanks(text, start + name.size());
        if (at >= text.size() || text[at] != '=') continue;
        at = skip_blanks(text, at + 1);
        if (at >= text.size()) return {};
        const char quote = text[at];
        const bool quoted = quote == '"' || quote == '\'';
        const std::size_t begin = quoted ? at + 1 : at;
        const std::size_t end =
            text.find_first_of(quoted ? std::string_view(&quote, 1) : " \t\r\n;,\"'>/?", begin);
        return text.substr(begin, std::min(end, text.size()) - begin);
    }
    return {};
}

/// The label in the XML declaration, else in an HTML meta tag, at the start of an ASCII-like text.
std::string_view declared_label(std::string_view bytes) {
    constexpr std::size_t kHead = 4096;  // browsers look at 1,024 bytes; comments come before
    const std::string_view head = bytes.substr(0, kHead);
    if (const auto at = head.find("<?xml"); at != std::string_view::npos) {
        const auto label = find_value(head.substr(at, head.find('>', at) - at), "encoding");
        if (!label.empty()) return label;
    }
    for (std::size_t at = head.find('<'); at != std::string_view::npos;
         at = head.find('<', at + 1)) {
        if (!equal_ignoring_ascii_case(head.substr(at, 5), "<meta")) continue;
        const auto tag = head.substr(at, head.find('>', at) - at);
        if (const auto label = find_value(tag, "charset"); !label.empty()) return label;
    }
    return {};
}

/// A byte order mark's charset, or what the first bytes of "<" in a wide charset show (XML 1.0,
/// appendix F).
struct Start {
    std::string_view label;
    std::size_t mark_size = 0;
};
Start look_at_start(std::string_view bytes) {
    using namespace std::string_view_literals;
    struct Row {
        std::string_view bytes;
        std::string_view label;
        bool mark;
    };
    constexpr std::array kRows{
        Row{"\xEF\xBB\xBF"sv, "utf-8", true},    Row{"\xFF\xFE\0\0"sv, "utf-32le", true},
        Row{"\0\0\xFE\xFF"sv, "utf-32be", true}, Row{"\xFF\xFE"sv, "utf-16le", true},
        Row{"\xFE\xFF"sv, "utf-16be", true},     Row{"<\0\0\0"sv, "utf-32le", false},
        Row{"\0\0\0<"sv, "utf-32be", false},     Row{"<\0"sv, "utf-16le", false},
        Row{"\0<"sv, "utf-16be", false},         Row{"\x4C\x6F\xA7\x94"sv, "cp037", false},
    };
    for (const auto& row : kRows) {
        if (bytes.starts_with(row.bytes)) return {row.label, row.mark ? row.bytes.size() : 0};
    }
    return {};
}

/// `bytes` by ICU; nullopt if so much of it cannot be converted that the charset must be another.
std::optional<std::string> convert(std::string_view bytes, const Charset& charset) {
    UErrorCode status = U_ZERO_ERROR;
    const std::string name(charset.converter);
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &status));
    if (U_FAILURE(status) || bytes.size() > std::numeric_limits<int32_t>::max()) {
        return std::nullopt;
    }
    const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                  status);
    if (U_FAILURE(status)) return std::nullopt;
    const char16_t* const units = text.getBuffer();
    const auto bad = std::count(units, units + text.length(), kReplacement);
    constexpr int kFewest = 2;  // a cut at the end, a stray byte
    if (charset.multibyte && bad > kFewest + text.length() / 100) return std::nullopt;
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    text.toUTF8String(out);
    return out;
}

/// UTF-8 with some bad bytes (a cut at the end, a quotation pasted in another charset): sound
/// sequences beyond ASCII outnumber the bad bytes.
bool is_mostly_utf8(std::string_view bytes) {
    std::size_t sound = 0;
    std::size_t bad = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t start = at;
        static_cast<void>(decode_utf8(bytes, at));
        ++(at - start > 1 ? sound : bad);
    }
    return sound > bad;
}

/// A detector's guess, for scripts that are not Latin: there bytes beyond ASCII stand in runs. In
/// Latin text they stand alone, and detectors mistake one charset for the next.
std::optional<std::string> convert_by_guess(std::string_view bytes) {
    constexpr std::size_t kSample = std::size_t{64} * 1024;
    const std::string_view sample = bytes.substr(0, kSample);
    const auto high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    std::size_t all = 0;
    std::size_t in_runs = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (!high(sample[i])) continue;
        ++all;
        if (i > 0 && high(sample[i - 1])) ++in_runs;
    }
    constexpr std::size_t kEnough = 24;
    if (all < kEnough || in_runs * 2 < all) return std::nullopt;
    const std::unique_ptr<uchardet, CloseDetector> detector(uchardet_new());
    if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) {
        return std::nullopt;
    }
    uchardet_data_end(detector.get());
    const Charset charset = find_charset(uchardet_get_charset(detector.get()));
    if (charset.converter.empty() || charset.wide) return std::nullopt;
    return convert(bytes, charset);
}

/// `bytes` in the charset of `label`; nullopt if that is unknown or cannot hold for them.
std::optional<std::string> convert_by_label(std::string_view bytes, std::string_view label,
                                            bool wide_start) {
    const Charset charset = find_charset(label);
    if (charset.converter.empty()) return std::nullopt;
    if (charset.converter == "UTF-8") {
        if (is_utf8(bytes)) return std::string(bytes);
        return is_mostly_utf8(bytes) ? std::optional(repair_utf8(bytes)) : std::nullopt;
    }
    if (charset.wide != wide_start) return std::nullopt;
    return convert(bytes, charset);
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view content_type) {
    const Start start = look_at_start(bytes);
    const std::string_view body = bytes.substr(start.mark_size);
    const bool wide_start = find_charset(start.label).wide;
    if (!start.label.empty()) {
        if (auto text = convert_by_label(body, start.label, wide_start)) return *std::move(text);
    }
    for (const auto label : {find_value(content_type, "charset"), declared_label(body)}) {
        if (auto text = convert_by_label(body, label, wide_start)) return *std::move(text);
    }
    if (is_utf8(body)) return std::string(body);
    if (is_mostly_utf8(body)) return repair_utf8(body);
    if (auto text = convert_by_guess(body)) return *std::move(text);
    return convert(body, find_charset("windows-1252")).value_or(repair_utf8(body));
}

}  // namespace sawthis
