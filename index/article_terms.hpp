#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "index/normal_form.hpp"

/// The layout of the article index: what an article looks like as a Xapian document. A change here
/// needs a new kSchemaVersion; an index of another version is refused and rebuilt from the store.
///
/// Terms (all texts in normal_form(); "Z" before the prefix: the stem, without positions)
///
///     Q<id>         the article, unique
///     S<word>       title                         title:
///     <word>        text                          text:     (words without a field: title or text)
///     A<word>       author                        author:
///     P<word>       publisher                     source:
///     XPUB<name>    publisher, whole name         publisher:
///     L<tag>        language, "en"                lang:
///     XST<tag>      language whose stemmer made the stems, "none" if there is none
///
/// Slots: kAppearedSlot holds appeared() as sortable_serialise(Unix seconds)      date:
/// Data: "<id> <stemmer>\n<text>", the text being the first kDataBytes, for snippets.
/// Spelling: the words of titles. Metadata: "schema", "position".
namespace sawthis::index {

inline constexpr std::string_view kSchemaVersion = "1";
inline constexpr Xapian::valueno kAppearedSlot = 0;
inline constexpr std::size_t kTextBytes = 1024UL * 1024;  // longer texts are indexed up to here
inline constexpr std::size_t kDataBytes = 16UL * 1024;

/// The term of a publisher's whole name.
[[nodiscard]] std::string publisher_term(std::string_view publisher);

[[nodiscard]] std::string article_term(ArticleId article);

/// Stemmers by language, each made once. Not thread safe.
class Stemmers {
public:
    /// One that leaves words alone if the language has none.
    [[nodiscard]] const Xapian::Stem& of(const std::string& language);

    /// The language itself, or "none".
    [[nodiscard]] std::string name_of(const std::string& language);

private:
    std::map<std::string, Xapian::Stem> stemmers_;
};

/// Makes documents of articles; one for each writer, as it keeps its engines warm.
class DocumentMaker {
public:
    DocumentMaker();

    [[nodiscard]] Xapian::Document make(const Article& article);

    /// The words of the last article's title, for the spelling dictionary.
    [[nodiscard]] const std::vector<std::string>& title_words() const { return title_words_; }

private:
    Stemmers stemmers_;
    Xapian::TermGenerator generator_;
    std::vector<std::string> title_words_;
};

/// What the data of a document says.
struct DocumentData {
    ArticleId article;
    std::string stemmer;
    std::string text;
};

[[nodiscard]] DocumentData read_document_data(std::string_view data);

}  // namespace sawthis::index
