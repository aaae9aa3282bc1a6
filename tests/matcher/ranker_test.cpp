#include "matcher/ranker.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <tuple>

#include "tests/matcher/matching.hpp"

namespace sawthis::matcher {

namespace {

using Told = std::tuple<std::uint32_t, Slot, MatchKind, float>;

std::vector<Told> told(const std::vector<Ranked>& ranked) {
    std::vector<Told> all;
    for (const auto& one : ranked) all.emplace_back(one.contact, one.slot, one.kind, one.score);
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<Told> told_to(const std::vector<Ranked>& ranked, std::uint32_t contact) {
    auto all = told(ranked);
    std::erase_if(all, [&](const Told& one) { return std::get<0>(one) != contact; });
    return all;
}

/// Two at one company with interests of their own, and one whom nothing concerns.
std::vector<Contact> three_contacts() {
    auto ana = at_company("Brightwater Pumps", {}, "water technology");
    ana.name = "Ana Ruiz";
    ana.interests = {"wind power", "baking"};
    auto bo = at_company("Brightwater Pumps", {}, "water technology");
    bo.id = ContactId{2};
    bo.name = "Bo Lund";
    bo.teams = {"New York Giants"};
    Contact cy;
    cy.id = ContactId{3};
    cy.name = "Cy Okri";
    cy.interests = {"opera"};
    return {ana, bo, cy};
}

const Article kPumps = make_article("Brightwater Pumps opens a factory for wind power",
                                    "Brightwater Pumps makes wind power pay.");
const Article kWind = make_article("Wind power overtakes coal in Spain",
                                   "Wind power gave more electricity than coal for a month.");

TargetKey key_of(const Contact& contact, Slot slot) {
    for (const auto& name : name_targets(contact)) {
        if (name.slot == slot) return name.key;
    }
    FAIL("no such target");
    return 0;
}

Taste never_of(std::uint32_t contact, TargetKey target) {
    return {contact, target, 0, true};
}

}  // namespace

TEST_CASE("contacts who share a target are told of it, others are not", "[matcher][ranker]") {
    Matching matching(three_contacts());
    const auto ranked = matching.ranker().rank(matching.judge(kPumps));
    CHECK_FALSE(told_to(ranked, 0).empty());
    CHECK_FALSE(told_to(ranked, 1).empty());
    CHECK(told_to(ranked, 2).empty());
}

TEST_CASE("each contact has one opener at most, and each facet once", "[matcher][ranker]") {
    Matching matching(three_contacts());
    for (const auto& article :
         {kPumps, kWind,
          make_article("Brightwater Pumps and Ana Ruiz bring wind power to the New York Giants",
                       "Bo Lund of Brightwater Pumps spoke at the Giants' stadium of baking.")}) {
        std::map<std::uint32_t, int> openers;
        std::map<std::pair<std::uint32_t, Slot>, int> facets;
        for (const auto& one : matching.ranker().rank(matching.judge(article))) {
            CAPTURE(article.title, one.contact);
            if (one.kind == MatchKind::opener) CHECK(++openers[one.contact] == 1);
            CHECK(++facets[{one.contact, one.slot}] == 1);
            CHECK(one.score >= 0);
            CHECK(one.score <= 1);
        }
    }
}

TEST_CASE("reasoning about one contact says what ranking all says", "[matcher][ranker]") {
    Matching matching(three_contacts());
    for (const auto& article : {kPumps, kWind}) {
        const auto judgement = matching.judge(article);
        const auto all = matching.ranker().rank(judgement);
        for (std::uint32_t c = 0; c < 3; ++c) {
            const auto one = matching.ranker().reason(judgement, c);
            CHECK(told(one.ranked) == told_to(all, c));
        }
    }
}

TEST_CASE("what a contact is never to hear of again is theirs alone", "[matcher][ranker]") {
    const auto contacts = three_contacts();
    Matching before(contacts);
    Matching after(contacts, {never_of(0, key_of(contacts[0], Slot::company))});
    const auto judgement = before.judge(kPumps);
    const auto plain = before.ranker().rank(judgement);
    const auto taught = after.ranker().rank(judgement);
    CHECK(told_to(taught, 1) == told_to(plain, 1));
    for (const auto& one : taught) CHECK_FALSE((one.contact == 0 && one.slot == Slot::company));
}

TEST_CASE("an interest that is no more wanted hides no other", "[matcher][ranker]") {
    auto contact = three_contacts().front();
    contact.interests = {"baking", "wind power"};
    const auto names = name_targets(contact);
    const auto baking = std::find_if(names.begin(), names.end(),
                                     [](const auto& name) { return name.written == "baking"; });
    Matching matching({contact}, {never_of(0, baking->key)});
    const auto article = make_article(
        "Baking with wind power: baking, baking and baking",
        "Baking bread by wind power. Baking of sourdough in an oven, a baker says of baking.");
    bool baked = false;
    for (const auto& finding : matching.judge(article).findings)
        baked |= finding.target == baking->key;
    CHECK(baked);
    const auto match = matching.find(article, Facet::interest);
    REQUIRE(match);
    CHECK(match->watch == "wind power");
}

TEST_CASE("a lesson shifts what it was about, for that contact", "[matcher][ranker]") {
    auto contacts = three_contacts();
    contacts[1].interests = {"wind power"};
    const TargetKey wind = key_of(contacts[1], Slot::interest);
    Matching plain(contacts);
    const auto judgement = plain.judge(kWind);
    const auto score = [&](std::vector<Taste> tastes, std::uint32_t contact) {
        Matching taught(contacts, std::move(tastes));
        return taught.ranker().reason(judgement, contact).answers;
    };
    const auto before = score({}, 0);
    const auto raised = score({{0, wind, 0.5F, false}}, 0);
    const auto lowered = score({{0, wind, -0.4F, false}, {0, wind, -0.4F, false}}, 0);
    CHECK(raised[1] == Approx(before[1] + 0.5F));
    CHECK(lowered[1] == Approx(before[1] - 0.8F));
    CHECK(score({{0, wind, 0.5F, false}}, 1) == score({}, 1));
    CHECK(score({{0, wind + 1, 0.5F, false}}, 0) == before);
}

TEST_CASE("each word of the user teaches as much as it says", "[matcher][ranker]") {
    const auto shift_of = [](FeedbackVerdict verdict) {
        Feedback feedback;
        feedback.target = 5;
        feedback.verdict = verdict;
        const auto taste = taste_of(feedback);
        REQUIRE(taste);
        CHECK(taste->target == 5);
        return taste->shift;
    };
    CHECK(shift_of(FeedbackVerdict::sent) > 0);
    CHECK(shift_of(FeedbackVerdict::dismiss) < 0);
    CHECK(shift_of(FeedbackVerdict::wrong) < shift_of(FeedbackVerdict::dismiss));
    CHECK(shift_of(FeedbackVerdict::not_person) < shift_of(FeedbackVerdict::dismiss));
    Feedback feedback;
    feedback.verdict = FeedbackVerdict::never;
    CHECK(taste_of(feedback)->never);
    feedback.verdict = FeedbackVerdict::later;
    CHECK_FALSE(taste_of(feedback));
}

TEST_CASE("a finding for nobody known is passed over", "[matcher][ranker]") {
    Matching matching(three_contacts());
    auto judgement = matching.judge(kPumps);
    const auto before = told(matching.ranker().rank(judgement));
    Finding stray = judgement.findings.front();
    stray.target += 1;
    judgement.findings.push_back(stray);
    CHECK(told(matching.ranker().rank(judgement)) == before);
    CHECK(matching.ranker().rank(Judgement{}).empty());
}

TEST_CASE("what rests on ordinary words of a field needs more to be an opener",
          "[matcher][ranker]") {
    Contact keen;
    keen.id = ContactId{1};
    keen.interests = {"sailing"};
    Matching matching({keen});
    const auto needed = [&](const std::string& title, const std::string& text) {
        return matching.ranker().reason(matching.judge(make_article(title, text)), 0).needed_good;
    };
    CHECK(needed("Sailing returns to the bay", "Forty boats came.") == kOpenerGood);
    CHECK(needed("Crew and skipper leave the harbour",
                 "The crew of the boat hoisted a sail and the mast held.") == kVagueGood);
}

}  // namespace sawthis::matcher
