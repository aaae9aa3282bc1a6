#include "matcher/pattern_problem.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "matcher/input_place.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::size_t kMostTries = 64;  // occurrences of a part that is wrong at one of them

/// The end of what begins at `at` and holds no parenthesis: an escape, "\Q...\E", a class, else one
/// byte.
std::size_t skip_item(std::string_view text, std::size_t at) {
    if (text[at] == '\\') {
        if (text.substr(at, 2) != "\\Q") return at + 2;
        const auto end = text.find("\\E", at);
        return end == text.npos ? text.size() : end + 2;
    }
    if (text[at] != '[') return at + 1;
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '^') ++end;
    if (end < text.size() && text[end] == ']') ++end;
    while (end < text.size() && text[end] != ']') {
        const auto named_end =
            text.substr(end, 2) == "[:" ? text.find(":]", end + 2) : std::string_view::npos;
        end = named_end != text.npos ? named_end + 2 : end + (text[end] == '\\' ? 2 : 1);
    }
    return end + 1;
}

/// The parenthesis that has no other, as the parser meets it.
std::size_t find_lone_parenthesis(std::string_view text) {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < text.size(); at = skip_item(text, at)) {
        if (text[at] == '(') open.push_back(at);
        if (text[at] != ')') continue;
        if (open.empty()) return at;
        open.pop_back();
    }
    return open.empty() ? 0 : open.back();
}

/// Where the part stands that is wrong: it may stand elsewhere too, and be right there, so it is
/// the first one up to which the expression fails in the same way.
std::size_t find_wrong_part(const re2::RE2& expression) {
    const std::string_view text = expression.pattern();
    const std::string_view part = expression.error_arg();
    std::size_t at = text.find(part);
    const std::size_t first = at == text.npos ? 0 : at;
    for (std::size_t tries = 0; at != text.npos && tries < kMostTries; ++tries) {
        const std::string begin(text.substr(0, at + part.size()));
        const re2::RE2 shorter(begin, expression.options());
        if (shorter.error_code() == expression.error_code()) return at;
        at = text.find(part, at + 1);
    }
    return first;
}

/// What is wrong at one place, and the mend; `part` is what RE2 names. Empty: it is no fault of one
/// place.
std::string describe(re2::RE2::ErrorCode code, std::string_view part) {
    using re2::RE2;
    switch (code) {
        case RE2::ErrorBadEscape:
            return fmt::format("{0} means nothing; write \\{0} for a backslash itself", part);
        case RE2::ErrorBadCharClass:
        case RE2::ErrorBadCharRange:
            if (part.starts_with("[:") || part.starts_with("\\")) {
                return fmt::format("there is no class {}; write one such as [a-z] or \\pL", part);
            }
            return fmt::format("the range {} ends before it begins; turn it round", part);
        case RE2::ErrorMissingBracket:
            return "this [ has no ]; add one, or write \\[ for the sign itself";
        case RE2::ErrorMissingParen:
            return "this ( has no ); add one, or write \\( for the sign itself";
        case RE2::ErrorUnexpectedParen:
            return "this ) has no (; add one, or write \\) for the sign itself";
        case RE2::ErrorTrailingBackslash:
            return "nothing follows the backslash; write \\\\ for the sign itself";
        case RE2::ErrorRepeatArgument:
            return fmt::format(
                "there is nothing for {0} to repeat; write \\{0} for the sign itself", part);
        case RE2::ErrorRepeatSize:
            return fmt::format("{} repeats too often or backwards; 1000 times is the most", part);
        case RE2::ErrorRepeatOp:
            return fmt::format("{} repeats what is repeated already; leave one sign out", part);
        case RE2::ErrorBadPerlOp:
            return fmt::format(
                "{} is not known here; groups are (...), (?:...), (?i:...) or (?P<name>...)", part);
        case RE2::ErrorBadNamedCapture:
            return fmt::format("{} names no group; write (?P<name>...)", part);
        case RE2::ErrorBadUTF8:
            return "this byte is no UTF-8; write the sign in UTF-8";
        case RE2::NoError:
        case RE2::ErrorInternal:
        case RE2::ErrorPatternTooLarge:
            break;
    }
    return {};
}

std::size_t find_place(const re2::RE2& expression) {
    using re2::RE2;
    const std::string& text = expression.pattern();
    const auto code = expression.error_code();
    if (code == RE2::ErrorMissingParen || code == RE2::ErrorUnexpectedParen) {
        return find_lone_parenthesis(text);
    }
    if (code == RE2::ErrorBadUTF8) {
        const std::string sound = repair_utf8(text);
        return static_cast<std::size_t>(std::ranges::mismatch(text, sound).in1 - text.begin());
    }
    return code == RE2::ErrorTrailingBackslash ? text.size() - 1 : find_wrong_part(expression);
}

}  // namespace

std::string problem_of(const re2::RE2& expression) {
    constexpr std::size_t kLongestPart = 40;
    const auto code = expression.error_code();
    if (code == re2::RE2::ErrorPatternTooLarge) {
        return "it asks for too much; make it shorter, or repeat less often";
    }
    const auto part = shorten(one_line(expression.error_arg()), kLongestPart);
    const auto what = describe(code, part);
    if (what.empty()) return expression.error();
    return fmt::format("{}: {}", place_in(expression.pattern(), find_place(expression)), what);
}

}  // namespace sawthis::matcher
