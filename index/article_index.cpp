#include "index/article_index.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "index/article_terms.hpp"
#include "index/document_line.hpp"
#include "index/expansion.hpp"
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

/// Runs `fn` (returning a Result) and turns what Xapian throws into our errors.
template <class Fn>
[[nodiscard]] std::invoke_result_t<Fn> guard(std::string_view doing, Fn&& fn) {
    constexpr std::string_view kMend = "run `sawthis reindex` to make the index anew";
    try {
        return std::forward<Fn>(fn)();
    } catch (const Xapian::DatabaseLockError&) {
        return fail(ErrorCode::conflict,
                    fmt::format("{}: another process is writing the article index", doing));
    } catch (const Xapian::DatabaseVersionError& error) {
        return fail(ErrorCode::storage, fmt::format("{}: {}; {}", doing, error.get_msg(), kMend));
    } catch (const Xapian::Error& error) {
        return fail(ErrorCode::storage, fmt::format("{}: {}; should it happen again, {}", doing,
                                                    error.get_description(), kMend));
    } catch (const std::exception& error) {
        return fail(ErrorCode::storage, fmt::format("{}: {}", doing, error.what()));
    }
}

std::int64_t read_position(const Xapian::Database& database) {
    const std::string text = database.get_metadata("position");
    std::int64_t position = 0;
    std::from_chars(text.data(), text.data() + text.size(), position);
    return position;
}

/// An index that was made but never committed to has no version yet.
Result<void> check_version(const Xapian::Database& database) {
    const std::string version = database.get_metadata("schema");
    const bool fresh = version.empty() && database.get_doccount() == 0;
    if (fresh || version == kSchemaVersion) return {};
    return fail(ErrorCode::storage,
                "the article index was made by another version of sawthis; run `sawthis reindex` "
                "to make it anew");
}

Result<void> make_private_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    }
    if (!error) return {};
    return fail(ErrorCode::storage, fmt::format("making {}: {}", folder.string(), error.message()));
}

/// Whether a database has been made there, be it empty.
bool is_database(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::exists(folder / "iamglass", error);
}

/// Possessives and numbers are no words to correct somebody to.
bool is_correction(std::string_view word) {
    return word.find_first_of("'&0123456789") == std::string_view::npos;
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

struct ArticleIndex::Impl {
    std::filesystem::path folder;
    std::optional<Xapian::WritableDatabase> writer;
    DocumentMaker maker;

    /// What `fn(database)` says of a fresh snapshot of the index, tried again when the writer has
    /// meanwhile reused the blocks of the snapshot; `empty` if there is no index yet.
    template <class T, class Fn>
    [[nodiscard]] Result<T> read(std::string_view doing, const T& empty, Fn&& fn) const {
        if (!is_database(folder)) return empty;
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
        const Xapian::Database database(folder.string());
        if (const auto sound = check_version(database); !sound) {
            return tl::unexpected(sound.error());
        }
        return fn(database);
    }

    void put_all(std::span<const Article> articles) {
        DocumentLine line(maker, articles);
        for (const auto& article : articles) {
            const MadeDocument made = line.next();
            writer->replace_document(article_term(article.id), made.document);
            for (const auto& word : made.title_words) {
                if (is_correction(word)) writer->add_spelling(word);
            }
        }
    }

    /// So that half a batch is not committed with the next one.
    void take_back_batch() {
        try {
            writer->cancel_transaction();
        } catch (const Xapian::Error&) {
            // The commit itself failed: it has taken back the batch already.
        }
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
        const auto opened = guard("opening the article index", [&]() -> Result<void> {
            impl->writer.emplace(folder.string(), Xapian::DB_CREATE_OR_OPEN);
            return check_version(*impl->writer);
        });
        if (!opened) return tl::unexpected(opened.error());
    }
    ArticleIndex index(std::move(impl));
    const auto readable = index.article_count();
    if (!readable) return tl::unexpected(readable.error());
    return index;
}

std::int64_t ArticleIndex::position() const {
    const auto position =
        impl_->read<std::int64_t>("reading the article index", 0,
                                  [](const auto& database) { return read_position(database); });
    return position.value_or(0);
}

Result<std::size_t> ArticleIndex::article_count() const {
    return impl_->read<std::size_t>("reading the article index", 0, [](const auto& database) {
        return std::size_t{database.get_doccount()};
    });
}

Result<void> ArticleIndex::put(std::span<const Article> articles, std::int64_t position) {
    if (!impl_->writer) {
        return fail(ErrorCode::conflict, "the article index was opened for reading only");
    }
    auto& writer = *impl_->writer;
    const auto done = guard("writing the article index", [&]() -> Result<void> {
        writer.begin_transaction();
        impl_->put_all(articles);
        writer.set_metadata("schema", std::string(kSchemaVersion));
        writer.set_metadata("position", std::to_string(position));
        writer.commit_transaction();
        return {};
    });
    if (!done) impl_->take_back_batch();
    return done;
}

Result<SearchResult> ArticleIndex::search(const SearchRequest& request) const {
    return impl_->read<SearchResult>("searching", SearchResult{}, [&](const auto& database) {
        return search_in(database, request);
    });
}

Result<std::vector<TermCount>> ArticleIndex::document_frequencies(
    std::span<const std::string> words, const std::string& language) const {
    std::vector<TermCount> none;
    for (const auto& word : words) none.push_back({word, 0});
    return impl_->read<std::vector<TermCount>>("counting words", none, [&](const auto& database) {
        return count_articles(database, words, language);
    });
}

Result<std::vector<Expansion>> ArticleIndex::expand(std::string_view sentence, std::size_t most,
                                                    const std::string& language) const {
    return impl_->read<std::vector<Expansion>>(
        "looking for related words", {},
        [&](const auto& database) { return expand_sentence(database, sentence, most, language); });
}

}  // namespace sawthis::index
