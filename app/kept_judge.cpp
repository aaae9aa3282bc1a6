#include "app/kept_judge.hpp"

#include <string>
#include <system_error>

#include "app/files.hpp"
#include "app/kept_lore.hpp"
#include "app/lore.hpp"

namespace sawthis::app {

namespace {

using matcher::ArticleJudge;
using matcher::JudgeOrigin;

constexpr std::size_t kShareToRenew = 1'000;  // one in so many contacts
constexpr std::size_t kAll = std::size_t{1} << 40U;

std::filesystem::path judge_file(const App& app) {
    return app.data_folder() / "judge";
}

/// What an interrupted writer left beside the file.
void drop_leftovers(const App& app) {
    const std::string start = judge_file(app).filename().string() + '.';
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(app.data_folder(), error)) {
        if (entry.path().filename().string().starts_with(start)) {
            std::filesystem::remove(entry.path(), error);
        }
    }
}

/// Of this database, and not of a later state of it than there is: a backup may have come back.
Result<std::optional<ArticleJudge>> map_judge(App& app) {
    auto judge = ArticleJudge::map(judge_file(app));
    if (!judge) {
        const bool none = judge.error().code == ErrorCode::not_found ||
                          judge.error().code == ErrorCode::malformed;
        if (none) return std::nullopt;
        return tl::unexpected(judge.error());
    }
    const auto database = app.store().database_id();
    const auto version = app.store().contacts_version();
    if (!database) return tl::unexpected(database.error());
    if (!version) return tl::unexpected(version.error());
    const JudgeOrigin& origin = judge->origin();
    if (origin.database != *database || origin.contacts > *version) return std::nullopt;
    return std::move(*judge);
}

/// How many articles teach now; 0 without an index.
std::size_t count_articles(const App& app) {
    const auto index = app.open_index(index::ArticleIndex::Mode::read_only);
    if (!index) return 0;
    return index->article_count().value_or(0);
}

Result<bool> is_due(App& app, std::size_t contacts) {
    const auto judge = map_judge(app);
    if (!judge) return tl::unexpected(judge.error());
    if (!*judge) return true;
    const JudgeOrigin& origin = (*judge)->origin();
    if (!teach_alike(origin.articles, count_articles(app))) return true;
    const auto changed =
        app.store().load_changed_contacts(origin.contacts, contacts / kShareToRenew + 1);
    if (!changed) return tl::unexpected(changed.error());
    return changed->size() > contacts / kShareToRenew;
}

}  // namespace

Result<std::optional<ArticleJudge>> load_judge(App& app) {
    auto judge = map_judge(app);
    if (!judge || !*judge) return judge;
    const auto changed = app.store().load_changed_contacts((*judge)->origin().contacts, kAll);
    if (!changed) return tl::unexpected(changed.error());
    if (changed->empty()) return judge;
    const auto subjects = (*judge)->origin().learns ? kMostSubjects : 0;
    const auto learnt = learn_lore(app, *changed, {.most_subjects = subjects});
    if (!learnt) return tl::unexpected(learnt.error());
    auto all = (*judge)->with(*changed, learnt->lore);
    if (!all) return tl::unexpected(all.error());
    return std::move(*all);
}

Result<void> keep_judge(App& app, std::span<const Contact> contacts) {
    const auto due = is_due(app, contacts.size());
    if (!due) return tl::unexpected(due.error());
    if (!*due) return {};
    const auto database = app.store().database_id();
    const auto version = app.store().contacts_version();
    const auto learnt = learn_lore(app, contacts, {.keep = true});
    if (!database) return tl::unexpected(database.error());
    if (!version) return tl::unexpected(version.error());
    if (!learnt) return tl::unexpected(learnt.error());
    const auto judge = ArticleJudge::compile(contacts, learnt->lore);
    if (!judge) return tl::unexpected(judge.error());
    drop_leftovers(app);
    return judge->save(judge_file(app), {*database, *version, learnt->articles, learnt->all});
}

Result<void> drop_judge(const App& app) {
    drop_leftovers(app);
    return remove_file(judge_file(app));
}

}  // namespace sawthis::app
