#include "app/judging.hpp"

#include <malloc.h>

#include <algorithm>
#include <unordered_set>

#include "app/kept_judge.hpp"
#include "app/lore.hpp"
#include "app/side_by_side.hpp"
#include "app/target_naming.hpp"
#include "matcher/article_judge.hpp"
#include "matcher/revision.hpp"

namespace sawthis::app {

namespace {

using matcher::ArticleJudge;
using matcher::Judgement;
using matcher::JudgeScratch;
using matcher::TargetKey;

constexpr std::size_t kBatch = 1'000;  // articles of one commit

std::unordered_set<TargetKey> targets_of(const std::vector<Contact>& contacts) {
    std::unordered_set<TargetKey> targets;
    for (const Contact& contact : contacts) {
        for (const auto& name : matcher::name_targets(contact)) targets.insert(name.key);
    }
    return targets;
}

/// The findings for new targets come to those that are known; a target judged twice counts once.
std::string merge_findings(const std::string& known, Judgement&& fresh,
                           const std::unordered_set<TargetKey>& wanted) {
    auto judgement = matcher::decode_judgement(known);
    if (!judgement) return matcher::encode(fresh);
    std::erase_if(judgement->findings,
                  [&](const auto& finding) { return wanted.contains(finding.target); });
    std::move(fresh.findings.begin(), fresh.findings.end(),
              std::back_inserter(judgement->findings));
    return matcher::encode(*judgement);
}

/// One for each thread that judges.
std::vector<JudgeScratch> make_scratches(const ArticleJudge& judge) {
    std::vector<JudgeScratch> scratches;
    for (std::size_t i = 0; i < worker_count(); ++i) scratches.emplace_back(judge);
    return scratches;
}

/// The judgements of these articles, in their order; a scratch for each thread.
std::vector<Judgement> judge_side_by_side(const std::vector<const Article*>& articles,
                                          const ArticleJudge& judge,
                                          std::vector<JudgeScratch>& scratches) {
    std::vector<Judgement> judgements(articles.size());
    do_side_by_side(articles.size(), [&](std::size_t i, std::size_t worker) {
        judgements[i] = judge.judge(*articles[i], scratches[worker]);
    });
    return judgements;
}

/// One run over the articles, in order of their changes.
class Run {
public:
    Run(App& app, const ProgressSink& progress, std::int64_t last)
        : app_(app),
          progress_(progress),
          last_(last),
          oldest_(app.now() - app.config().matching.window) {}

