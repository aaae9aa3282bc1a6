#include "net/imap_protocol.hpp"

#include <algorithm>
#include <charconv>

#include "core/text.hpp"

namespace sawthis::net {

namespace {

/// The number with which `text` begins.
std::optional<std::uint32_t> leading_number(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end == text.data()) return std::nullopt;
    return number;
}

/// The size of a literal that a line announces at its end: "{12}".
std::optional<std::size_t> announced(std::string_view line) {
    if (!line.ends_with('}')) return std::nullopt;
    const auto open = line.rfind('{');
    if (open == std::string_view::npos) return std::nullopt;
    const auto digits = line.substr(open + 1, line.size() - open - 2);
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (digits.empty() || error == std::errc::invalid_argument) return std::nullopt;
    if (end != digits.data() + digits.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return std::string_view::npos;
    return size;
}

/// Where `word` stands in `line`, in any case; npos if it does not.
std::size_t find_word(std::string_view line, std::string_view word) {
    const auto found =
        std::search(line.begin(), line.end(), word.begin(), word.end(), [](char a, char b) {
            const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c | 32 : c; };
            return lower(a) == lower(b);
        });
    return found == line.end() ? std::string_view::npos
                               : static_cast<std::size_t>(found - line.begin());
}

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/// UTF-16 units as the base64 of RFC 3501 §5.1.3: "," for "/", no padding.
std::string encode_units(const std::vector<char16_t>& units) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char16_t unit : units) {
        bits = bits << 16U | unit;
        count += 16;
        while (count >= 6) {
            count -= 6;
            out += kBase64[bits >> count & 63U];
        }
        bits &= (1U << count) - 1;
    }
    if (count > 0) out += kBase64[bits << (6 - count) & 63U];
    return out;
}

}  // namespace

bool ImapReader::take_literal() {
    if (*awaited_ > limits_.literal_bytes || current_.literals.size() >= limits_.literals) {
        failed_ = true;
        return false;
    }
    if (buffer_.size() - at_ < *awaited_) return false;
    current_.literals.push_back({current_.line.size(), buffer_.substr(at_, *awaited_)});
    at_ += *awaited_;
    awaited_.reset();
    return true;
}

bool ImapReader::take_line() {
    const auto end = buffer_.find('\n', std::max(at_, searched_));
    searched_ = end == std::string::npos ? buffer_.size() : at_;
    const auto size = std::min(end, buffer_.size()) - at_;
    if (current_.line.size() + size > limits_.line_bytes) {
        failed_ = true;
        return false;
    }
    if (end == std::string::npos) return false;
    auto part = std::string_view(buffer_).substr(at_, size);
    if (part.ends_with('\r')) part.remove_suffix(1);
    current_.line += part;
    awaited_ = announced(part);
    at_ = end + 1;
    return true;
}

std::optional<ImapResponse> ImapReader::next() {
    while (!failed_) {
        if (awaited_) {
            if (!take_literal()) break;
            continue;
        }
        if (!take_line()) break;
        if (awaited_) continue;
        buffer_.erase(0, at_);
        at_ = searched_ = 0;
        return std::exchange(current_, {});
    }
    return std::nullopt;
}

std::optional<std::vector<std::uint32_t>> parse_search(std::string_view line) {
    constexpr std::string_view kFront = "* SEARCH";
    if (!equal_ignoring_ascii_case(line.substr(0, kFront.size()), kFront)) return std::nullopt;
    std::vector<std::uint32_t> numbers;
    line.remove_prefix(kFront.size());
    while (!line.empty()) {
        const auto begin = line.find_first_not_of(' ');
        if (begin == std::string_view::npos) break;
        line.remove_prefix(begin);
        const auto word = line.substr(0, line.find(' '));
        if (const auto number = leading_number(word)) numbers.push_back(*number);
        line.remove_prefix(word.size());
    }
    return numbers;
}

std::optional<std::uint32_t> parse_code(std::string_view line, std::string_view name) {
    const auto at = find_word(line, "[" + std::string(name) + " ");
    if (!line.starts_with("* ") || at == std::string_view::npos) return std::nullopt;
    return leading_number(line.substr(at + name.size() + 2));
}

std::optional<std::pair<std::uint32_t, std::string>> parse_fetched_body(ImapResponse response) {
    const std::string_view line = response.line;
    const auto fetch = find_word(line, " FETCH (");
    if (!line.starts_with("* ") || fetch == std::string_view::npos) return std::nullopt;
    const auto body = find_word(line, "BODY[");
    auto uid = find_word(line, "(UID ");
    if (uid == std::string_view::npos) uid = find_word(line, " UID ");
    if (uid == std::string_view::npos || body == std::string_view::npos) return std::nullopt;
    const auto number = leading_number(line.substr(uid + 5));
    if (!number) return std::nullopt;
    for (auto& literal : response.literals) {
        if (literal.at > body) return std::pair{*number, std::move(literal.bytes)};
    }
    return std::pair{*number, std::string()};  // BODY[] "" or NIL: an empty message
}

char parse_delimiter(std::string_view line) {
    constexpr std::string_view kFront = "* LIST (";
    if (!equal_ignoring_ascii_case(line.substr(0, kFront.size()), kFront)) return 0;
    const auto close = line.find(") \"");
    if (close == std::string_view::npos || close + 3 >= line.size()) return 0;
    const auto text = line.substr(close + 3);
    const char first = text[0] == '\\' && text.size() > 1 ? text[1] : text[0];
    return first;
}

std::string encode_folder_name(std::string_view name) {
    std::string out;
    std::vector<char16_t> run;
    const auto flush = [&] {
        if (!run.empty()) ((out += '&') += encode_units(run)) += '-';
        run.clear();
    };
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = decode_utf8(name, at);
        if (c >= 0x20 && c <= 0x7E) {
            flush();
            out += static_cast<char>(c);
            if (c == '&') out += '-';
        } else if (c < 0x10000) {
            run.push_back(static_cast<char16_t>(c));
        } else {
            run.push_back(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10U)));
            run.push_back(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FFU)));
        }
    }
    flush();
    return out;
}

std::string quote_imap(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

}  // namespace sawthis::net
