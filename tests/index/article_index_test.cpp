#include "index/article_index.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "tests/support/temporary_folder.hpp"

using namespace sawthis;
using index::ArticleIndex;
using Mode = ArticleIndex::Mode;

namespace {

Article make_article(std::int64_t id, std::string title, std::string text,
                     std::string language = "en") {
    Article article;
    article.id = ArticleId{id};
    article.title = std::move(title);
    article.text = std::move(text);
    article.language = std::move(language);
    article.author = "Ana Ruiz, Bo Lindqvist";
    article.publisher = "The Harbour Post";
    article.first_seen = *parse_rfc3339("2026-11-05T10:00:00Z");
    return article;
}

ArticleIndex open_index(const std::filesystem::path& folder, Mode mode = Mode::read_write) {
    auto index = ArticleIndex::open(folder, mode);
    REQUIRE(index);
    return *std::move(index);
}

std::vector<std::int64_t> find(const ArticleIndex& index, const std::string& query) {
    CAPTURE(query);
    const auto result = index.search({query, 0, 100});
    REQUIRE(result);
    std::vector<std::int64_t> ids;
    for (const auto& hit : result->hits) ids.push_back(hit.article.value);
    std::ranges::sort(ids);
    return ids;
}

using Ids = std::vector<std::int64_t>;

std::vector<Article> harbour_news() {
    auto first =
        make_article(1, "Harbour wins grant for cleaner ferries",
                     "The port of Lindholm said its ferries will run on hydrogen by 2030.");
    auto second =
        make_article(2, "Café chain opens in Lindholm",
                     "“AT&T” moved out; a bakery of Jörg’s moved in. C++ was not involved.");
    second.published = parse_rfc3339("2026-10-31T23:59:59Z");
    second.publisher = "Lindholm Evening Post";
    auto third = make_article(3, "Les ferries électriques arrivent",
                              "Les navires rouleront sur hydrogène. Les chevaux restent.", "fr");
    third.published = parse_rfc3339("2026-11-01T00:00:00Z");
    third.author = "Zoé Petit";
    auto fourth =
        make_article(4, "人工智能发展报告", "上海的公司发布了新的人工智能模型。人们", "zh");
    fourth.published = parse_rfc3339("2025-12-24T12:00:00Z");
    auto fifth = make_article(5, "Untold tongue of ferries", "Ferries running, 3.5 knots.", "");
    return {first, second, third, fourth, fifth};
}

}  // namespace

TEST_CASE("search finds articles by word, field, phrase, operator and date", "[index]") {
    const test::TemporaryFolder folder;
    auto index = open_index(folder.path());
    REQUIRE(index.put(harbour_news(), 5));
    const auto [query, want] = GENERATE(table<std::string, Ids>({
        {"ferry", {1}},  // endings are those of the article's language, if it is known
        {"ferries", {1, 3, 5}},
        {"FERRIES", {1, 3, 5}},
        {"runs", {1}},
        {"cafe", {2}},
        {"CAFÉ", {2}},
        {"cafe\xCC\x81", {2}},
        {"jorg's", {2}},
        {"at&t", {2}},
        {"c++", {2}},
        {"3.5", {5}},
        {"cheval lang:fr", {3}},
        {"人工智能", {4}},
        {"发布", {4}},
        {"title:lindholm", {2}},
        {"text:lindholm", {1}},
        {"Title:Lindholm", {2}},
        {"author:ruiz", {1, 2, 4, 5}},
        {"author:\"bo lindqvist\"", {1, 2, 4, 5}},
        {"author:\"lindqvist ana\"", {}},
        {"author:zoe", {3}},
        {"source:post", {1, 2, 3, 4, 5}},
        {"source:evening", {2}},
        {"publisher:\"the harbour post\"", {1, 3, 4, 5}},
        {"publisher:post", {}},
        {"lang:fr", {3}},
        {"lang:FR", {3}},
        {"lang:fr OR lang:zh", {3, 4}},
        {"ferries NOT lang:fr", {1, 5}},
        {"NOT lang:en", {3, 4, 5}},
        {"-ferries", {2, 4}},
        {"-ferries -lang:zh", {2}},
        {"ferries -harbour", {3, 5}},
        {"ferries port", {1}},
        {"harbour OR cafe", {1, 2}},
        {"(harbour OR cafe) AND lindholm", {1, 2}},
        {"\"port of lindholm\"", {1}},
        {"“port of Lindholm”", {1}},
        {"\"lindholm port\"", {}},
        {"port NEAR/3 lindholm", {1}},
        {"port NEAR/2 ferries", {}},
        {"lindh*", {1, 2}},
        {"text:hydro*", {1, 3}},
        {"date:2026-11-05", {1, 5}},
        {"date:2026-11-01", {3}},
        {"date:2026-10-31..2026-11-01", {2, 3}},
        {"date:2026-11-01..", {1, 3, 5}},
        {"date:..2026-10-31", {2, 4}},
        {"date:2026-10", {2}},
        {"date:2025", {4}},
        {"date:2025..2026-10", {2, 4}},
        {"ferries date:2026-11-05..2026-11-01", {}},
        {"wait...ferries", {}},
    }));
    CHECK(find(index, query) == want);
}

