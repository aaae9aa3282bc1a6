#include "app/kept_lore.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "app/files.hpp"
#include "app/ingest.hpp"
#include "app/judging.hpp"
#include "app/match_book.hpp"
#include "app/people.hpp"
#include "tests/app/world.hpp"

using namespace sawthis;
using test::want;
using test::World;

namespace {

const app::KeptLore kLore{100,
                          {{"batteri", 5.25F}, {"caf", 0}},
                          {{1, {{"batteries", 1}, {"café", 0.1F}}}, {0xFFFFFFFFFFFFFFFF, {}}},
                          {{7, {"Titan", "O'Brien"}}}};

bool is_same(const app::KeptLore& a, const app::KeptLore& b) {
    return app::format_lore(a) == app::format_lore(b);
}

}  // namespace

TEST_CASE("lore that was kept is what it was", "[app][lore]") {
    const auto again = app::parse_lore(app::format_lore(kLore));
    REQUIRE(again);
    CHECK(is_same(*again, kLore));
    CHECK(again->words.at(1).at(1).weight == 0.1F);
    CHECK(again->rarity.at("batteri") == 5.25F);
    CHECK(again->elsewhere == kLore.elsewhere);
}

TEST_CASE("lore that is torn, damaged or of another version is refused", "[app][lore]") {
    const std::string sound = app::format_lore(kLore);
    for (std::size_t size = 0; size < sound.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(app::parse_lore(sound.substr(0, size)));
    }
    for (std::size_t at = sound.find('\n'); at < sound.size(); ++at) {
        std::string damaged = sound;
        damaged[at] = damaged[at] == 'x' ? 'y' : 'x';
        CAPTURE(at);
        CHECK_FALSE(app::parse_lore(damaged));
    }
    std::string other = sound;
    other.replace(other.find(" 2 "), 3, " 3 ");
    CHECK_FALSE(app::parse_lore(other));
}

TEST_CASE("lore is kept while the index has about as many articles", "[app][lore]") {
    const World world;
    const auto app = world.open();
    CHECK(app::load_lore(app, 100).words.empty());
    want(app::save_lore(app, kLore));
    const auto [articles, kept] = GENERATE(table<std::size_t, bool>(
        {{100, true}, {105, true}, {106, false}, {96, true}, {95, false}, {0, false}}));
    CAPTURE(articles);
    CHECK(is_same(app::load_lore(app, articles), kept ? kLore : app::KeptLore{}));
}

TEST_CASE("a damaged file of lore is as good as none", "[app][lore]") {
    const World world;
    const auto app = world.open();
    want(app::write_file(app.data_folder() / "lore", "sawthis lore 2 ..."));
    CHECK(app::load_lore(app, 100).words.empty());
}

TEST_CASE("judging keeps what it learns, and forgetting a contact drops it", "[app][lore]") {
    const World world;
    auto app = world.open();
    Contact ana;
    ana.name = "Ana Ruiz";
    ana.interests = {"wind power"};
    const auto contact = want(app::add_contact(app, ana));
    const auto file = world.folder.write(
        "news.rss",
        "<rss version=\"2.0\"><channel><title>N</title><item><guid>n1</guid><title>Wind power "
        "overtakes coal</title><description>It did so on Thursday, said all who know of "
        "it.</description></item></channel></rss>");
    want(app::ingest(app, {{file}}, {}));
    want(app::update_judgements(app, {}));
    CHECK(app::load_lore(app, 1).words.size() == 1);
    want(app::forget_contact(app, contact.id));
    CHECK_FALSE(std::filesystem::exists(app.data_folder() / "lore"));
}

TEST_CASE("a short name that only others bear is not the contact's", "[app][lore]") {
    const World world;
    auto app = world.open();
    Contact ana;
    ana.name = "Ana Ruiz";
    ana.company = "Red Planet Rock Shop";
    ana.company_aliases = {"Titan"};
    want(app::add_contact(app, ana));
    std::string items;
    for (int i = 0; i < 9; ++i) {
        items += fmt::format(
            "<item><guid>n{0}</guid><title>Probe {0} has passed Titan</title><description>It saw a "
            "lake on Titan on its flight number {0}.</description></item>",
            i);
    }
    const auto file = world.folder.write(
        "news.rss", "<rss version=\"2.0\"><channel><title>N</title>" + items + "</channel></rss>");
    want(app::ingest(app, {{file}}, {}));
    want(app::update_judgements(app, {}));
    CHECK(app::load_lore(app, 9).elsewhere.size() == 1);
    const auto book = want(app::MatchBook::load(app, std::nullopt));
    CHECK(book.matches_of(0).empty());
}
