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

Match make_match(ContactId contact, ArticleId article, Facet facet) {
    Match match;
    match.contact = contact;
    match.article = article;
    match.facet = facet;
    match.kind = MatchKind::opener;
    match.score = 0.625;
    match.sensitive = true;
    match.sensitive_why = "layoffs";
    match.watch = "New York Giants";
    match.evidence = {{ArticlePart::title, {0, 3}}, {ArticlePart::text, {5, 9}}};
    match.reason = "Because.";
    return match;
}

}  // namespace

TEST_CASE("matches of articles are replaced as a whole and keep their ids", "[store][matches]") {
    TwoContacts two;
    const std::vector<ArticleId> both{{1}, {2}};
    std::vector<Match> matches{make_match(two.ana, {1}, Facet::team),
                               make_match(two.bo, {1}, Facet::company),
                               make_match(two.bo, {2}, Facet::company)};
    want(two.store.save_matches(both, matches, 1, 2));
    const auto stored = want(two.store.load_matches(std::nullopt));
    REQUIRE(stored.size() == 3);
    CHECK(stored[0].article == ArticleId{2});  // it appeared first
    CHECK(want(two.store.load_matches(at(101))).size() == 2);
    auto expected = matches[0];
    expected.id = stored[1].id;
    CHECK(stored[1] == expected);
    CHECK(want(two.store.match_position()).version == 1);
    CHECK(want(two.store.match_position()).change == 2);

    const std::vector<ArticleId> first{{1}};
    matches = {make_match(two.bo, {1}, Facet::company)};
    matches[0].score = 0.25;
    want(two.store.save_matches(first, matches, 2, 3));
    const auto left = want(two.store.load_matches(std::nullopt));
    REQUIRE(left.size() == 2);
    CHECK(left[0] == stored[0]);  // the other article's stays
    CHECK(left[1].id == stored[2].id);
    CHECK(left[1].score == 0.25);
}

TEST_CASE("matches of a contact that is gone are refused as a whole", "[store][matches]") {
    TwoContacts two;
    const std::vector<ArticleId> first{{1}};
    const std::vector<Match> matches{make_match(two.ana, {1}, Facet::team),
                                     make_match({99}, {1}, Facet::team)};
    CHECK(two.store.save_matches(first, matches, 1, 2).error().code == ErrorCode::not_found);
    CHECK(want(two.store.load_matches(std::nullopt)).empty());
    CHECK(want(two.store.match_position()).change == 0);
    const std::vector<Match> other{make_match(two.ana, {2}, Facet::team)};
    CHECK(two.store.save_matches(first, other, 1, 2).error().code == ErrorCode::bad_input);
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

TEST_CASE("a forgotten contact takes matches and suggestions along", "[store][matches]") {
    TwoContacts two;
    const std::vector<ArticleId> first{{1}};
    want(two.store.save_matches(first, std::vector{make_match(two.ana, {1}, Facet::team)}, 1, 2));
    want(two.store.save_suggestions(
        std::vector<Suggestion>{{two.ana, two.story, {1}, Facet::team, at(7)}}));
    want(two.store.remove_contact(two.ana));
    CHECK(want(two.store.load_matches(std::nullopt)).empty());
    CHECK(want(two.store.load_suggestions()).empty());
}
