#include "app/catch_up.hpp"

#include <malloc.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "app/notices.hpp"
#include "core/log.hpp"
#include "index/story_grouper.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kStoriesOrdered = 50'000;  // articles of which the order is asked for at once
constexpr std::size_t kStoryBatch = 4'000;       // articles of one commit
constexpr std::size_t kTextsAtOnce = 500;        // that are held while they are grouped
constexpr std::size_t kIndexBatch = 2'000;       // articles of one commit
constexpr std::chrono::hours kStoryWindow{14 * 24};

Result<std::vector<Article>> load_all(const App& app, std::span<const ArticleId> ids) {
    auto articles = app.store().load_articles(ids);
    if (articles && articles->size() < ids.size())
        return fail(ErrorCode::storage,
                    "an article in the database has lost its text; put a copy of it back");
    return articles;
}

/// The grouper as it was when the articles before `first` were taken in.
Result<index::StoryGrouper> restored_grouper(App& app, ArticleId first) {
    index::StoryGrouper grouper(kStoryWindow);
    const auto article = load_all(app, {&first, 1});
    if (!article) return tl::unexpected(article.error());
    const Instant oldest = appeared(article->front());
    const auto read = app.store().read_grouped_articles(
        grouper.needed_since(oldest),
        [&](const auto& known) { grouper.restore(known.article, {known.signature}); });
    if (!read) return tl::unexpected(read.error());
    return grouper;
}

/// What grouping some articles has found out, to be saved.
struct Grouped {
    std::vector<store::Store::Grouping> groupings;
    std::vector<store::Store::Absorbed> absorbed;
};

Result<void> group_articles(App& app, index::StoryGrouper& grouper, std::span<const ArticleId> ids,
                            Grouped& grouped) {
    const auto articles = load_all(app, ids);
    if (!articles) return tl::unexpected(articles.error());
    for (const auto& article : *articles) {
        auto signature = index::story_signature(article);
        const auto place = grouper.place(article, signature);
        grouped.groupings.push_back({article.id, place.story, std::move(signature.bytes)});
        for (const auto story : place.absorbed) grouped.absorbed.push_back({story, place.story});
    }
    return {};
}

/// Articles come in the order in which they appeared, whichever source was read first. A story
/// bears the number of the article that began it, so a whole batch is grouped before it is saved.
Result<void> group_batch(App& app, index::StoryGrouper& grouper, std::span<const ArticleId> batch) {
    Grouped grouped;
    for (std::size_t at = 0; at < batch.size(); at += kTextsAtOnce) {
        const auto ids = batch.subspan(at, std::min(kTextsAtOnce, batch.size() - at));
        if (const auto done = group_articles(app, grouper, ids, grouped); !done) return done;
    }
    // As they lie in the store, so that each of its pages is written once.
    std::ranges::sort(grouped.groupings, {}, &store::Store::Grouping::article);
    const auto saved = app.store().save_groupings(grouped.groupings, grouped.absorbed);
    return saved ? Result<void>{} : tl::unexpected(saved.error());
}

}  // namespace

Result<std::size_t> group_stories(App& app, const ProgressSink& progress) {
    std::optional<index::StoryGrouper> grouper;
    std::size_t done = 0;
    for (;;) {
        const auto ungrouped = app.store().ungrouped_articles(kStoriesOrdered);
        if (!ungrouped) return tl::unexpected(ungrouped.error());
        if (ungrouped->empty()) return done;
        if (!grouper) {
            auto restored = restored_grouper(app, ungrouped->front());
            if (!restored) return tl::unexpected(restored.error());
            grouper = std::move(*restored);
        }
        for (std::size_t at = 0; at < ungrouped->size(); at += kStoryBatch) {
            const auto left = std::span(*ungrouped).subspan(at);
            const auto batch = left.first(std::min(kStoryBatch, left.size()));
            if (const auto grouped = group_batch(app, *grouper, batch); !grouped)
                return tl::unexpected(grouped.error());
            done += batch.size();
            if (progress) progress({"grouping", "articles", done, 0});
        }
    }
}

Result<std::size_t> update_index(App& app, const ProgressSink& progress) {
    auto opened = app.open_index(index::ArticleIndex::Mode::read_write);
    if (!opened && opened.error().code == ErrorCode::storage) {
        log_event(LogLevel::warn, "index_rebuilt", {{"why", opened.error().detail}});
        return rebuild_index(app, progress);
    }
    if (!opened) return tl::unexpected(opened.error());
    const auto last = app.store().last_change();
    if (!last) return tl::unexpected(last.error());
    // A position beyond the store's log is of another store: a restored backup, say.
    if (opened->position() > *last) {
        opened = fail(ErrorCode::storage, "closed");  // the writer has to go before its folder does
        return rebuild_index(app, progress);
    }
    const auto first = opened->position();
    std::size_t done = 0;
    for (;;) {
        const auto changed = app.store().load_changed_articles(opened->position(), kIndexBatch);
        if (!changed) return tl::unexpected(changed.error());
        if (changed->empty()) return done;
        std::vector<Article> articles;
        for (const auto& one : *changed) articles.push_back(one.article);
        if (const auto put = opened->put(articles, changed->back().change); !put)
            return tl::unexpected(put.error());
        done += articles.size();
        if (progress)
            progress({"indexing", "articles", done, static_cast<std::size_t>(*last - first)});
    }
}

Result<std::size_t> rebuild_index(App& app, const ProgressSink& progress) {
    std::error_code error;
    std::filesystem::remove_all(app.index_folder(), error);
    if (error)
        return fail(ErrorCode::storage, app.index_folder().string() + ": " + error.message());
    return update_index(app, progress);
}

Result<std::size_t> catch_up(App& app, const ProgressSink& progress) {
    if (const auto grouped = group_stories(app, progress); !grouped) return grouped;
    malloc_trim(0);  // what grouping took would lie beside what indexing takes
    if (const auto indexed = update_index(app, progress); !indexed) return indexed;
    return update_notices(app, progress);
}

}  // namespace sawthis::app
