#include "core/alert.hpp"

#include <catch2/catch.hpp>

#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

Alert query(const std::string& text, ContactId contact = {}) {
    Alert alert;
    alert.text = text;
    alert.contact = contact;
    alert.added = at(1'000);
    return alert;
}

/// Two articles in a story each, and an alert found in both.
struct TwoNotices : OneSource {
    AlertId alert;
    std::vector<StoredNotice> notices;

    TwoNotices() {
        std::vector<Article> articles{make_article("a", "", "A"), make_article("b", "", "B")};
        articles[1].first_seen = at(900'000);
        poll(store, source, articles);
        const std::vector<Store::Grouping> groupings{{{1}, StoryId{1}, "s"},
                                                     {{2}, StoryId{2}, "s"}};
        CHECK(want(store.save_groupings(groupings)).size() == 2);
        alert = want(store.add_alert(query("acme"))).id;
        notices = {{alert, {1}, {1}, {}}, {alert, {2}, {2}, {}}};
        CHECK(want(store.save_notices(notices, std::vector{alert}, 2)) == 2);
    }

    std::vector<StoredNotice> all() { return want(store.load_notices({})); }
};

}  // namespace

TEST_CASE("an alert is kept once for whom and what it is", "[store][alerts]") {
    OneSource one;
    Contact ana;
    ana.name = "Ana";
    const auto contact = want(one.store.put_contacts(std::vector{ana}))[0].id;
    const auto general = want(one.store.add_alert(query("acme")));
    const auto hers = want(one.store.add_alert(query("acme", contact)));
    CHECK(general.added);
    CHECK(hers.id != general.id);
    const auto again = want(one.store.add_alert(query("acme", contact)));
    CHECK(again.id == hers.id);
    CHECK_FALSE(again.added);
    auto exact = query("Acme");
    exact.kind = AlertKind::phrase;
    exact.exact_case = true;
    exact.id = want(one.store.add_alert(exact)).id;
    const auto alerts = want(one.store.load_alerts());
    REQUIRE(alerts.size() == 3);
    CHECK(alerts[1].alert.contact == contact);
    CHECK(alerts[2].alert == exact);
    CHECK(one.store.add_alert(query("acme", {99})).error().code == ErrorCode::not_found);
}

TEST_CASE("an alert goes with its notices, and with its contact", "[store][alerts]") {
    TwoNotices two;
    CHECK(want(two.store.remove_alert(two.alert)));
    CHECK_FALSE(want(two.store.remove_alert(two.alert)));
    CHECK(two.all().empty());
    Contact ana;
    ana.name = "Ana";
    const auto contact = want(two.store.put_contacts(std::vector{ana}))[0].id;
    CHECK(want(two.store.add_alert(query("acme", contact))).id > two.alert);
    want(two.store.remove_contact(contact));
    CHECK(want(two.store.load_alerts()).empty());
}

TEST_CASE("a story is noticed once, by its first article", "[store][alerts]") {
    TwoNotices two;
    const std::vector<StoredNotice> copy{{two.alert, {1}, {2}, {}}};
    CHECK(want(two.store.save_notices(copy, std::vector{two.alert}, 7)) == 0);
    CHECK(two.all() == two.notices);  // newest first
    const auto alert = want(two.store.load_alerts()).at(0);
    CHECK(alert.checked == 7);
    CHECK(alert.notices == 2);
    CHECK(alert.untold == 2);
}

TEST_CASE("what was told keeps its time and is no longer untold", "[store][alerts]") {
    TwoNotices two;
    want(two.store.mark_told(std::vector{two.notices[1]}, at(5)));
    want(two.store.mark_told(two.notices, at(6)));
    CHECK(two.all()[0].told == at(6));
    CHECK(two.all()[1].told == at(5));
    CHECK(want(two.store.load_notices({.since = at(950'000)})).size() == 1);
    CHECK(want(two.store.load_notices({.told = at(5)})).size() == 1);
    CHECK(want(two.store.load_notices({.untold = true})).empty());
}

TEST_CASE("of stories that become one the user is told once", "[store][alerts]") {
    TwoNotices two;
    SECTION("whichever was told") {
        const auto told = GENERATE(0, 1);
        want(two.store.mark_told(std::vector{two.notices.at(told)}, at(5)));
    }
    SECTION("or neither") {}
    const bool told = want(two.store.load_notices({.untold = true})).size() == 1;
    const std::vector<Store::Absorbed> absorbed{{StoryId{2}, StoryId{1}}};
    CHECK(want(two.store.save_groupings({}, absorbed)).empty());
    REQUIRE(two.all().size() == 1);
    CHECK(two.all()[0].story == StoryId{1});
    CHECK(two.all()[0].told.has_value() == told);
    want(two.store.check());
}
