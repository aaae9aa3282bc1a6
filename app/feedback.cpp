#include "app/feedback.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/article_names.hpp"
#include "app/who.hpp"
#include "core/number.hpp"
#include "core/text.hpp"
#include "matcher/ranker.hpp"

namespace sawthis::app {

namespace {

struct MatchName {
    std::string_view contact;
    ArticleId article;
};

/// A key may hold a colon itself, so the last one parts.
std::optional<MatchName> parse_match_name(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const auto article = parse_number<std::int64_t>(text.substr(colon + 1));
    if (!article || *article == 0) return std::nullopt;
    return MatchName{text.substr(0, colon), ArticleId{*article}};
}

bool is_named(const matcher::Ranked& ranked) {
    using matcher::Slot;
    return ranked.slot == Slot::company || ranked.slot == Slot::team || ranked.slot == Slot::person;
}

/// What the user means: the opener, else the first alert; a wrong sense is that of a name.
const matcher::Ranked* meant(const std::vector<matcher::Ranked>& ranked, FeedbackVerdict verdict) {
    const bool of_name =
        verdict == FeedbackVerdict::wrong || verdict == FeedbackVerdict::not_person;
    const matcher::Ranked* best = nullptr;
    for (const auto& one : ranked) {
        const bool better = best == nullptr || (of_name && is_named(one) && !is_named(*best)) ||
                            (!of_name && one.kind < best->kind);
        if (better) best = &one;
    }
    return best;
}

std::string written_of(const Contact& contact, std::uint64_t target) {
    for (auto& name : matcher::name_targets(contact)) {
        if (name.key == target) return std::move(name.written);
    }
    return {};
}

/// As if nothing had been said before, so that saying it twice means the same.
Result<Feedback> find_meant(App& app, const Contact& contact, ArticleId article,
                            FeedbackVerdict verdict) {
    const auto judgement = find_judgement(app, article);
    const auto model = matcher::PairModel::load();
    if (!judgement) return tl::unexpected(judgement.error());
    if (!model) return tl::unexpected(model.error());
    if (*judgement) {
        const matcher::Ranker ranker(std::span(&contact, 1), *model);
        const auto reasoning = ranker.reason(**judgement, 0);
        if (const auto* ranked = meant(reasoning.ranked, verdict)) {
            return Feedback{0,
                            contact.id,
                            article,
                            {},
                            matcher::facet_of(ranked->slot),
                            (*judgement)->findings[ranked->finding].target,
                            verdict,
                            app.now()};
        }
    }
    return fail(ErrorCode::not_found,
                fmt::format("{0} has no match with article {1}; `sawthis match --explain {0} {1}` "
                            "says why",
                            one_line(contact.key), article.value));
}

}  // namespace

Result<FeedbackRow> give_feedback(App& app, std::string_view match, FeedbackVerdict verdict) {
    const auto name = parse_match_name(match);
    if (!name) {
        return fail(ErrorCode::bad_input,
                    fmt::format("{}: a match is named CONTACT:ARTICLE, as in ana-ruiz:1204; the "
                                "digest and `sawthis match --json` say which",
                                one_line(match)));
    }
    const auto contact = app.store().find_contact(name->contact);
    const auto article = app.store().load_articles(std::span(&name->article, 1));
    if (!contact) return tl::unexpected(contact.error());
    if (!article) return tl::unexpected(article.error());
    if (!*contact || article->empty()) {
        return fail(ErrorCode::not_found, fmt::format("{}: there is no such {}", one_line(match),
                                                      *contact ? "article" : "contact"));
    }
    auto feedback = find_meant(app, **contact, name->article, verdict);
    if (!feedback) return tl::unexpected(feedback.error());
    const auto id = app.store().add_feedback(*feedback);
    if (!id) return tl::unexpected(id.error());
    feedback->id = *id;
    feedback->story = article->front().story;
    auto written = written_of(**contact, feedback->target);
    return FeedbackRow{*feedback, **contact, article->front().title, std::move(written)};
}

Result<std::vector<FeedbackRow>> list_feedback(App& app, const std::optional<std::string>& who) {
    std::optional<ContactId> only;
    if (who) {
        const auto contact = app.store().find_contact(*who);
        if (!contact) return tl::unexpected(contact.error());
        if (!*contact)
            return fail(ErrorCode::not_found, one_line(*who) + ": no contact has this id or name");
        only = (*contact)->id;
    }
    auto feedback = app.store().load_feedback();
    if (!feedback) return tl::unexpected(feedback.error());
    if (only) std::erase_if(*feedback, [&](const Feedback& one) { return one.contact != *only; });
    std::vector<ArticleId> articles;
    for (const auto& one : *feedback) articles.push_back(one.article);
    const auto names = load_article_names(app, std::move(articles));
    if (!names) return tl::unexpected(names.error());
    std::vector<FeedbackRow> rows;
    for (const auto& one : *feedback) {
        const auto contact = app.store().load_contacts(std::span(&one.contact, 1));
        if (!contact) return tl::unexpected(contact.error());
        const auto name = names->find(one.article);
        if (contact->empty() || name == names->end()) continue;
        rows.push_back(
            {one, contact->front(), name->second.title, written_of(contact->front(), one.target)});
    }
    return rows;
}

Result<void> undo_feedback(App& app, std::int64_t id) {
    const auto undone = app.store().undo_feedback(id);
    if (!undone) return tl::unexpected(undone.error());
    if (!*undone) {
        return fail(ErrorCode::not_found,
                    fmt::format("{}: no feedback of this number is in force; see `sawthis feedback "
                                "list`",
                                id));
    }
    return {};
}

}  // namespace sawthis::app
