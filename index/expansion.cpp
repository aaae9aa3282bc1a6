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
constexpr std::size_t kSentenceWords = 24;      // the rarest of them
constexpr Xapian::doccount kExamples = 20;      // articles that are learnt from
constexpr Xapian::doccount kNameExamples = 60;  // of what bears a name
constexpr std::size_t kMostNames = 16;
constexpr std::size_t kNameWords = 8;      // longer ones are no names
constexpr std::size_t kLeastExamples = 3;  // of them that a term must stand in,
constexpr std::size_t kLeastShare = 8;     // and one in so many
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

/// Articles of `language` that any of `parts` finds.
Xapian::Query any_of(const std::vector<Xapian::Query>& parts, const std::string& language) {
    const Xapian::Query any(Xapian::Query::OP_OR, parts.begin(), parts.end());
    return {Xapian::Query::OP_FILTER, any, Xapian::Query("XST" + language)};
}

/// Articles that have any of `terms` in their text or title.
std::vector<Xapian::Query> parts_of(const std::set<std::string>& terms) {
    std::vector<Xapian::Query> parts;
    for (const auto& term : terms) {
        parts.emplace_back(term);
        parts.emplace_back(title_term(term));
    }
    return parts;
}

/// The words of names, and the queries that find them side by side in a text.
struct NameQueries {
    std::vector<Xapian::Query> parts;
    std::set<std::string> stems;  // as terms
};

NameQueries queries_of_names(std::span<const std::string> names, const Xapian::Stem& stemmer) {
    NameQueries all;
    for (const auto& name : names) {
        const std::string normal = normal_form(repair_utf8(name));
        std::vector<std::string> words;
        for (const auto& word : find_words(normal)) {
            words.push_back(normal.substr(word.begin, word.end - word.begin));
            all.stems.insert("Z" + stemmer(words.back()));
        }
        if (words.empty() || words.size() > kNameWords || all.parts.size() == kMostNames) continue;
        all.parts.emplace_back(Xapian::Query::OP_PHRASE, words.begin(), words.end(), words.size());
    }
    return all;
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
    Telling(const Xapian::Database& database, const Counts& stems, std::size_t examples,
            const std::set<std::string>& known)
        : database_(database),
          stems_(stems),
          least_(std::max(kLeastExamples, examples / kLeastShare)),
          known_(known) {}

    bool operator()(const std::string& term) const override {
        const auto found = stems_.find(term);
        return found != stems_.end() && found->second >= least_ && !known_.contains(term) &&
               !is_above(kCommonShare, database_.get_termfreq(term), database_);
    }

private:
    const Xapian::Database& database_;
    const Counts& stems_;
    std::size_t least_;
    const std::set<std::string>& known_;
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

/// What the best `examples` articles of a query have in common, without the stems that are `known`.
std::vector<Expansion> learn(const Xapian::Database& database, const Xapian::Query& query,
                             Xapian::doccount examples, const std::set<std::string>& known,
                             std::size_t most, const Xapian::Stem& stemmer) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    const Xapian::MSet found = enquire.get_mset(0, examples);
    const ExampleTerms terms = read_examples(database, found);
    Xapian::RSet relevant;
    for (auto example = found.begin(); example != found.end(); ++example) {
        relevant.add_document(*example);
    }
    const Telling telling(database, terms.stems, found.size(), known);
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

std::vector<Expansion> expand_sentence(const Xapian::Database& database, std::string_view sentence,
                                       std::size_t most, const std::string& language,
                                       const Xapian::Stem& stemmer) {
    const auto wanted = subject_terms(database, sentence, stemmer);
    if (wanted.empty()) return {};
    return learn(database, any_of(parts_of(wanted), language), kExamples, wanted, most, stemmer);
}

std::vector<Expansion> expand_names(const Xapian::Database& database,
                                    std::span<const std::string> names, std::size_t most,
                                    const std::string& language, const Xapian::Stem& stemmer) {
    const auto queries = queries_of_names(names, stemmer);
    if (queries.parts.empty()) return {};
    return learn(database, any_of(queries.parts, language), kNameExamples, queries.stems, most,
                 stemmer);
}

}  // namespace

std::vector<Expansion> expand_subject(const Xapian::Database& database, const Subject& subject,
                                      std::size_t most, const std::string& language) {
    if (most == 0) return {};
    Stemmers stemmers;
    const Xapian::Stem& stemmer = stemmers.of(language);
    return subject.names.empty()
               ? expand_sentence(database, subject.sentence, most, language, stemmer)
               : expand_names(database, subject.names, most, language, stemmer);
}

}  // namespace sawthis::index