TEST_CASE("a bad query is bad_input with a sentence, whether or not there are articles",
          "[index]") {
    const test::TemporaryFolder folder;
    auto index = open_index(folder.path());
    if (GENERATE(false, true)) {
        REQUIRE(index.put(harbour_news(), 5));
    } else {
        REQUIRE(index.put({}, 5));
    }
    const auto [query, part] = GENERATE(table<std::string, std::string>({
        {"", "at least one word"},
        {" ... !", "at least one word"},
        {"*", "at least one word"},
        {"AND ferries", "cannot be read"},
        {"ferries AND (", "cannot be read"},
        {"f*", "two letters"},
        {"date:2026-13", "is no date"},
        {"date:2026-02-30", "is no date"},
        {"date:yesterday..2026", "is no date"},
        {"date:20261105", "is no date"},
        {std::string(3'000, 'a'), "longer than"},
        {std::string(40, '(') + "a", "parentheses"},
    }));
    CAPTURE(query);
    const auto result = index.search({query});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::bad_input);
    CHECK_THAT(result.error().detail, Catch::Contains(part));
}

TEST_CASE("a query of very many words is refused, be they set apart by blanks or not", "[index]") {
    const test::TemporaryFolder folder;
    auto index = open_index(folder.path());
    REQUIRE(index.put(harbour_news(), 5));
    const std::string word = GENERATE("ab ", "智");
    std::string query;
    for (int i = 0; i < 64; ++i) query += word;
    CHECK(index.search({query}));
    const auto result = index.search({query + word});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::bad_input);
}

TEST_CASE("a misspelt word is mended from the titles, and only where nothing was found",
          "[index]") {
    const test::TemporaryFolder folder;
    auto index = open_index(folder.path());
    REQUIRE(index.put(harbour_news(), 5));
    CHECK(index.search({"harbuor"})->corrected == "harbour");
    CHECK(index.search({"lindhlom lang:en"})->corrected == "lindholm lang:en");
    CHECK(index.search({"harbour"})->corrected.empty());
    CHECK(index.search({"harbuor OR cafe"})->corrected.empty());
}

TEST_CASE("a snippet shows the wanted words and where they are", "[index]") {
    const test::TemporaryFolder folder;
    auto index = open_index(folder.path());
    std::string filler;
    for (int i = 0; i < 200; ++i) filler += "Ships came and went that day. ";
    const std::string text =
        filler + "Then the Électrique-class ferry’s\nengine ran on hydrogen\x1b[31m at last. " +
        filler;
    REQUIRE(index.put(std::vector{make_article(1, "Title", text),
                                  make_article(2, "人工智能", "上海的人工智能模型,人们喜欢", "zh")},
                      1));
    const auto marked = [&](const std::string& query) {
        const auto result = index.search({query});
        REQUIRE(result);
        REQUIRE(result->hits.size() == 1);
        const auto& hit = result->hits[0];
        std::vector<std::string> words;
        for (const auto& mark : hit.marks) {
            words.push_back(hit.snippet.substr(mark.begin, mark.end - mark.begin));
        }
        CHECK(is_utf8(hit.snippet));
        CHECK(hit.snippet == one_line(hit.snippet));
        CHECK(hit.snippet.size() < 300);
        return words;
    };
    using Words = std::vector<std::string>;
    CHECK(marked("electrique hydrogen ferry") == Words{"Électrique", "ferry’s", "hydrogen"});
    CHECK(marked("\"ran on\"") == Words{"ran", "on"});
    CHECK(marked("hydro*") == Words{"hydrogen"});
    CHECK(marked("人工智能") == Words{"人工智能"});
    CHECK(marked("title:title").empty());
}

