#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "matcher/article_judge.hpp"
#include "matcher/ranker.hpp"

namespace sawthis::matcher {

inline Article make_article(std::string title, std::string text) {
    Article article;
    article.id = ArticleId{3};
    article.title = std::move(title);
    article.text = std::move(text);
    return article;
}

inline Contact at_company(std::string company, std::vector<std::string> aliases = {},
                          std::string industry = {}) {
    Contact contact;
    contact.id = ContactId{1};
    contact.company = std::move(company);
    contact.company_aliases = std::move(aliases);
    contact.industry = std::move(industry);
    return contact;
}

inline Contact fan_of(std::string team) {
    Contact contact;
    contact.id = ContactId{1};
    contact.teams = {std::move(team)};
    return contact;
}

/// Every word is as rare as one of no note, and nothing was learnt.
inline Lore plain_lore() {
    return {[](std::string_view) { return 6.0F; }, {}};
}

/// The weights built in, read once.
inline const PairModel& built_in_model() {
    static const PairModel model = PairModel::load().value();
    return model;
}

/// The words of an article that evidence covers.
inline std::vector<std::string> words_of(const std::vector<Evidence>& evidence,
                                         const Article& article) {
    std::vector<std::string> words;
    for (const auto& [part, span] : evidence) {
        const auto& text = part == ArticlePart::title ? article.title : article.text;
        words.push_back(text.substr(span.begin, span.end - span.begin));
    }
    return words;
}

/// All of the matcher for some contacts: what an installation does, without its disk.
class Matching {
public:
    explicit Matching(std::vector<Contact> contacts, std::vector<Taste> tastes = {})
        : contacts_(std::move(contacts)),
          judge_(compile(contacts_)),
          scratch_(judge_),
          ranker_(contacts_, built_in_model(), std::move(tastes)) {}

    [[nodiscard]] const std::vector<Contact>& contacts() const { return contacts_; }
    [[nodiscard]] const Ranker& ranker() const { return ranker_; }
    [[nodiscard]] Judgement judge(const Article& article) {
        return judge_.judge(article, scratch_);
    }

    /// What is told, to all contacts; the judgement has been to the store and back.
    [[nodiscard]] std::vector<Match> find(const Article& article) {
        const auto judgement = decode_judgement(encode(judge(article)));
        REQUIRE(judgement);
        std::vector<Match> matches;
        for (const Ranked& ranked : ranker_.rank(*judgement)) {
            const Finding& finding = judgement->findings.at(ranked.finding);
            const Contact& contact = contacts_.at(ranked.contact);
            Match match;
            match.contact = contact.id;
            match.article = article.id;
            match.facet = facet_of(ranked.slot);
            match.kind = ranked.kind;
            match.score = ranked.score;
            match.chance = ranked.good;
            match.perhaps = ranked.perhaps;
            match.target = finding.target;
            match.sensitive_why =
                ranked.theirs ? judgement->hurts_theirs : judgement->hurts_anybody;
            match.sensitive = !match.sensitive_why.empty();
            match.evidence = finding.evidence;
            for (const auto& name : ranker_.targets(ranked.contact)) {
                if (name.key == finding.target) match.watch = name.written;
            }
            match.mood = mood_of(finding, match.sensitive);
            match.event = judgement->event;
            match.reason = make_reason(finding, match.watch, match.event, match.perhaps);
            matches.push_back(std::move(match));
        }
        return matches;
    }

    /// What the only contact, or the one of that place, is told of one facet.
    [[nodiscard]] std::optional<Match> find(const Article& article, Facet facet,
                                            std::size_t contact = 0) {
        for (Match& match : find(article)) {
            if (match.facet == facet && match.contact == contacts_.at(contact).id) return match;
        }
        return std::nullopt;
    }

private:
    static ArticleJudge compile(const std::vector<Contact>& contacts) {
        auto judge = ArticleJudge::compile(contacts, plain_lore());
        if (!judge) FAIL(judge.error().detail);
        return std::move(*judge);
    }

    std::vector<Contact> contacts_;
    ArticleJudge judge_;
    JudgeScratch scratch_;
    Ranker ranker_;
};

}  // namespace sawthis::matcher
