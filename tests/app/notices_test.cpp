#include "app/notices.hpp"

#include <catch2/catch.hpp>

#include "app/alerts.hpp"
#include "tests/app/world.hpp"

/// Alerts are looked for in what comes, and a new one in what came of late.

using namespace sawthis;
using test::want;
using test::World;

namespace {

std::string item(const std::string& guid, const std::string& title, const std::string& day) {
    return fmt::format(
        "<item><guid>{0}</guid><title>{1}</title><description>{1}, said those who were "
        "there.</description><pubDate>{2} 08:00:00 GMT</pubDate></item>",
        guid, title, day);
}

struct News : World {
    app::App app = open();

    std::size_t take_in(const std::string& name, const std::string& items) {
        return test::take_in_items(app, folder, name, items).notices;
    }
    app::AddedAlert add(const std::string& query) {
        return want(app::add_alert(app, {AlertKind::query, query, false, {}}, {}));
    }
    std::vector<std::string> titles(const store::NoticeFilter& filter) {
        std::vector<std::string> titles;
        for (const auto& notice : want(app::load_notices(app, filter, 10)).notices) {
            titles.push_back(std::to_string(notice.alert.id.value) + " " + notice.article.title);
        }
        return titles;
    }
};

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("a new alert is looked for in the articles of the matching window alone",
          "[app][alerts]") {
    News news;
    CHECK(news.take_in("a.rss", item("a", "Otters return to the Ouse", "Thu, 19 Nov 2026") +
                                    item("b", "Otters leave the Ouse", "Mon, 05 Jan 2026")) == 0);
    const auto otters = news.add("otter");
    CHECK(otters.added);
    CHECK(otters.row.stored.notices == 1);
    CHECK(news.titles({.untold = true}) == Titles{"1 Otters return to the Ouse"});
    CHECK_FALSE(news.add("otter").added);
    CHECK(want(app::list_alerts(news.app)).size() == 1);
}

TEST_CASE("what comes is searched once for each alert, whenever that was added", "[app][alerts]") {
    News news;
    news.add("otter");
    CHECK(news.take_in("a.rss", item("a", "Otters return to the Ouse", "Thu, 19 Nov 2026")) == 1);
    news.add("ouse");
    CHECK(news.take_in("b.rss", item("b", "A bridge over the Tamar", "Thu, 19 Nov 2026")) == 0);
    CHECK(want(app::update_notices(news.app, {})) == 0);
    CHECK(news.titles({}) == Titles{"1 Otters return to the Ouse", "2 Otters return to the Ouse"});
    CHECK(want(app::load_notices(news.app, {}, 1)).more == 1);
}

TEST_CASE("an alert that can no longer be looked for costs the others nothing", "[app][alerts]") {
    News news;
    Alert broken;
    broken.kind = AlertKind::pattern;
    broken.text = "(";
    want(news.app.store().add_alert(broken));
    news.add("otter");
    CHECK(news.take_in("a.rss", item("a", "Otters return to the Ouse", "Thu, 19 Nov 2026")) == 1);
    CHECK(news.titles({}) == Titles{"2 Otters return to the Ouse"});
}

TEST_CASE("an alert needs a contact who is there, and a number one that exists", "[app][alerts]") {
    News news;
    const auto added = app::add_alert(news.app, {AlertKind::query, "x", false, "nobody"}, {});
    REQUIRE_FALSE(added);
    CHECK(added.error().code == ErrorCode::not_found);
    CHECK(app::remove_alert(news.app, 1).error().code == ErrorCode::not_found);
}