TEST_CASE("hits come by relevance or by date, and in pages", "[index]") {
    const test::TemporaryFolder folder;
    auto index = open_index(folder.path());
    auto title = make_article(1, "Ferries", "Nothing else is told here of anything at all.");
    title.published = parse_rfc3339("2026-11-01T00:00:00Z");
    auto passing = make_article(2, "Harbour news", "Much is told here of ships and ferries too.");
    passing.published = parse_rfc3339("2026-11-03T00:00:00Z");
    auto old = make_article(3, "Harbour news", "Much is told here of ships and ferries too.");
    old.published = parse_rfc3339("2026-10-03T00:00:00Z");
    REQUIRE(index.put(std::vector{old, passing, title}, 1));
    const auto order = [&](const index::SearchRequest& request) {
        Ids ids;
        const auto result = index.search(request);
        REQUIRE(result);
        for (const auto& hit : result->hits) ids.push_back(hit.article.value);
        return ids;
    };
    CHECK(order({"ferries", 0, 10, false}) == Ids{1, 2, 3});
    CHECK(order({"ferries", 0, 10, true}) == Ids{2, 1, 3});
    CHECK(order({"ferries", 1, 1, true}) == Ids{1});
    CHECK(order({"ferries", 7, 10, true}).empty());
    CHECK(order({"ferries", ~std::size_t{0}, ~std::size_t{0}, true}).empty());
    CHECK(index.search({"ferries", 0, 0})->estimate == 3);
}

TEST_CASE("an article put again replaces what was there", "[index]") {
    const test::TemporaryFolder folder;
    auto index = open_index(folder.path());
    REQUIRE(index.put(std::vector{make_article(7, "Harbour", "old words")}, 1));
    REQUIRE(index.put(std::vector{make_article(7, "Airport", "new words"),
                                  make_article(7, "Airport", "newest words")},
                      2));
    CHECK(find(index, "harbour").empty());
    CHECK(find(index, "new").empty());
    CHECK(find(index, "newest") == Ids{7});
    CHECK(index.article_count() == 1);
    CHECK(index.position() == 2);
}

TEST_CASE("odd articles are indexed like others", "[index]") {
    const test::TemporaryFolder folder;
    auto index = open_index(folder.path());
    auto long_name = make_article(std::int64_t{1} << 60, "t", "long");
    long_name.publisher = std::string(5'000, 'p');
    long_name.language = std::string(100, 'x');
    auto broken = make_article(2, "bad \xFF\xC3 bytes", std::string("nul \0 inside", 12));
    broken.first_seen = Instant{};
    auto empty = make_article(3, "", "");
    empty.publisher.clear();
    empty.author.clear();
    auto run = make_article(4, "run", std::string(2'000'000, 'w') + " far behind");
    REQUIRE(index.put(std::vector{long_name, broken, empty, run}, 1));
    CHECK(find(index, "long") == Ids{std::int64_t{1} << 60});
    CHECK(find(index, "bytes inside") == Ids{2});
    CHECK(find(index, "date:1970-01-01") == Ids{2});
    CHECK(index.article_count() == 4);
}

TEST_CASE("an index has one writer, and readers see what was committed last", "[index]") {
    const test::TemporaryFolder folder;
    auto writer = open_index(folder.path());
    const auto second = ArticleIndex::open(folder.path(), Mode::read_write);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::conflict);

    auto reader = open_index(folder.path(), Mode::read_only);
    for (std::int64_t batch = 1; batch <= 8; ++batch) {
        REQUIRE(writer.put(std::vector{make_article(batch, "Harbour", "words")}, batch));
        CHECK(find(reader, "harbour").size() == static_cast<std::size_t>(batch));
        CHECK(reader.position() == batch);
    }
    const auto refused = reader.put(std::vector{make_article(9, "x", "y")}, 9);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::conflict);
}

