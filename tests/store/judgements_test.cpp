#include <algorithm>

#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

struct TwoContacts : OneSource {
    ContactId ana, bo;
    StoryId story;
    TwoContacts() {
        Contact a;
        a.key = a.name = "Ana";
        Contact b;
        b.key = b.name = "Bo";
        const std::vector<Contact> contacts{a, b};
        const auto added = want(store.put_contacts(contacts));
        ana = added[0].id;
        bo = added[1].id;
        auto late = make_article("2", "", "Two", "2");
        auto early = make_article("1", "", "One", "1");
        early.published = at(100);
        poll(store, source, {late, early});
        const std::vector<Store::Grouping> groupings{{{1}, std::nullopt, "s"}};
        story = want(store.save_groupings(groupings)).at(0);
    }
};

Feedback say(ContactId contact, ArticleId article, FeedbackVerdict verdict) {
    Feedback feedback;
    feedback.contact = contact;
    feedback.article = article;
    feedback.facet = Facet::team;
    feedback.target = 0xF000'0000'0000'0001;  // more than a signed number holds
    feedback.verdict = verdict;
    feedback.said_at = at(9);
    return feedback;
}

const std::string kBytes{"\x01\0\xFF any", 7};

}  // namespace

TEST_CASE("judgements are kept as they are given, with how far the judges came",
          "[store][judgements]") {
    TwoContacts two;
    want(two.store.save_judgements(std::vector<Store::NewJudgement>{{{1}, kBytes}, {{2}, "b"}}, 2));
    CHECK(want(two.store.judge_position()).change == 2);
    const auto stored = want(two.store.load_judgements(std::nullopt));
    REQUIRE(stored.size() == 2);
    CHECK(stored[0].article == ArticleId{1});
    CHECK(stored[0].story == two.story);
    CHECK(stored[0].judgement == kBytes);
    CHECK(stored[1].appeared == at(100));
    CHECK(want(two.store.load_judgements(at(101))).size() == 1);
    CHECK(want(two.store.find_judgement({2}))->judgement == "b");
    CHECK_FALSE(want(two.store.find_judgement({9})));

    want(two.store.save_judgements(std::vector<Store::NewJudgement>{{{2}, "c"}}, 3));
    CHECK(want(two.store.find_judgement({1}))->judgement == kBytes);  // the other article's stays
    CHECK(want(two.store.find_judgement({2}))->judgement == "c");
    CHECK(want(two.store.judge_position()).change == 3);
}

TEST_CASE("judgements of an article that is gone are refused as a whole", "[store][judgements]") {
    TwoContacts two;
    const std::vector<Store::NewJudgement> judgements{{{1}, "a"}, {{99}, "b"}};
    CHECK(two.store.save_judgements(judgements, 2).error().code == ErrorCode::not_found);
    CHECK(two.store.save_judged_targets(judgements, {}).error().code == ErrorCode::not_found);
    CHECK(want(two.store.load_judgements(std::nullopt)).empty());
    CHECK(want(two.store.judge_position()).change == 0);
}

