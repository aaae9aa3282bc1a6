#include "index/article_index.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <system_error>
#include <thread>

#include "index/article_terms.hpp"
#include "index/expansion.hpp"
#include "index/index_guard.hpp"
#include "index/index_shard.hpp"
#include "index/query.hpp"
#include "index/snippet.hpp"
#include "index/word_counts.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kMostHits = 1'000;
constexpr std::size_t kDeepestHit = 100'000;
constexpr std::size_t kSnippetBytes = 240;
constexpr Xapian::doccount kCountExactly = 1'000;  // more matches than this are estimated
constexpr int kReads = 4;  // tries of a reader that is overtaken by the writer

Result<void> make_private_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    }
    if (!error) return {};
    return fail(ErrorCode::storage, fmt::format("making {}: {}", folder.string(), error.message()));
}

/// Whether an earlier version left its one database there.
bool is_old_index(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::exists(folder / "iamglass", error);
}

Result<void> refuse_old_index(const std::filesystem::path& folder) {
    if (!is_old_index(folder)) return {};
    return fail(ErrorCode::storage,
                "the article index was made by an earlier version of sawthis; run `sawthis "
                "reindex` to make it anew");
}

SearchHit make_hit(const Xapian::MSetIterator& at, const WantedWords& wanted, Stemmers& stemmers) {
    const DocumentData data = read_document_data(at.get_document().get_data());
    Snippet snippet = make_snippet(data.text, wanted, stemmers.of(data.stemmer), kSnippetBytes);
    return {data.article, at.get_weight(), std::move(snippet.text), std::move(snippet.marks)};
}

Result<SearchResult> search_in(const Xapian::Database& database, const SearchRequest& request) {
    const auto parsed = parse_query(request.query, database);
    if (!parsed) return tl::unexpected(parsed.error());
    Xapian::Enquire enquire(database);
    enquire.set_query(parsed->query);
    if (request.newest_first) {
        enquire.set_sort_by_value_then_relevance(kAppearedSlot, true);
    } else {
        enquire.set_sort_by_relevance_then_value(kAppearedSlot, true);
    }
    const auto first = static_cast<Xapian::doccount>(std::min(request.first, kDeepestHit));
    const auto most = static_cast<Xapian::doccount>(std::min(request.most, kMostHits));
    const Xapian::MSet found = enquire.get_mset(first, most, first + most + kCountExactly);

    SearchResult result;
    result.estimate = found.get_matches_estimated();
    if (found.empty()) result.corrected = parsed->corrected;
    const WantedWords wanted = wanted_words(parsed->query, parsed->prefixes);
    Stemmers stemmers;
    for (auto at = found.begin(); at != found.end(); ++at) {
        result.hits.push_back(make_hit(at, wanted, stemmers));
    }
    return result;
}

}  // namespace

/// The shards of a snapshot, each and joined.
struct Snapshot {
    std::vector<Xapian::Database> shards;
    Xapian::Database all;
};

struct ArticleIndex::Impl {
    std::filesystem::path folder;
    std::vector<std::unique_ptr<ShardWriter>> writers;  // of each shard; none if read only

    /// What `fn(snapshot)` says of a fresh snapshot of the index, tried again when the writer has
    /// meanwhile reused its blocks; `empty` if there is no index yet.
    template <class T, class Fn>
    [[nodiscard]] Result<T> read(std::string_view doing, const T& empty, Fn&& fn) const {
        if (const auto newer = refuse_old_index(folder); !newer) {
            return tl::unexpected(newer.error());
        }
        if (!has_shards(folder)) return empty;
        return guard(doing, [&]() -> Result<T> {
            for (int again = kReads; again > 1; --again) {
                try {
                    return read_once<T>(fn);
                } catch (const Xapian::DatabaseModifiedError&) {
                    continue;
                }
            }
            return read_once<T>(fn);
        });
    }

    template <class T, class Fn>
    [[nodiscard]] Result<T> read_once(const Fn& fn) const {
        Snapshot snapshot;
        for (std::size_t shard = 0; shard < kShards; ++shard) {
            snapshot.shards.emplace_back(shard_folder(folder, shard).string());
            const auto sound = check_version(snapshot.shards.back());
            if (!sound) return tl::unexpected(sound.error());
            snapshot.all.add_database(snapshot.shards.back());
        }
        return fn(snapshot);
    }

