#include "index/word_counts.hpp"

#include <array>
#include <cstdint>

#include "core/text.hpp"
#include "index/article_terms.hpp"
#include "index/normal_form.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kTermBytes = 200;  // Xapian takes terms of at most 245 bytes

/// The terms under which articles have a word in title or text: as it stands, for articles whose
/// language has no stemmer and for words that are never stemmed, and its stem.
std::array<std::string, 4> terms_of(const std::string& word, const Xapian::Stem& stemmer) {
    const std::string stem = stemmer(word);
    return {word, "S" + word, "Z" + stem, "ZS" + stem};
}

/// Counts the documents that have any of some terms, each once.
class DocumentCounter {
public:
    explicit DocumentCounter(const Xapian::Database& database)
        : database_(database), counted_in_(std::size_t{database.get_lastdocid()} + 1) {}

    [[nodiscard]] std::size_t count(std::span<const std::string> terms) {
        ++round_;
        std::size_t documents = 0;
        for (const auto& term : terms) {
            const auto end = database_.postlist_end(term);
            for (auto at = database_.postlist_begin(term); at != end; ++at) {
                if (counted_in_[*at] == round_) continue;
                counted_in_[*at] = round_;
                ++documents;
            }
        }
        return documents;
    }

private:
    const Xapian::Database& database_;
    std::vector<std::uint32_t> counted_in_;  // the last round in which it was, by document
    std::uint32_t round_ = 0;
};

}  // namespace

std::vector<TermCount> count_articles(const Xapian::Database& database,
                                      std::span<const std::string> words,
                                      const std::string& language) {
    Stemmers stemmers;
    const Xapian::Stem& stemmer = stemmers.of(lower_ascii(language));
    DocumentCounter counter(database);
    std::vector<TermCount> counts;
    counts.reserve(words.size());
    for (const auto& word : words) {
        const std::string normal = normal_form(trim(repair_utf8(word)));
        const bool can_be_term = !normal.empty() && normal.size() <= kTermBytes;
        counts.push_back({word, can_be_term ? counter.count(terms_of(normal, stemmer)) : 0});
    }
    return counts;
}

}  // namespace sawthis::index
