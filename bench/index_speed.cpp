#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "index/article_index.hpp"
#include "index/article_terms.hpp"
#include "index/index_shard.hpp"

// Articles per second of ArticleIndex beside a bare Xapian TermGenerator loop that makes the same
// terms and positions:
//
//     bench_index_speed ARTICLES.tsv [RUNS]     (a line: id, tab, text; the first 80 bytes are the
//     title)

namespace {

using namespace sawthis;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kBatch = 2'000;

std::vector<Article> read_articles(const char* path) {
    std::vector<Article> articles;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) continue;
        Article article;
        article.id = ArticleId{static_cast<std::int64_t>(articles.size()) + 1};
        const auto split = std::min(line.find(' ', std::min(tab + 80, line.size())), line.size());
        article.title = line.substr(tab + 1, split - tab - 1);
        article.text = line.substr(split);
        article.language = "en";
        article.publisher = "Some Newspaper";
        articles.push_back(std::move(article));
    }
    return articles;
}

/// The bare loop: what is given to it is in normal form already, and no text is kept.
double run_bare(const std::vector<Article>& normal, const std::filesystem::path& folder) {
    const auto begin = Clock::now();
    Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    generator.set_stemmer(Xapian::Stem("en"));
    for (std::size_t i = 0; i < normal.size(); ++i) {
        Xapian::Document document;
        generator.set_document(document);
        generator.set_termpos(0);
        generator.index_text(normal[i].title, 1, "S");
        generator.increase_termpos();
        generator.index_text(normal[i].publisher, 1, "P");
        generator.index_text(normal[i].text);
        document.add_boolean_term(index::article_term(normal[i].id));
        document.add_boolean_term("Len");
        document.add_boolean_term("XSTen");
        document.add_boolean_term("XPUBsome newspaper");
        document.add_value(0, Xapian::sortable_serialise(0));
        database.add_document(document);
        if ((i + 1) % kBatch == 0) database.commit();
    }
    database.commit();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::optional<double> run_ours(const std::vector<Article>& articles,
                               const std::filesystem::path& folder) {
    std::filesystem::remove_all(folder);
    const auto begin = Clock::now();
    auto index = index::ArticleIndex::open(folder, index::ArticleIndex::Mode::read_write);
    for (std::size_t at = 0; index && at < articles.size(); at += kBatch) {
        const std::span batch(articles.data() + at, std::min(kBatch, articles.size() - at));
        if (!index->put(batch, static_cast<std::int64_t>(at))) return std::nullopt;
    }
    if (!index) return std::nullopt;
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Terms and positions of all documents.
std::pair<std::uint64_t, std::uint64_t> count_terms(
    const std::vector<std::filesystem::path>& folders) {
    Xapian::Database database;
    for (const auto& folder : folders) database.add_database(Xapian::Database(folder.string()));
    std::pair<std::uint64_t, std::uint64_t> counts{0, 0};
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
        const Xapian::docid id = *at;
        for (auto term = database.termlist_begin(id); term != database.termlist_end(id); ++term) {
            ++counts.first;
            counts.second += term.positionlist_count();
        }
    }
    return counts;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: {} ARTICLES.tsv [RUNS]\n", argv[0]);
        return 2;
    }
    const auto articles = read_articles(argv[1]);
    if (articles.empty()) {
        fmt::print(stderr, "{}: no articles\n", argv[1]);
        return 1;
    }
    auto normal = articles;
    for (auto& article : normal) {
        article.title = index::normal_form(article.title);
        article.text = index::normal_form(article.text);
        article.publisher = index::normal_form(article.publisher);
    }
    const auto folder = std::filesystem::temp_directory_path() / "sawthis-bench-index";
    std::filesystem::create_directories(folder);
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    std::vector<double> bare;
    std::vector<double> ours;
    for (int run = 0; run < runs; ++run) {
        bare.push_back(run_bare(normal, folder / "bare"));
        const auto seconds = run_ours(articles, folder / "ours");
        if (!seconds) {
            fmt::print(stderr, "the index could not be written\n");
            return 1;
        }
        ours.push_back(*seconds);
    }
    std::vector<std::filesystem::path> shards;
    for (std::size_t shard = 0; shard < index::kShards; ++shard) {
        shards.push_back(index::shard_folder(folder / "ours", shard));
    }
    const auto same = count_terms({folder / "bare"}) == count_terms(shards);
    std::filesystem::remove_all(folder);
    const auto count = static_cast<double>(articles.size());
    fmt::print(
        "bare {:.0f} articles/s, index {:.0f} articles/s, ratio {:.2f} (medians of {}); {}\n",
        count / median(bare), count / median(ours), median(bare) / median(ours), runs,
        same ? "same terms and positions" : "TERMS OR POSITIONS DIFFER");
    return same ? 0 : 1;
}
