#include "fetchers/css_selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

enum class Test {
    type,
    id,
    css_class,
    present,
    equals,
    word,
    dash,
    prefix,
    suffix,
    part,
    nth,
    last
};

/// One condition on an element.
struct Simple {
    Test test = Test::type;
    std::string name;  // element or attribute
    std::string value;
    std::size_t nth = 0;
    bool ignore_case = false;
    bool negated = false;
};

enum class Joint { none, descendant, child, next, later };

/// Conditions that one element meets together, and how it stands to the compound before it.
struct Compound {
    Joint joint = Joint::none;
    std::vector<Simple> simples;
};

using Complex = std::vector<Compound>;

constexpr std::size_t kLongest = 2'000;
constexpr std::size_t kMostCompounds = 64;

}  // namespace

struct CssSelector::Impl {
    std::vector<Complex> alternatives;
};

namespace {

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

    Result<std::vector<Complex>> run() {
        std::vector<Complex> all;
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

    Complex parse_complex() {
        Complex complex;
        skip_blanks();
        complex.push_back(parse_compound());
        while (error_.empty()) {
            const bool blank = skip_blanks();
            Joint joint = blank ? Joint::descendant : Joint::none;
            if (take('>')) joint = Joint::child;
            if (take('+')) joint = Joint::next;
            if (take('~')) joint = Joint::later;
            if (peek() == '\0' && joint != Joint::descendant && joint != Joint::none) {
                error("something is missing after the combinator");
            }
            if (joint == Joint::none || peek() == ',' || peek() == '\0') break;
            skip_blanks();
            complex.push_back(parse_compound());
            complex.back().joint = joint;
            if (complex.size() > kMostCompounds) error("too many parts");
        }
        return complex;
    }

    Compound parse_compound() {
        Compound compound;
        if (take('*')) {
            compound.simples.push_back({Test::type, "*", {}});
        } else if (is_name_byte(peek())) {
            compound.simples.push_back({Test::type, lower_ascii(parse_name()), {}});
        }
        while (error_.empty() && parse_simple(compound, false)) {
        }
        if (compound.simples.empty()) error("an element, .class, #id or [attribute] is missing");
        return compound;
    }

    bool parse_simple(Compound& compound, bool negated) {
        Simple simple;
        if (take('#')) {
            simple = {Test::id, {}, parse_name()};
        } else if (take('.')) {
            simple = {Test::css_class, {}, parse_name()};
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

    Simple parse_attribute() {
        Simple simple{Test::present, {}, {}};
        skip_blanks();
        simple.name = lower_ascii(parse_name());
        skip_blanks();
        if (take(']')) return simple;
        constexpr std::pair<char, Test> kTests[] = {{'~', Test::word},
                                                    {'|', Test::dash},
                                                    {'^', Test::prefix},
                                                    {'$', Test::suffix},
                                                    {'*', Test::part}};
        simple.test = Test::equals;
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

    void parse_pseudo(Compound& compound) {
        const std::size_t start = at_++;
        if (peek() == ':') return error("pseudo elements are not supported");
        const auto name = lower_ascii(parse_name());
        if (name == "first-child") {
            compound.simples.push_back({Test::nth, {}, {}, 1});
        } else if (name == "last-child") {
            compound.simples.push_back({Test::last, {}, {}});
        } else if (name == "nth-child" && take('(')) {
            compound.simples.push_back({Test::nth, {}, {}, parse_number()});
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

    void parse_negated(Compound& compound) {
        skip_blanks();
        if (is_name_byte(peek())) {
            compound.simples.push_back({Test::type, lower_ascii(parse_name()), {}, 0, false, true});
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

bool has_word(std::string_view text, std::string_view word) {
    while (!text.empty()) {
        const auto end = text.find_first_of(" \t\n\r\f");
        if (text.substr(0, end) == word) return true;
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end + 1);
    }
    return false;
}

bool value_passes(const Simple& simple, std::string_view value) {
    const std::string_view want = simple.value;
    switch (simple.test) {
        case Test::equals:
        case Test::id:
            return value == want;
        case Test::word:
        case Test::css_class:
            return !want.empty() && has_word(value, want);
        case Test::dash:
            return value == want || (value.size() > want.size() && value.starts_with(want) &&
                                     value[want.size()] == '-');
        case Test::prefix:
            return !want.empty() && value.starts_with(want);
        case Test::suffix:
            return !want.empty() && value.ends_with(want);
        case Test::part:
            return !want.empty() && value.find(want) != std::string_view::npos;
        case Test::type:
        case Test::present:
        case Test::nth:
        case Test::last:
            break;
    }
    return true;
}

/// Where each element stands among the element children of its parent.
struct Places {
    explicit Places(const HtmlTree& tree)
        : nth(tree.size()), previous(tree.size(), kNoNode), last(tree.size()) {
        for (NodeId parent = 0; parent < tree.size(); ++parent) {
            if (tree.is_text(parent)) continue;
            NodeId before = kNoNode;
            std::size_t count = 0;
            for (NodeId child = tree.first_child(parent); child != kNoNode;
                 child = tree.next_sibling(child)) {
                if (tree.is_text(child)) continue;
                nth[child] = ++count;
                previous[child] = before;
                before = child;
            }
            if (before != kNoNode) last[before] = true;
        }
        if (tree.size() > 0) nth[0] = 1;
    }
    std::vector<std::size_t> nth;
    std::vector<NodeId> previous;
    std::vector<bool> last;
};

bool passes(const HtmlTree& tree, const Places& places, NodeId id, const Simple& simple) {
    bool met = false;
    switch (simple.test) {
        case Test::type:
            met = simple.name == "*" || tree[id].text == simple.name;
            break;
        case Test::nth:
            met = places.nth[id] == simple.nth;
            break;
        case Test::last:
            met = places.last[id];
            break;
        case Test::id:
            met = value_passes(simple, tree.attribute(id, "id"));
            break;
        case Test::css_class:
            met = value_passes(simple, tree.attribute(id, "class"));
            break;
        case Test::present:
            met = tree.has_attribute(id, simple.name);
            break;
        case Test::equals:
        case Test::word:
        case Test::dash:
        case Test::prefix:
        case Test::suffix:
        case Test::part:
            if (!tree.has_attribute(id, simple.name)) break;
            if (simple.ignore_case) {
                Simple folded = simple;
                folded.value = lower_ascii(simple.value);
                met = value_passes(folded, lower_ascii(tree.attribute(id, simple.name)));
            } else {
                met = value_passes(simple, tree.attribute(id, simple.name));
            }
            break;
    }
    return met != simple.negated;
}

/// What a compound may follow: one pass left to right marks every element whose place in the tree
/// fits the compounds before it. Parents and earlier siblings have smaller ids, so their marks are
/// there when they are asked for, and nothing is tried twice.
std::vector<bool> advance(const HtmlTree& tree, const Places& places, const Compound& compound,
                          const std::vector<bool>& before) {
    std::vector<bool> marked(tree.size());
    std::vector<bool> reached(tree.size());  // an ancestor, or an earlier sibling, is in `before`
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree.is_text(id)) continue;
        const NodeId parent = tree[id].parent;
        const NodeId sibling = places.previous[id];
        bool fits = false;
        switch (compound.joint) {
            case Joint::none:
                fits = true;
                break;
            case Joint::descendant:
                reached[id] = parent != kNoNode && (reached[parent] || before[parent]);
                fits = reached[id];
                break;
            case Joint::child:
                fits = parent != kNoNode && before[parent];
                break;
            case Joint::next:
                fits = sibling != kNoNode && before[sibling];
                break;
            case Joint::later:
                reached[id] = sibling != kNoNode && (reached[sibling] || before[sibling]);
                fits = reached[id];
                break;
        }
        marked[id] = fits && std::all_of(compound.simples.begin(), compound.simples.end(),
                                         [&](const Simple& simple) {
                                             return passes(tree, places, id, simple);
                                         });
    }
    return marked;
}

}  // namespace

CssSelector::CssSelector(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
CssSelector::CssSelector(CssSelector&&) noexcept = default;
CssSelector& CssSelector::operator=(CssSelector&&) noexcept = default;
CssSelector::~CssSelector() = default;

Result<CssSelector> CssSelector::compile(std::string_view selector) {
    if (selector.size() > kLongest) {
        return fail(ErrorCode::bad_input,
                    fmt::format("selector, at {}: longer than that is not read", kLongest));
    }
    auto parsed = SelectorParser(selector).run();
    if (!parsed) return tl::unexpected(parsed.error());
    return CssSelector(std::make_unique<const Impl>(Impl{std::move(*parsed)}));
}

std::vector<NodeId> CssSelector::find(const HtmlTree& tree) const {
    const Places places(tree);
    std::vector<bool> picked(tree.size());
    for (const auto& complex : impl_->alternatives) {
        std::vector<bool> marked;
        for (const auto& compound : complex) marked = advance(tree, places, compound, marked);
        for (NodeId id = 0; id < tree.size(); ++id) picked[id] = picked[id] || marked[id];
    }
    std::vector<NodeId> found;
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (picked[id]) found.push_back(id);
    }
    return found;
}

}  // namespace sawthis::fetchers
