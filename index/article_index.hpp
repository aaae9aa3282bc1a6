#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/result.hpp"
#include "core/text.hpp"

namespace sawthis::index {

/// What to look for. The query has Xapian's syntax: words (all of them are wanted), AND, OR, NOT,
/// XOR, NEAR/n, ADJ/n, parentheses, +wanted, -unwanted, "a phrase", begin* of a word; fields title:
/// text: author: source: (words of the publisher), publisher:"Whole Name", lang:en, and date: with
/// a day, month or year in UTC, or a range of them that may be open (date:2026-11-01..2026-11-05,
/// date:2026-11..). Case and accents do not matter, and neither do endings, in the language of
/// each article, outside of phrases.
struct SearchRequest {
    std::string query;
    std::size_t first = 0;      // at most 100,000
    std::size_t most = 10;      // at most 1,000
    bool newest_first = false;  // else by relevance
};

struct SearchHit {
    ArticleId article;
    double weight = 0;
    std::string snippet;      // of the text, plain
    std::vector<Span> marks;  // the matched words in it
    bool operator==(const SearchHit&) const = default;
};

struct SearchResult {
    std::vector<SearchHit> hits;
    std::size_t estimate = 0;  // of all matches; exact up to about 1,000
    std::string corrected;     // nothing was found, but would be for this, with a spelling mended
};

/// In how many articles a word stands.
struct TermCount {
    std::string word;  // as it was asked for
    std::size_t articles = 0;
    bool operator==(const TermCount&) const = default;
};

/// What articles may be about: where there are no names, a sentence says it. Of names, the first 16
/// count, each found word by word in a text.
struct Subject {
    std::string sentence;
    std::vector<std::string> names;
};

/// A word that articles about something have more often than others.
struct Expansion {
    std::string word;   // in lower case, without accents, in its most usual form
    double weight = 0;  // of its relation, 1 for the nearest word, above 0
    bool operator==(const Expansion&) const = default;
};

/// Full text of all articles, in Xapian databases that are written side by side. One writer at a
/// time; a search opens its own reader. It follows the store: each batch is committed together with
/// the position reached in the store's log of changes, so after a crash it goes on exactly there,
/// and deleting it costs only time.
class ArticleIndex {
public:
    enum class Mode { read_only, read_write };

    /// Error conflict: another process writes it; storage: damaged or of another version (rebuild
    /// it). A read-only index that is not there yet answers every search with nothing.
    [[nodiscard]] static Result<ArticleIndex> open(const std::filesystem::path& folder, Mode mode);

    /// The store's change number up to which all articles are in; 0 at first.
    [[nodiscard]] std::int64_t position() const;
    [[nodiscard]] Result<std::size_t> article_count() const;

    /// Adds or replaces articles (by id) and notes `position`, in one commit of each database; a
    /// batch of a few thousand is best. After an error or a crash part of the batch may be in, but
    /// the position is what it was, and putting it again is all the mend there is.
    [[nodiscard]] Result<void> put(std::span<const Article> articles, std::int64_t position);

    /// Error bad_input: the query does not parse or is too long or complex; the detail is a
    /// sentence for people. Reads what was committed last; any thread may search at any time.
    [[nodiscard]] Result<SearchResult> search(const SearchRequest& request) const;

    /// In how many articles each word stands, be it in title or text, with whatever ending
    /// `language` (as Article::language) gives it; in their order. Takes time linear in the counts.
    [[nodiscard]] Result<std::vector<TermCount>> document_frequencies(
        std::span<const std::string> words, const std::string& language = "en") const;

    /// Of each subject, in their order, at most `most` (and 200) words that the articles nearest to
    /// it have in common and others have not, the nearest first; none of its own. Learnt from
    /// articles of `language`; nothing if none has a word of the sentence, or a fifth of them all
    /// its words. Takes a few milliseconds for each; opens the index once.
    [[nodiscard]] Result<std::vector<std::vector<Expansion>>> expand(
        std::span<const Subject> subjects, std::size_t most,
        const std::string& language = "en") const;

    ArticleIndex(ArticleIndex&&) noexcept;
    ArticleIndex& operator=(ArticleIndex&&) noexcept;
    ~ArticleIndex();

private:
    struct Impl;
    explicit ArticleIndex(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::index