    [[nodiscard]] Result<void> open_writers() {
        return guard("opening the article index", [&]() -> Result<void> {
            for (std::size_t shard = 0; shard < kShards; ++shard) {
                writers.push_back(std::make_unique<ShardWriter>(shard_folder(folder, shard)));
                if (const auto sound = check_version(writers.back()->database()); !sound)
                    return sound;
            }
            return {};
        });
    }

    /// Each shard on a thread of its own.
    [[nodiscard]] Result<void> put(std::span<const Article> articles, std::int64_t position) {
        std::vector<Result<void>> done(writers.size());
        {
            std::vector<std::jthread> threads;
            for (std::size_t shard = 1; shard < writers.size(); ++shard) {
                threads.emplace_back(
                    [&, shard] { done[shard] = writers[shard]->put(articles, shard, position); });
            }
            done[0] = writers[0]->put(articles, 0, position);
        }
        for (const auto& one : done) {
            if (!one) return one;
        }
        return {};
    }
};

ArticleIndex::ArticleIndex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArticleIndex::ArticleIndex(ArticleIndex&&) noexcept = default;
ArticleIndex& ArticleIndex::operator=(ArticleIndex&&) noexcept = default;
ArticleIndex::~ArticleIndex() = default;

Result<ArticleIndex> ArticleIndex::open(const std::filesystem::path& folder, Mode mode) {
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    if (mode == Mode::read_write) {
        if (const auto made = make_private_folder(folder); !made) {
            return tl::unexpected(made.error());
        }
        if (const auto newer = refuse_old_index(folder); !newer) {
            return tl::unexpected(newer.error());
        }
        if (const auto opened = impl->open_writers(); !opened) {
            return tl::unexpected(opened.error());
        }
    }
    ArticleIndex index(std::move(impl));
    const auto readable = index.article_count();
    if (!readable) return tl::unexpected(readable.error());
    return index;
}

std::int64_t ArticleIndex::position() const {
    const auto position =
        impl_->read<std::int64_t>("reading the article index", 0, [](const Snapshot& snapshot) {
            std::int64_t least = read_position(snapshot.shards.front());
            for (const auto& shard : snapshot.shards) least = std::min(least, read_position(shard));
            return least;
        });
    return position.value_or(0);
}

Result<std::size_t> ArticleIndex::article_count() const {
    return impl_->read<std::size_t>("reading the article index", 0, [](const Snapshot& snapshot) {
        return std::size_t{snapshot.all.get_doccount()};
    });
}

Result<void> ArticleIndex::put(std::span<const Article> articles, std::int64_t position) {
    if (impl_->writers.empty()) {
        return fail(ErrorCode::conflict, "the article index was opened for reading only");
    }
    return impl_->put(articles, position);
}

Result<SearchResult> ArticleIndex::search(const SearchRequest& request) const {
    return impl_->read<SearchResult>("searching", SearchResult{}, [&](const Snapshot& snapshot) {
        return search_in(snapshot.all, request);
    });
}

Result<std::vector<TermCount>> ArticleIndex::document_frequencies(
    std::span<const std::string> words, const std::string& language) const {
    std::vector<TermCount> none;
    for (const auto& word : words) none.push_back({word, 0});
    return impl_->read<std::vector<TermCount>>(
        "counting words", none,
        [&](const Snapshot& snapshot) { return count_articles(snapshot.all, words, language); });
}

Result<std::vector<std::vector<Expansion>>> ArticleIndex::expand(
    std::span<const Subject> subjects, std::size_t most, const std::string& language) const {
    using Expansions = std::vector<std::vector<Expansion>>;
    return impl_->read<Expansions>(
        "looking for related words", Expansions(subjects.size()), [&](const Snapshot& snapshot) {
            Expansions all;
            all.reserve(subjects.size());
            for (const Subject& subject : subjects) {
                all.push_back(expand_subject(snapshot.all, subject, most, language));
            }
            return all;
        });
}

}  // namespace sawthis::index