TEST_CASE("targets that were judged are remembered, each once", "[store][judgements]") {
    TwoContacts two;
    const std::vector<std::uint64_t> targets{7, 0xF000'0000'0000'0001};
    const std::vector<Store::NewJudgement> judgements{{{1}, "a"}};
    want(two.store.save_judged_targets(judgements, targets));
    want(two.store.save_judged_targets({}, targets));
    auto known = want(two.store.load_judged_targets());
    std::sort(known.begin(), known.end());
    CHECK(known == targets);
    CHECK(want(two.store.find_judgement({1}))->judgement == "a");
    CHECK(want(two.store.judge_position()).change == 0);  // for new targets alone
    want(two.store.drop_judged_targets({targets.data(), 1}));
    want(two.store.drop_judged_targets({targets.data(), 1}));
    CHECK(want(two.store.load_judged_targets()) == std::vector{targets[1]});
}

TEST_CASE("everything can be judged anew by other judges", "[store][judgements]") {
    TwoContacts two;
    const std::vector<std::uint64_t> targets{7};
    want(two.store.save_judgements(std::vector<Store::NewJudgement>{{{1}, "a"}}, 2));
    want(two.store.save_judged_targets({}, targets));
    want(two.store.clear_judgements(5));
    CHECK(want(two.store.load_judgements(std::nullopt)).empty());
    CHECK(want(two.store.load_judged_targets()).empty());
    CHECK(want(two.store.judge_position()).change == 0);
    CHECK(want(two.store.judge_position()).version == 5);
}

TEST_CASE("what the user says of a match is kept until it is taken back", "[store][feedback]") {
    TwoContacts two;
    auto first = say(two.ana, {1}, FeedbackVerdict::never);
    auto second = say(two.bo, {2}, FeedbackVerdict::not_person);
    first.id = want(two.store.add_feedback(first));
    first.story = two.story;  // known from the article
    second.id = want(two.store.add_feedback(second));
    CHECK(want(two.store.load_feedback()) == std::vector<Feedback>{first, second});
    CHECK(want(two.store.undo_feedback(first.id)));
    CHECK_FALSE(want(two.store.undo_feedback(first.id)));
    CHECK_FALSE(want(two.store.undo_feedback(99)));
    CHECK(want(two.store.load_feedback()) == std::vector<Feedback>{second});
}

TEST_CASE("feedback on nobody or nothing is refused", "[store][feedback]") {
    TwoContacts two;
    for (const auto& feedback :
         {say({99}, {1}, FeedbackVerdict::sent), say(two.ana, {99}, FeedbackVerdict::sent)}) {
        CHECK(two.store.add_feedback(feedback).error().code == ErrorCode::not_found);
    }
    CHECK(want(two.store.load_feedback()).empty());
}

TEST_CASE("a suggestion is kept once for contact and story", "[store][suggestions]") {
    TwoContacts two;
    const std::vector<Suggestion> suggestions{{two.bo, two.story, {1}, Facet::team, at(7)},
                                              {two.ana, two.story, {1}, Facet::company, at(5)}};
    want(two.store.save_suggestions(suggestions));
    const std::vector<Suggestion> again{{two.bo, two.story, {1}, Facet::role, at(9)}};
    want(two.store.save_suggestions(again));
    CHECK(want(two.store.load_suggestions()) ==
          std::vector<Suggestion>{suggestions[1], suggestions[0]});
    const std::vector<Suggestion> nobody{{{99}, two.story, {1}, Facet::role, at(9)}};
    CHECK(two.store.save_suggestions(nobody).error().code == ErrorCode::not_found);
}

TEST_CASE("suggestions of one time come in the order in which they were saved",
          "[store][suggestions]") {
    TwoContacts two;
    const std::vector<Suggestion> suggestions{{two.bo, two.story, {1}, Facet::team, at(7)},
                                              {two.ana, two.story, {1}, Facet::company, at(7)}};
    want(two.store.save_suggestions(suggestions));
    CHECK(want(two.store.load_suggestions()) == suggestions);
}

TEST_CASE("a forgotten contact takes judgements, feedback and suggestions along",
          "[store][judgements]") {
    TwoContacts two;
    want(two.store.save_judgements(std::vector<Store::NewJudgement>{{{1}, "looked for Ana"}}, 2));
    const std::vector<std::uint64_t> targets{7};
    want(two.store.save_judged_targets({}, targets));
    want(two.store.add_feedback(say(two.ana, {1}, FeedbackVerdict::sent)));
    auto of_bo = say(two.bo, {1}, FeedbackVerdict::sent);
    of_bo.id = want(two.store.add_feedback(of_bo));
    of_bo.story = two.story;
    want(two.store.save_suggestions(
        std::vector<Suggestion>{{two.ana, two.story, {1}, Facet::team, at(7)}}));
    want(two.store.remove_contact(two.ana));
    CHECK(want(two.store.load_judgements(std::nullopt)).empty());
    CHECK(want(two.store.load_judged_targets()).empty());
    CHECK(want(two.store.judge_position()).change == 0);
    CHECK(want(two.store.load_feedback()) == std::vector<Feedback>{of_bo});
    CHECK(want(two.store.load_suggestions()).empty());
}
