#include "app/explain.hpp"

#include <algorithm>
#include <cmath>

#include "app/match_book.hpp"
#include "app/who.hpp"
#include "core/text.hpp"

namespace sawthis::app {

namespace {

using matcher::Judgement;
using matcher::Question;
using matcher::Ranker;
using matcher::Slot;

bool has_name(Slot slot) {
    return slot == Slot::company || slot == Slot::team || slot == Slot::person ||
           slot == Slot::place;
}

notifier::Excerpt excerpt_at(const Article& article, const Evidence& evidence) {
    return notifier::make_excerpt(article, std::span(&evidence, 1));
}

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words;
    for (const auto [begin, end] : find_words(text)) {
        words.push_back(fold_case(text.substr(begin, end - begin)));
    }
    return words;
}

/// Where the words of `name` stand one after the other, case and accents ignored.
std::optional<Span> find_name(std::string_view text, const std::vector<std::string>& name) {
    const auto spans = find_words(text);
    const auto words = folded_words(text);
    const auto found = std::search(words.begin(), words.end(), name.begin(), name.end());
    if (name.empty() || found == words.end()) return std::nullopt;
    const auto first = static_cast<std::size_t>(found - words.begin());
    return Span{spans[first].begin, spans[first + name.size() - 1].end};
}

/// By any of the names, the first that is found.
std::optional<notifier::Excerpt> find_namesake(const Article& article,
                                               const std::vector<std::string>& written) {
    for (const auto& one : written) {
        const auto name = folded_words(one);
        if (const auto span = find_name(article.title, name))
            return excerpt_at(article, {ArticlePart::title, *span});
        if (const auto span = find_name(article.text, name))
            return excerpt_at(article, {ArticlePart::text, *span});
    }
    return std::nullopt;
}

std::vector<std::string> names_of(const matcher::TargetName& target, const Contact& contact) {
    std::vector<std::string> names{target.written};
    if (target.slot == Slot::company)
        names.insert(names.end(), contact.company_aliases.begin(), contact.company_aliases.end());
    return names;
}

ExplainedTarget explain_target(matcher::TargetName name, const Contact& contact,
                               const Judgement& judgement, const Article& article) {
    constexpr std::size_t kMostSentences = 3;
    ExplainedTarget target;
    for (const auto& finding : judgement.findings) {
        if (finding.target != name.key) continue;
        target.found = true;
        for (const auto& evidence : finding.evidence) {
            auto sentence = excerpt_at(article, evidence);
            const bool told =
                std::any_of(target.sentences.begin(), target.sentences.end(),
                            [&](const auto& one) { return one.text == sentence.text; });
            if (!told && target.sentences.size() < kMostSentences)
                target.sentences.push_back(std::move(sentence));
        }
    }
    if (!target.found && has_name(name.slot))
        target.namesake = find_namesake(article, names_of(name, contact));
    target.name = std::move(name);
    return target;
}

/// The strongest on both sides.
void weigh_features(const Judgement& judgement, const Ranker& ranker,
                    const Ranker::Reasoning& reasoning, Explanation& explanation) {
    constexpr std::size_t kMost = 6;
    constexpr double kLeast = 0.05;
    const auto features = matcher::make_features(judgement, reasoning.pair);
    const auto add = [&](const std::string& feature, double value, double did) {
        if (std::fabs(did) < kLeast) return;
        auto& side = did > 0 ? explanation.in_favour : explanation.against;
        side.push_back({feature, value, did});
    };
    for (std::size_t i = 0; i < features.size(); ++i) {
        add(matcher::feature_names()[i], features[i],
            features[i] * ranker.model().weight(i, Question::good));
    }
    add("what you said of such news", reasoning.shift, reasoning.shift);
    for (auto* side : {&explanation.in_favour, &explanation.against}) {
        std::sort(side->begin(), side->end(), [](const Contribution& a, const Contribution& b) {
            return std::fabs(a.did) > std::fabs(b.did);
        });
        if (side->size() > kMost) side->resize(kMost);
    }
}

std::vector<Decision> decisions_of(const Ranker::Reasoning& reasoning) {
    const auto answer = [&](Question question) {
        return static_cast<double>(
            matcher::probability(reasoning.answers[static_cast<std::size_t>(question)]));
    };
    const auto has = [&](Slot slot) {
        return reasoning.pair[static_cast<std::size_t>(slot)] != nullptr;
    };
    std::vector<Decision> decisions{
        {"the user would send it", answer(Question::good), reasoning.needed_good}};
    if (reasoning.needed_worth)
        decisions.push_back(
            {"it matters to them", answer(Question::worth), *reasoning.needed_worth});
    if (has(Slot::company))
        decisions.push_back(
            {"it is about their company", answer(Question::company), matcher::kCompanyRight});
    if (has(Slot::team))
        decisions.push_back(
            {"it is about their team", answer(Question::team), matcher::kTeamRight});
    return decisions;
}

/// An opener that is not sure takes a surer one of the same contact beside it (silence_unsure()).
Result<void> weigh_beside_others(App& app, Explanation& explanation) {
    for (auto& match : explanation.matches) {
        if (match.kind != MatchKind::opener || match.chance >= matcher::kFirstGood) continue;
        const auto book = MatchBook::load(app, std::nullopt, {explanation.contact});
        if (!book) return tl::unexpected(book.error());
        const double surest = surest_opener(book->matches_of(0));
        explanation.decisions.push_back({"this or another article is a sure reason to write",
                                         std::max(surest, match.chance), matcher::kFirstGood});
        if (surest < matcher::kFirstGood) match.kind = MatchKind::alert;
    }
    return {};
}

/// Marks what the ranker passes over because the user said so.
void mark_denied(const std::vector<matcher::Taste>& tastes, Explanation& explanation) {
    const auto story = explanation.article.story;
    for (auto& target : explanation.targets) {
        target.denied = target.found && std::ranges::any_of(tastes, [&](const auto& taste) {
                            const bool here = taste.never || (story && taste.wrong_in == story);
                            return taste.target == target.name.key && here;
                        });
    }
}

Result<void> add_feedback(App& app, Explanation& explanation) {
    auto rows = list_feedback(app, explanation.contact.key);
    if (!rows) return tl::unexpected(rows.error());
    for (auto& row : *rows) {
        const bool applies = std::any_of(
            explanation.targets.begin(), explanation.targets.end(), [&](const auto& target) {
                return target.found && target.name.key == row.feedback.target;
            });
        if (applies) explanation.feedback.push_back(std::move(row));
    }
    return {};
}

Result<Explanation> explain(App& app, Explanation explanation, const Judgement& judgement) {
    const auto model = matcher::PairModel::load();
    const auto feedback = app.store().load_feedback();
    if (!model) return tl::unexpected(model.error());
    if (!feedback) return tl::unexpected(feedback.error());
    const auto said = matcher::last_words(*feedback);
    const Contact& contact = explanation.contact;
    const auto tastes = make_tastes(std::span(&contact.id, 1), said);
    const Ranker ranker(std::span(&contact, 1), *model, tastes, matcher::facet_shifts(said));
    const auto reasoning = ranker.reason(judgement, 0, explanation.article.story);
    for (const auto& ranked : reasoning.ranked) {
        explanation.matches.push_back(
            make_match(contact, ranker.targets(0), explanation.article.id, judgement, ranked));
    }
    for (const auto& name : ranker.targets(0)) {
        explanation.targets.push_back(
            explain_target(name, contact, judgement, explanation.article));
    }
    mark_denied(tastes, explanation);
    weigh_features(judgement, ranker, reasoning, explanation);
    const bool theirs = reasoning.pair[static_cast<std::size_t>(Slot::company)] != nullptr ||
                        reasoning.pair[static_cast<std::size_t>(Slot::person)] != nullptr ||
                        reasoning.namesake;
    explanation.sensitive_why = theirs ? judgement.hurts_theirs : judgement.hurts_anybody;
    explanation.decisions = decisions_of(reasoning);
    if (const auto weighed = weigh_beside_others(app, explanation); !weighed)
        return tl::unexpected(weighed.error());
    if (const auto added = add_feedback(app, explanation); !added)
        return tl::unexpected(added.error());
    return explanation;
}

}  // namespace

Result<Explanation> explain_match(App& app, const std::string& contact,
                                  const std::string& article) {
    auto found = app.store().find_contact(contact);
    if (!found) return tl::unexpected(found.error());
    if (!*found)
        return fail(ErrorCode::not_found, one_line(contact) + ": no contact has this id or name");
    auto input = read_article(app, article);
    if (!input) return tl::unexpected(input.error());
    Explanation explanation;
    explanation.contact = std::move(**found);
    explanation.article = std::move(input->article);
    std::optional<Judgement> judgement;
    if (input->known) {
        auto stored = find_judgement(app, explanation.article.id);
        if (!stored) return tl::unexpected(stored.error());
        judgement = std::move(*stored);
    }
    if (!judgement) {
        auto now = judge_now(app, std::span(&explanation.contact, 1), explanation.article);
        if (!now) return tl::unexpected(now.error());
        judgement = std::move(*now);
        explanation.judged_now = true;
    }
    return explain(app, std::move(explanation), *judgement);
}

}  // namespace sawthis::app