TEST_CASE("an index that is not there yet answers a reader with nothing", "[index]") {
    const test::TemporaryFolder folder;
    const auto missing = folder.path() / "not" / "there";
    const auto index = open_index(missing, Mode::read_only);
    CHECK(index.position() == 0);
    CHECK(index.article_count() == 0);
    CHECK(index.search({"harbour"})->hits.empty());
    CHECK_FALSE(std::filesystem::exists(missing));
}

TEST_CASE("the folder is made, and for its owner only", "[index]") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "a" / "index";
    const auto index = open_index(path);
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::mask) ==
          std::filesystem::perms::owner_all);
}

TEST_CASE("a damaged index is a storage error that names the mend", "[index]") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "index";
    {
        auto index = open_index(path);
        REQUIRE(index.put(harbour_news(), 5));
    }
    const std::string file = GENERATE("0/iamglass", "1/iamglass", "1/postlist.glass");
    std::ofstream(path / file, std::ios::trunc) << "not what was here";
    const auto mode = GENERATE(Mode::read_only, Mode::read_write);
    auto index = ArticleIndex::open(path, mode);
    if (index) {
        const auto result = index->search({"ferries"});
        REQUIRE_FALSE(result);
        CHECK(result.error().code == ErrorCode::storage);
    } else {
        CHECK(index.error().code == ErrorCode::storage);
        CHECK_THAT(index.error().detail, Catch::Contains("sawthis reindex"));
    }
}

TEST_CASE("the one database of an earlier version is a storage error that names the mend",
          "[index]") {
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "iamglass") << "of an earlier version";
    const auto mode = GENERATE(Mode::read_only, Mode::read_write);
    const auto index = ArticleIndex::open(folder.path(), mode);
    REQUIRE_FALSE(index);
    CHECK(index.error().code == ErrorCode::storage);
    CHECK_THAT(index.error().detail, Catch::Contains("sawthis reindex"));
}

TEST_CASE("a writer killed in the middle leaves an index whose position tells the truth",
          "[index]") {
    const test::TemporaryFolder folder;
    constexpr std::int64_t kBatch = 40;
    const auto batch_at = [](std::int64_t position) {
        std::vector<Article> batch;
        for (std::int64_t id = position + 1; id <= position + kBatch; ++id) {
            batch.push_back(make_article(id, fmt::format("Number n{}", id), "Ferries ran again."));
        }
        return batch;
    };
    std::int64_t known = 0;
    for (const int batches : {1, 2, 3}) {
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            auto index = ArticleIndex::open(folder.path(), Mode::read_write);
            while (index && index->put(batch_at(index->position()), index->position() + kBatch)) {
                if (write(ends[1], "x", 1) != 1) break;
            }
            _exit(1);
        }
        close(ends[1]);
        char byte = 0;
        for (int i = 0; i < batches; ++i) REQUIRE(read(ends[0], &byte, 1) == 1);
        known += batches * kBatch;
        kill(child, SIGKILL);
        REQUIRE(waitpid(child, nullptr, 0) == child);
        close(ends[0]);

        const auto index = open_index(folder.path());
        CHECK(index.position() >= known);
        CHECK(index.position() % kBatch == 0);
        // Part of the batch that was being put may be in; the next child puts it again.
        CHECK(index.article_count().value() >= static_cast<std::size_t>(index.position()));
        CHECK(index.article_count().value() < static_cast<std::size_t>(index.position() + kBatch));
        for (std::int64_t id = 1; id <= index.position(); ++id) {
            CHECK(find(index, fmt::format("n{}", id)) == Ids{id});
        }
        known = index.position();
    }
}
