#include "app/who.hpp"

#include <algorithm>
#include <chrono>

#include "app/kept_judge.hpp"
#include "app/lore.hpp"
#include "app/match_book.hpp"
#include "app/target_naming.hpp"
#include "core/log.hpp"
#include "matcher/article_judge.hpp"

namespace sawthis::app {

namespace {

using matcher::Judgement;
using matcher::Ranked;
using store::TargetHolder;

std::vector<std::uint64_t> targets_in(const Judgement& judgement) {
    std::vector<std::uint64_t> targets;
    for (const auto& finding : judgement.findings) targets.push_back(finding.target);
    std::sort(targets.begin(), targets.end());
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    return targets;
}

/// Without what is kept of their targets: everybody is read.
Result<std::vector<TargetHolder>> ask_everybody(App& app,
                                                const std::vector<std::uint64_t>& targets) {
    const auto contacts = app.store().load_contacts();
    if (!contacts) return tl::unexpected(contacts.error());
    const auto naming = target_naming();
    std::vector<TargetHolder> holders;
    for (const Contact& contact : *contacts) {
        for (const auto target : naming.targets_of(contact)) {
            if (std::binary_search(targets.begin(), targets.end(), target)) {
                holders.push_back({target, contact.id});
            }
        }
    }
    return holders;
}

Result<std::vector<TargetHolder>> find_holders(App& app, const Judgement& judgement) {
    const auto targets = targets_in(judgement);
    auto kept = app.store().find_holders(targets, target_naming().revision);
    if (!kept) return tl::unexpected(kept.error());
    if (*kept) return std::move(**kept);
    return ask_everybody(app, targets);
}

std::vector<ContactId> contacts_in(const std::vector<TargetHolder>& holders) {
    std::vector<ContactId> contacts;
    contacts.reserve(holders.size());
    for (const auto& holder : holders) contacts.push_back(holder.contact);
    std::sort(contacts.begin(), contacts.end());
    contacts.erase(std::unique(contacts.begin(), contacts.end()), contacts.end());
    return contacts;
}

std::vector<matcher::Ranker::Held> places_of(const std::vector<TargetHolder>& holders,
                                             const std::vector<ContactId>& contacts) {
    std::vector<matcher::Ranker::Held> held;
    held.reserve(holders.size());
    for (const auto& [target, contact] : holders) {
        const auto place = std::lower_bound(contacts.begin(), contacts.end(), contact);
        held.emplace_back(target, static_cast<std::uint32_t>(place - contacts.begin()));
    }
    return held;
}

/// Of each contact the match that says most: an opener rather than an alert. Best first.
void keep_one_of_each(std::vector<Ranked>& ranked) {
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return a.contact != b.contact ? a.contact < b.contact : a.kind < b.kind;
    });
    const auto same = [](const Ranked& a, const Ranked& b) { return a.contact == b.contact; };
    ranked.erase(std::unique(ranked.begin(), ranked.end(), same), ranked.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
}

}  // namespace

Result<WhoReport> rank_contacts(App& app, ArticleInput article, const Judgement& judgement,
                                std::size_t limit) {
    const auto model = matcher::PairModel::load();
    const auto holders = find_holders(app, judgement);
    const auto feedback = app.store().load_feedback();
    if (!model) return tl::unexpected(model.error());
    if (!holders) return tl::unexpected(holders.error());
    if (!feedback) return tl::unexpected(feedback.error());
    const auto contacts = contacts_in(*holders);
    const auto said = matcher::last_words(*feedback);
    const matcher::Ranker ranker(places_of(*holders, contacts), *model, make_tastes(contacts, said),
                                 matcher::facet_shifts(said));
    auto ranked = ranker.rank(judgement, article.article.story);
    keep_one_of_each(ranked);

    WhoReport report{std::move(article.article), article.known, {}, ranked.size(), contacts.size()};
    if (ranked.size() > limit) ranked.resize(limit);
    for (const Ranked& one : ranked) {
        auto loaded = app.store().load_contacts(std::span(&contacts[one.contact], 1));
        if (!loaded) return tl::unexpected(loaded.error());
        if (loaded->empty()) continue;  // forgotten meanwhile
        Contact& contact = loaded->front();
        auto match =
            make_match(contact, matcher::name_targets(contact), report.article.id, judgement, one);
        report.rows.push_back({std::move(contact), std::move(match)});
    }
    return report;
}

Result<std::optional<Judgement>> find_judgement(App& app, ArticleId article) {
    const auto stored = app.store().find_judgement(article);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored) return std::nullopt;
    return matcher::decode_judgement((*stored)->judgement);
}

Result<Judgement> judge_now(App& app, std::span<const Contact> contacts, const Article& article) {
    const auto learnt = learn_lore(app, contacts);
    if (!learnt) return tl::unexpected(learnt.error());
    const auto judge = matcher::ArticleJudge::compile(contacts, learnt->lore);
    if (!judge) return tl::unexpected(judge.error());
    matcher::JudgeScratch scratch(*judge);
    return judge->judge(article, scratch);
}

Result<Judgement> judge_for_all(App& app, const Article& article) {
    const auto kept = load_judge(app);
    if (!kept) return tl::unexpected(kept.error());
    if (*kept) {
        matcher::JudgeScratch scratch(**kept);
        return (*kept)->judge(article, scratch);
    }
    const auto contacts = app.store().load_contacts();
    if (!contacts) return tl::unexpected(contacts.error());
    return judge_now(app, *contacts, article);
}

Result<WhoReport> find_who(App& app, const std::string& what, std::size_t limit) {
    const auto started = std::chrono::steady_clock::now();
    auto input = read_article(app, what);
    if (!input) return tl::unexpected(input.error());
    std::optional<Judgement> judgement;
    if (input->known) {
        auto stored = find_judgement(app, input->article.id);
        if (!stored) return tl::unexpected(stored.error());
        judgement = std::move(*stored);
    }
    if (!judgement) {
        auto now = judge_for_all(app, input->article);
        if (!now) return tl::unexpected(now.error());
        judgement = std::move(*now);
    }
    auto report = rank_contacts(app, std::move(*input), *judgement, limit);
    const auto took = std::chrono::steady_clock::now() - started;
    if (report) {
        const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
        log_event(LogLevel::info, "who_ranked",
                  {{"looked_at", std::to_string(report->looked_at)},
                   {"found", std::to_string(report->found)},
                   {"took_us", std::to_string(us)}});
    }
    return report;
}

}  // namespace sawthis::app
