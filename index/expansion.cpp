#include "index/expansion.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "core/text.hpp"
#include "index/article_terms.hpp"
#include "index/normal_form.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kSentenceBytes = 2'000;
constexpr std::size_t kSentenceWords = 24;  // the rarest of them
constexpr Xapian::doccount kExamples = 20;  // articles that are learnt from
constexpr std::size_t kLeastExamples = 3;   // of them that a term must stand in
constexpr std::size_t kMostExpansions = 200;
constexpr std::size_t kLeastLetters = 3;  // of a stem; shorter ones say nothing alone
constexpr double kUsualShare = 0.2;       // of the articles: what more have is nothing to look for
constexpr double kCommonShare = 0.05;     // and what more have, nothing to be learnt
constexpr std::size_t kStemBegin = 3;     // bytes that a word and its stem have in common

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/// Whether the term is a stem of a text, without a field: "Z" and a word.
bool is_stem(std::string_view term) {
    return term.size() > kLeastLetters && term[0] == 'Z' && is_lower(term[1]);
}

bool is_above(double share, Xapian::doccount articles, const Xapian::Database& database) {
    return articles > kExamples && articles > share * database.get_doccount();
}

/// The term that says of a title what `term` says of a text.
std::string title_term(std::string term) {
    return term.insert(1, "S");
}

/// The stems (as terms of texts) of the words of `sentence` that may say what it is about.
std::set<std::string> subject_terms(const Xapian::Database& database, std::string_view sentence,
                                    const Xapian::Stem& stemmer) {
    const std::string normal = normal_form(repair_utf8(sentence.substr(0, kSentenceBytes)));
    std::set<std::pair<Xapian::doccount, std::string>> by_frequency;
    for (const auto& word : find_words(normal)) {
        const auto term = "Z" + stemmer(normal.substr(word.begin, word.end - word.begin));
        const auto articles =
            std::max(database.get_termfreq(term), database.get_termfreq(title_term(term)));
        if (articles > 0) by_frequency.emplace(articles, term);
    }
    std::set<std::string> terms;
    for (const auto& [articles, term] : by_frequency) {
        if (terms.size() == kSentenceWords) break;
        if (is_above(kUsualShare, articles, database)) break;
        terms.insert(term);
    }
    return terms;
}

/// Articles of `language` that have any of `terms` in their text or title.
Xapian::Query query_of(const std::set<std::string>& terms, const std::string& language) {
    std::vector<Xapian::Query> parts;
    for (const auto& term : terms) {
        parts.emplace_back(term);
        parts.emplace_back(title_term(term));
    }
    const Xapian::Query any(Xapian::Query::OP_OR, parts.begin(), parts.end());
    return {Xapian::Query::OP_FILTER, any, Xapian::Query("XST" + language)};
}

using Counts = std::unordered_map<std::string, std::size_t>;

/// In how many of the examples each word and each stem of their texts stands.
struct ExampleTerms {
    Counts words;
    Counts stems;
};

ExampleTerms read_examples(const Xapian::Database& database, const Xapian::MSet& examples) {
    ExampleTerms terms;
    for (auto example = examples.begin(); example != examples.end(); ++example) {
        const auto end = database.termlist_end(*example);
        for (auto at = database.termlist_begin(*example); at != end; ++at) {
            const std::string term = *at;
            if (is_lower(term[0])) ++terms.words[term];
            if (is_stem(term)) ++terms.stems[term];
        }
    }
    return terms;
}

/// Lets pass what stands in some of the examples and in few articles altogether.
class Telling final : public Xapian::ExpandDecider {
public:
    Telling(const Xapian::Database& database, const Counts& stems)
        : database_(database), stems_(stems) {}

    bool operator()(const std::string& term) const override {
        const auto found = stems_.find(term);
        return found != stems_.end() && found->second >= kLeastExamples &&
               !is_above(kCommonShare, database_.get_termfreq(term), database_);
    }

private:
    const Xapian::Database& database_;
    const Counts& stems_;
};

/// The word with this stem that most examples have, then the shortest, then the first; the stem if
/// none is near.
std::string readable(std::string_view stem, const Counts& words, const Xapian::Stem& stemmer) {
    const auto begin = stem.substr(0, kStemBegin);
    const auto rank = [](std::size_t examples, const std::string& word) {
        return std::tuple(~examples, word.size(), word);
    };
    std::pair<std::size_t, std::string> best{0, stem};
    for (const auto& [word, examples] : words) {
        if (examples < best.first || !word.starts_with(begin) || stemmer(word) != stem) continue;
        const bool better = rank(examples, word) < rank(best.first, best.second);
        if (better) best = {examples, word};
    }
    return best.second;
}

}  // namespace

std::vector<Expansion> expand_sentence(const Xapian::Database& database, std::string_view sentence,
                                       std::size_t most, const std::string& language) {
    Stemmers stemmers;
    const Xapian::Stem& stemmer = stemmers.of(language);
    const auto wanted = subject_terms(database, sentence, stemmer);
    if (wanted.empty() || most == 0) return {};
    Xapian::Enquire enquire(database);
    enquire.set_query(query_of(wanted, language));
    const Xapian::MSet examples = enquire.get_mset(0, kExamples);
    const ExampleTerms terms = read_examples(database, examples);

    Xapian::RSet relevant;
    for (auto example = examples.begin(); example != examples.end(); ++example) {
        relevant.add_document(*example);
    }
    const Telling telling(database, terms.stems);
    enquire.set_expansion_scheme("bo1");
    const auto learnt = enquire.get_eset(
        static_cast<Xapian::termcount>(std::min(most, kMostExpansions)), relevant, &telling);
    std::vector<Expansion> expansions;
    for (auto at = learnt.begin(); at != learnt.end(); ++at) {
        const double weight = at.get_weight() / learnt.begin().get_weight();
        expansions.push_back({readable((*at).substr(1), terms.words, stemmer), weight});
    }
    return expansions;
}

}  // namespace sawthis::index