    /// Judges what changed after `change`, up to `until`; `finish` gives what is to be kept of an
    /// article, empty for nothing; `save(judgements, change)` keeps a batch.
    template <class Finish, class Save>
    Result<std::size_t> over(std::int64_t change, std::int64_t until, const ArticleJudge& judge,
                             Finish&& finish, Save&& save) {
        std::size_t done = 0;
        auto scratches = make_scratches(judge);
        while (change < until) {
            const auto batch = app_.store().load_changed_articles(change, kBatch);
            if (!batch) return tl::unexpected(batch.error());
            if (batch->empty()) break;
            std::vector<const Article*> articles;
            for (const auto& [article, number] : *batch) {
                if (number > until) break;
                change = number;
                ++done;
                if (appeared(article) >= oldest_) articles.push_back(&article);
            }
            std::vector<store::Store::NewJudgement> judgements;
            auto all = judge_side_by_side(articles, judge, scratches);
            for (std::size_t i = 0; i < articles.size(); ++i) {
                auto bytes = finish(*articles[i], std::move(all[i]));
                if (!bytes.empty()) judgements.push_back({articles[i]->id, std::move(bytes)});
            }
            if (batch->back().change > until) change = until;
            if (const auto saved = save(judgements, change); !saved)
                return tl::unexpected(saved.error());
            if (progress_)
                progress_({"matching", "articles", done, static_cast<std::size_t>(last_)});
        }
        return done;
    }

private:
    App& app_;
    const ProgressSink& progress_;
    std::int64_t last_;
    Instant oldest_;
};

/// What was judged already is judged once more for new targets alone.
Result<std::size_t> judge_new_targets(App& app, Run& run, const std::vector<Contact>& contacts,
                                      const std::unordered_set<TargetKey>& fresh,
                                      std::int64_t until) {
    const auto learnt = learn_lore(app, contacts);
    if (!learnt) return tl::unexpected(learnt.error());
    auto judge = ArticleJudge::compile(contacts, learnt->lore,
                                       [&](TargetKey key) { return fresh.contains(key); });
    if (!judge) return tl::unexpected(judge.error());
    return run.over(
        0, until, *judge,
        [&](const Article& article, Judgement&& judgement) -> std::string {
            if (judgement.findings.empty()) return {};
            const auto known = app.store().find_judgement(article.id);
            return merge_findings(known && *known ? (*known)->judgement : std::string{},
                                  std::move(judgement), fresh);
        },
        [&](const auto& judgements, std::int64_t) {
            return app.store().save_judged_targets(judgements, {});
        });
}

Result<std::size_t> judge_new_articles(App& app, Run& run, std::int64_t from, std::int64_t until) {
    const auto judge = load_judge(app);
    if (!judge) return tl::unexpected(judge.error());
    if (!*judge) return fail(ErrorCode::storage, "the judge that was just kept is gone");
    return run.over(
        from, until, **judge,
        [](const Article&, Judgement&& judgement) { return matcher::encode(judgement); },
        [&](const auto& judgements, std::int64_t change) {
            return app.store().save_judgements(judgements, change);
        });
}

}  // namespace

Result<void> forget_judgements(App& app) {
    return app.store().clear_judgements(matcher::kMatcherRevision);
}

Result<std::size_t> update_judgements(App& app, const ProgressSink& progress) {
    auto position = app.store().judge_position();
    if (!position) return tl::unexpected(position.error());
    if (position->version != matcher::kMatcherRevision) {
        if (const auto cleared = forget_judgements(app); !cleared)
            return tl::unexpected(cleared.error());
        position->change = 0;
    }
    const auto last = app.store().last_change();
    const auto contacts = app.store().load_contacts();
    const auto known = app.store().load_judged_targets();
    if (!last) return tl::unexpected(last.error());
    if (!contacts) return tl::unexpected(contacts.error());
    if (!known) return tl::unexpected(known.error());

    if (const auto kept = app.store().update_targets(target_naming()); !kept)
        return tl::unexpected(kept.error());
    auto fresh = targets_of(*contacts);
    std::vector<TargetKey> gone;  // of fields that the user changed
    for (const TargetKey key : *known) {
        if (fresh.erase(key) == 0) gone.push_back(key);
    }
    if (const auto dropped = app.store().drop_judged_targets(gone); !dropped)
        return tl::unexpected(dropped.error());
    if (const auto kept = keep_judge(app, *contacts); !kept) return tl::unexpected(kept.error());
    if (fresh.empty() && position->change == *last) return 0;
    Run run(app, progress, *last);
    std::size_t judged = 0;
    if (!fresh.empty()) {
        if (position->change > 0) {  // else there is nothing to look through again
            const auto again = judge_new_targets(app, run, *contacts, fresh, position->change);
            if (!again) return again;
            judged += *again;
        }
        std::vector<std::uint64_t> targets(fresh.begin(), fresh.end());
        std::sort(targets.begin(), targets.end());  // as they lie in the store
        if (const auto saved = app.store().save_judged_targets({}, targets); !saved)
            return tl::unexpected(saved.error());
    }
    if (position->change < *last) {
        const auto anew = judge_new_articles(app, run, position->change, *last);
        if (!anew) return anew;
        judged += *anew;
    }
    malloc_trim(0);  // what judging took would lie beside what ranking takes
    return judged;
}

}  // namespace sawthis::app
