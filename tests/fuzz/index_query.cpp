#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/text.hpp"
#include "index/article_terms.hpp"
#include "index/query.hpp"
#include "index/snippet.hpp"

// Any bytes as a query: parsed and run over a small index, and its words marked in a snippet.

namespace {

using namespace sawthis;

Xapian::WritableDatabase make_database() {
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    index::DocumentMaker maker;
    for (const char* language : {"en", "fr", "zh", ""}) {
        Article article;
        article.id = ArticleId{static_cast<std::int64_t>(database.get_doccount()) + 1};
        article.title = "Harbour wins grant for ferries";
        article.text = "The café “AT&T” in 上海 said engines ran 3.5 knots on C++.";
        article.language = language;
        database.add_document(maker.make(article));
    }
    return database;
}

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Xapian::Database database = make_database();
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    const auto parsed = index::parse_query(text, database);
    if (!parsed) {
        check(!parsed.error().detail.empty());
        return 0;
    }
    Xapian::Enquire enquire(database);
    enquire.set_query(parsed->query);
    const auto found = enquire.get_mset(0, 10);
    const auto wanted = index::wanted_words(parsed->query, parsed->prefixes);
    const Xapian::Stem stemmer("en");
    const std::string sound = repair_utf8(text);
    const auto snippet = index::make_snippet(sound, wanted, stemmer, 40);
    check(is_utf8(snippet.text));
    std::size_t end = 0;
    for (const auto& mark : snippet.marks) {
        check(mark.begin >= end && mark.begin < mark.end && mark.end <= snippet.text.size());
        end = mark.end;
    }
    return 0;
}
