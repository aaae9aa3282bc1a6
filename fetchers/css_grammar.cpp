#include "fetchers/css_grammar.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kLongest = 2'000;
constexpr std::size_t kMostCompounds = 64;

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Recursive descent over at most 2,000 bytes; the first fault ends it.
class SelectorParser {
public:
    explicit SelectorParser(std::string_view text) : text_(text) {}

    Result<std::vector<ComplexSelector>> run() {
        std::vector<ComplexSelector> all;
        do {
            all.push_back(parse_complex());
        } while (error_.empty() && take(','));
        if (error_.empty() && at_ < text_.size())
            error(fmt::format("'{}' is not understood", text_.substr(at_, 1)));
        if (!error_.empty()) return fail(ErrorCode::bad_input, error_);
        return all;
    }

private:
    void error(std::string what) {
        if (error_.empty()) error_ = fmt::format("selector, at {}: {}", at_ + 1, what);
    }
    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        if (peek() != c) return false;
        ++at_;
        return true;
    }
    bool skip_blanks() {
        const std::size_t from = at_;
        while (is_blank(peek())) ++at_;
        return at_ > from;
    }

    std::string parse_name() {
        std::string name;
        while (is_name_byte(peek()) || peek() == '\\') {
            if (take('\\') && at_ == text_.size()) break;
            name += text_[at_++];
        }
        if (name.empty()) error("a name is missing");
        return name;
    }

    ComplexSelector parse_complex() {
        ComplexSelector complex;
        skip_blanks();
        complex.push_back(parse_compound());
        while (error_.empty()) {
            const bool blank = skip_blanks();
            Combinator combinator = blank ? Combinator::descendant : Combinator::none;
            if (take('>')) combinator = Combinator::child;
            if (take('+')) combinator = Combinator::next;
            if (take('~')) combinator = Combinator::later;
            if (peek() == '\0' && combinator != Combinator::descendant &&
                combinator != Combinator::none) {
                error("something is missing after the combinator");
            }
            if (combinator == Combinator::none || peek() == ',' || peek() == '\0') break;
            skip_blanks();
            complex.push_back(parse_compound());
            complex.back().combinator = combinator;
            if (complex.size() > kMostCompounds) error("too many parts");
        }
        return complex;
    }

    CompoundSelector parse_compound() {
        CompoundSelector compound;
        if (take('*')) {
            compound.simples.push_back({SelectorTest::type, "*", {}});
        } else if (is_name_byte(peek())) {
            compound.simples.push_back({SelectorTest::type, lower_ascii(parse_name()), {}});
        }
        while (error_.empty() && parse_simple(compound, false)) {
        }
        if (compound.simples.empty()) error("an element, .class, #id or [attribute] is missing");
        return compound;
    }

    bool parse_simple(CompoundSelector& compound, bool negated) {
        SimpleSelector simple;
        if (take('#')) {
            simple = {SelectorTest::id, {}, parse_name()};
        } else if (take('.')) {
            simple = {SelectorTest::css_class, {}, parse_name()};
        } else if (take('[')) {
            simple = parse_attribute();
        } else if (peek() == ':' && !negated) {
            parse_pseudo(compound);
            return true;
        } else {
            return false;
        }
        simple.negated = negated;
        compound.simples.push_back(std::move(simple));
        return true;
    }

    SimpleSelector parse_attribute() {
        SimpleSelector simple{SelectorTest::present, {}, {}};
        skip_blanks();
        simple.name = lower_ascii(parse_name());
        skip_blanks();
        if (take(']')) return simple;
        constexpr std::pair<char, SelectorTest> kTests[] = {{'~', SelectorTest::word},
                                                            {'|', SelectorTest::dash},
                                                            {'^', SelectorTest::prefix},
                                                            {'$', SelectorTest::suffix},
                                                            {'*', SelectorTest::part}};
        simple.test = SelectorTest::equals;
        for (const auto& [sign, test] : kTests) {
            if (take(sign)) {
                simple.test = test;
                break;
            }
        }
        if (!take('=')) error("'=' or ']' is missing");
        skip_blanks();
        simple.value = parse_value();
        skip_blanks();
        simple.ignore_case = take('i') || take('I');
        skip_blanks();
        if (!take(']')) error("']' is missing");
        return simple;
    }

    std::string parse_value() {
        const char quote = peek();
        if (quote != '"' && quote != '\'') return parse_name();
        const auto end = text_.find(quote, at_ + 1);
        if (end == std::string_view::npos) {
            error("the quotation mark is not closed");
            return {};
        }
        const std::string value(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return value;
    }

    void parse_pseudo(CompoundSelector& compound) {
        const std::size_t start = at_++;
        if (peek() == ':') return error("pseudo elements are not supported");
        const auto name = lower_ascii(parse_name());
        if (name == "first-child") {
            compound.simples.push_back({SelectorTest::nth, {}, {}, 1});
        } else if (name == "last-child") {
            compound.simples.push_back({SelectorTest::last, {}, {}});
        } else if (name == "nth-child" && take('(')) {
            compound.simples.push_back({SelectorTest::nth, {}, {}, parse_number()});
            if (!take(')')) error("only a number can stand in :nth-child()");
        } else if (name == "not" && take('(')) {
            parse_negated(compound);
        } else {
            at_ = start;
            error(":" + name + " is not supported");
        }
    }

    std::size_t parse_number() {
        skip_blanks();
        std::size_t number = 0;
        const auto rest = text_.substr(at_);
        const auto [end, status] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (status != std::errc{} || number == 0) error("a number from 1 on is missing");
        at_ += static_cast<std::size_t>(end - rest.data());
        skip_blanks();
        return number;
    }

    void parse_negated(CompoundSelector& compound) {
        skip_blanks();
        if (is_name_byte(peek())) {
            compound.simples.push_back(
                {SelectorTest::type, lower_ascii(parse_name()), {}, 0, false, true});
        } else if (!parse_simple(compound, true)) {
            error("an element, .class, #id or [attribute] is missing");
        }
        skip_blanks();
        if (!take(')')) error("one condition and ')' are missing");
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string error_;
};

}  // namespace

Result<std::vector<ComplexSelector>> parse_selector(std::string_view selector) {
    if (selector.size() > kLongest) {
        return fail(ErrorCode::bad_input,
                    fmt::format("selector, at {}: longer than that is not read", kLongest));
    }
    return SelectorParser(selector).run();
}

}  // namespace sawthis::fetchers
