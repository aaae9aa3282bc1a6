#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "store/store.hpp"
#include "tests/support/temporary_folder.hpp"

namespace sawthis::store {

inline Instant at(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}

/// Where a test keeps its database.
class Folder {
public:
    [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "sawthis.db"; }

private:
    sawthis::test::TemporaryFolder folder_;
};

/// The value, or a failed test that says the error.
template <class T>
T want(Result<T> result) {
    INFO((result ? std::string() : result.error().detail));
    REQUIRE(result.has_value());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

inline Store open_store(const std::filesystem::path& file,
                        Store::Mode mode = Store::Mode::read_write) {
    return want(Store::open(file, mode));
}

inline SourceId add_source(Store& store, const std::string& url) {
    Source source;
    source.url = url;
    return want(store.put_source(source)).id;
}

inline Article make_article(std::string guid, std::string url, std::string title,
                            std::string text = "Some text.") {
    Article article;
    article.guid = std::move(guid);
    article.url = std::move(url);
    article.title = std::move(title);
    article.text = std::move(text);
    article.publisher = "The Daily";
    article.language = "en";
    article.first_seen = at(1'000'000);
    return article;
}

inline TakenIn poll(Store& store, SourceId source, std::vector<Article> articles) {
    Store::Polled polled;
    polled.source = source;
    polled.articles = std::move(articles);
    return want(store.save_poll(polled));
}

/// A store with one source, in a temporary folder.
struct OneSource {
    Folder folder;
    Store store = open_store(folder.file());
    SourceId source = add_source(store, "https://example.org/feed");
};

}  // namespace sawthis::store

namespace Catch {
template <>
struct StringMaker<sawthis::store::TakenIn> {
    static std::string convert(const sawthis::store::TakenIn& taken) {
        return "added " + std::to_string(taken.added) + ", updated " +
               std::to_string(taken.updated) + ", known " + std::to_string(taken.known) +
               (taken.refused ? ", refused: " + taken.refused->detail : "");
    }
};
}  // namespace Catch
