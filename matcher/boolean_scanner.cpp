#include "matcher/boolean_scanner.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "matcher/input_place.hpp"
#include "matcher/replace_all.hpp"

namespace sawthis::matcher {

namespace {

std::string straighten_quotes(std::string text) {
    for (const std::string_view quote : {"“", "”", "„", "«", "»", "＂"}) {
        text = replace_all(text, quote, "\"");
    }
    return text;
}

}  // namespace

QueryScanner::QueryScanner(std::string_view text) : text_(straighten_quotes(std::string(text))) {}

bool QueryScanner::is_blank_at(std::size_t at) const {
    if (at >= text_.size()) return true;
    const char c = text_[at];
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool QueryScanner::at_end() {
    while (at_ < text_.size() && is_blank_at(at_)) ++at_;
    return at_ >= text_.size();
}

std::string_view QueryScanner::peek_piece() {
    if (at_end()) return {};
    const auto end = std::min(text_.find_first_of(" \t\n\v\f\r()\"", at_), text_.size());
    return std::string_view(text_).substr(at_, end - at_);
}

std::string_view QueryScanner::peek_operator() {
    constexpr std::array<std::string_view, 6> kOperators{"AND", "OR", "NOT", "XOR", "NEAR", "ADJ"};
    const auto piece = peek_piece();
    const auto slash = std::min(piece.find('/'), piece.size());
    const auto name = piece.substr(0, slash);
    if (std::ranges::count(kOperators, name) == 0) return {};
    if (slash == piece.size()) return name;
    const auto digits = piece.substr(slash + 1);
    const bool number = !digits.empty() && digits.find_first_not_of("0123456789") == digits.npos;
    return number && (name == "NEAR" || name == "ADJ") ? name : std::string_view{};
}

bool QueryScanner::take_operator(std::string_view name) {
    if (peek_operator() != name) return false;
    at_ += peek_piece().size();
    return true;
}

bool QueryScanner::ends_list() {
    if (at_end() || text_[at_] == ')') return true;
    const auto name = peek_operator();
    return name == "AND" || name == "OR" || name == "XOR" || name == "NOT";
}

char QueryScanner::take_sign() {
    if (at_end()) return 0;
    const char sign = text_[at_];
    if (sign != '+' && sign != '-') return 0;
    if (is_blank_at(at_ + 1) || text_[at_ + 1] == sign) return 0;
    ++at_;
    return sign;
}

Result<std::string_view> QueryScanner::take_quoted() {
    const auto close = text_.find('"', at_ + 1);
    if (close == std::string::npos) return wrong(at_, "this quote has no end; add another");
    const auto quoted = std::string_view(text_).substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    return quoted;
}

tl::unexpected<Error> QueryScanner::wrong(std::size_t at, std::string_view what) const {
    return fail(ErrorCode::bad_input, place_in(text_, at) + ": " + std::string(what));
}

}  // namespace sawthis::matcher
