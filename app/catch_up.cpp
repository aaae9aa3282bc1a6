#include "app/catch_up.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/notices.hpp"
#include "core/log.hpp"
#include "index/story_grouper.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kStoryBatch = 4'000;
constexpr std::size_t kIndexBatch = 2'000;  // articles of one commit
constexpr std::chrono::hours kStoryWindow{14 * 24};

/// The grouper as it was when the articles before these were taken in.
Result<index::StoryGrouper> restored_grouper(App& app, Instant oldest) {
    index::StoryGrouper grouper(kStoryWindow);
    const auto grouped = app.store().load_grouped_articles(grouper.needed_since(oldest));
    if (!grouped) return tl::unexpected(grouped.error());
    for (const auto& known : *grouped) grouper.restore(known.article, {known.signature});
    return grouper;
}

/// Articles come in the order in which they appeared, whichever source was read first. A story
/// bears the number of the article that began it, so a whole batch is grouped before it is saved.
Result<std::size_t> group_batch(App& app, index::StoryGrouper& grouper,
                                const std::vector<Article>& articles) {
    std::vector<store::Store::Grouping> groupings;
    std::vector<store::Store::Absorbed> absorbed;
    for (const auto& article : articles) {
        auto signature = index::story_signature(article);
        const auto place = grouper.place(article, signature);
        groupings.push_back({article.id, place.story, std::move(signature.bytes)});
        for (const auto story : place.absorbed) absorbed.push_back({story, place.story});
    }
    if (const auto saved = app.store().save_groupings(groupings, absorbed); !saved)
        return tl::unexpected(saved.error());
    return articles.size();
}

}  // namespace

Result<std::size_t> group_stories(App& app, const ProgressSink& progress) {
    std::optional<index::StoryGrouper> grouper;
    std::size_t done = 0;
    for (;;) {
        auto articles = app.store().load_ungrouped_articles(kStoryBatch);
        if (!articles) return tl::unexpected(articles.error());
        if (articles->empty()) return done;
        if (!grouper) {
            const auto oldest = std::min_element(
                articles->begin(), articles->end(),
                [](const auto& a, const auto& b) { return appeared(a) < appeared(b); });
            auto restored = restored_grouper(app, appeared(*oldest));
            if (!restored) return tl::unexpected(restored.error());
            grouper = std::move(*restored);
        }
        const auto grouped = group_batch(app, *grouper, *articles);
        if (!grouped) return grouped;
        done += *grouped;
        if (progress) progress({"grouping", "articles", done, 0});
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
    if (const auto indexed = update_index(app, progress); !indexed) return indexed;
    return update_notices(app, progress);
}

}  // namespace sawthis::app
