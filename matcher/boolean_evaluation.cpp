#include "matcher/boolean_evaluation.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "matcher/site.hpp"

namespace sawthis::matcher {

namespace {

using Kind = QueryNode::Kind;

/// Words that one phrase is compared with around one place: sixty-four times "a" NEAR each other,
/// in a text of "a"s, would be tried in more ways than there is time for.
constexpr std::size_t kMaxSteps = 10'000;

class Evaluation {
public:
    Evaluation(const QueryArticle& article, Stemmer& stemmer, std::vector<Evidence>& evidence)
        : article_(article), stemmer_(stemmer), evidence_(evidence) {}

    bool holds(const QueryNode& node);

private:
    bool all_hold(const QueryNode& node);
    std::size_t count_holding(const QueryNode& node);
    bool is_said(const QueryNode& node);
    bool is_said_in(const QueryNode& node, QueryField field);
    bool find_words(const QueryNode& node, QueryField field);
    bool find_together(const QueryNode& node, QueryField field);
    [[nodiscard]] bool filter_holds(const QueryNode& node) const;
    void note(QueryField field, const QueryWord& word);

    const QueryArticle& article_;
    Stemmer& stemmer_;
    std::vector<Evidence>& evidence_;
};

void Evaluation::note(QueryField field, const QueryWord& word) {
    if (field == QueryField::title) evidence_.push_back({ArticlePart::title, word.span});
    if (field == QueryField::text) evidence_.push_back({ArticlePart::text, word.span});
}

bool Evaluation::find_words(const QueryNode& node, QueryField field) {
    const bool prefix = node.kind == Kind::prefix;
    const std::string wanted = prefix ? node.words[0] : stemmer_.stem(node.words[0]);
    bool found = false;
    for (const auto& word : article_.words(field)) {
        if (prefix ? !word.normal.starts_with(wanted) : word.stem != wanted) continue;
        note(field, word);
        found = true;
    }
    return found;
}

/// Words of one phrase, one for each wanted, no two at one place.
class PhraseFinder {
public:
    PhraseFinder(const QueryNode& node, const std::vector<QueryWord>& words)
        : node_(node), words_(words), chosen_(node.words.size()) {}

    /// Whether there is one whose first wanted word stands at `at`: the first that is found.
    bool find_at(std::size_t at) {
        if (words_[at].normal != node_.words[0]) return false;
        chosen_[0] = at;
        steps_ = 0;
        return choose(1);
    }
    [[nodiscard]] const std::vector<std::size_t>& chosen() const { return chosen_; }

private:
    bool choose(std::size_t next) {
        if (next == chosen_.size()) return true;
        const auto [low, high] = std::minmax_element(chosen_.begin(), chosen_.begin() + at(next));
        const bool ordered = node_.kind == Kind::ordered;
        const std::size_t reach = node_.window - 1;
        const std::size_t begin = ordered ? chosen_[next - 1] + 1 : *high - std::min(*high, reach);
        const std::size_t end = std::min(*low + reach + 1, words_.size());
        for (std::size_t i = begin; i < end && ++steps_ <= kMaxSteps; ++i) {
            if (words_[i].normal != node_.words[next]) continue;
            if (std::find(chosen_.begin(), chosen_.begin() + at(next), i) !=
                chosen_.begin() + at(next)) {
                continue;
            }
            chosen_[next] = i;
            if (choose(next + 1)) return true;
        }
        return false;
    }
    static std::ptrdiff_t at(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }

    const QueryNode& node_;
    const std::vector<QueryWord>& words_;
    std::vector<std::size_t> chosen_;
    std::size_t steps_ = 0;
};

bool Evaluation::find_together(const QueryNode& node, QueryField field) {
    const auto& words = article_.words(field);
    PhraseFinder finder(node, words);
    bool found = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!finder.find_at(i)) continue;
        for (const std::size_t place : finder.chosen()) note(field, words[place]);
        found = true;
    }
    return found;
}

bool Evaluation::is_said_in(const QueryNode& node, QueryField field) {
    const bool together = node.kind == Kind::ordered || node.kind == Kind::near;
    return together ? find_together(node, field) : find_words(node, field);
}

bool Evaluation::is_said(const QueryNode& node) {
    if (node.field != QueryField::any) return is_said_in(node, node.field);
    const bool in_title = is_said_in(node, QueryField::title);
    return is_said_in(node, QueryField::text) || in_title;
}

bool Evaluation::filter_holds(const QueryNode& node) const {
    const Article& article = article_.article;
    switch (node.kind) {
        case Kind::language:
            return lower_ascii(article.language) == node.value;
        case Kind::publisher:
            return squeeze_space(fold_case(article.publisher)) == node.value;
        case Kind::url:
            return lower_ascii(article.url).find(node.value) != std::string::npos;
        case Kind::site:
            return is_of_site(article.url, node.value);
        case Kind::period:
            return appeared(article) >= node.period.first && appeared(article) <= node.period.last;
        case Kind::nothing:
        case Kind::word:
        case Kind::prefix:
        case Kind::ordered:
        case Kind::near:
        case Kind::all_of:
        case Kind::any_of:
        case Kind::one_of:
        case Kind::none_of:
            break;
    }
    return false;
}

std::size_t Evaluation::count_holding(const QueryNode& node) {
    return static_cast<std::size_t>(
        std::ranges::count_if(node.children, [&](const QueryNode& child) { return holds(child); }));
}

bool Evaluation::all_hold(const QueryNode& node) {
    return std::ranges::all_of(node.children, [&](const QueryNode& child) { return holds(child); });
}

bool Evaluation::holds(const QueryNode& node) {
    const std::size_t before = evidence_.size();
    bool held = false;
    switch (node.kind) {
        case Kind::nothing:
            break;
        case Kind::word:
        case Kind::prefix:
        case Kind::ordered:
        case Kind::near:
            held = is_said(node);
            break;
        case Kind::all_of:
            held = all_hold(node);
            break;
        case Kind::any_of:
            held = count_holding(node) > 0;
            break;
        case Kind::one_of:
            held = count_holding(node) % 2 == 1;
            break;
        case Kind::none_of:
            held = !holds(node.children[0]);
            evidence_.resize(before);
            break;
        case Kind::language:
        case Kind::publisher:
        case Kind::url:
        case Kind::site:
        case Kind::period:
            held = filter_holds(node);
            break;
    }
    if (!held) evidence_.resize(before);
    return held;
}

}  // namespace

bool evaluate(const QueryNode& query, const QueryArticle& article, Stemmer& stemmer,
              std::vector<Evidence>& evidence) {
    return Evaluation(article, stemmer, evidence).holds(query);
}

}  // namespace sawthis::matcher
