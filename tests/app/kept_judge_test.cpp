#include "app/kept_judge.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "app/judging.hpp"
#include "app/people.hpp"
#include "app/who.hpp"
#include "tests/app/engineers.hpp"
#include "tests/app/world.hpp"

/// Whom an unknown article is for: the judge that is kept says what one of all contacts says.

using namespace sawthis;
using test::ana;
using test::bo;
using test::want;
using test::World;

namespace {

struct People : World {
    app::App app = open();
    std::filesystem::path article = folder.write(
        "article.txt",
        "Brindlewick Robotics buys a maker of robots that pick apples\n\nThe orchards of Kent "
        "have wind power now, said Brindlewick Robotics on Thursday. Bridges will follow.");
    std::filesystem::path file = folder.path() / "data" / "judge";

    void add(const Contact& contact) { want(app::add_contact(app, contact)); }
    void match() { want(app::update_judgements(app, {})); }
    app::WhoReport who() { return want(app::find_who(app, article.string(), 100)); }
    bool is_kept() { return want(app::load_judge(app)).has_value(); }

    /// What everybody's compiled anew gives.
    std::vector<app::WhoRow> who_without() {
        std::filesystem::rename(file, file.string() + "-away");
        auto rows = who().rows;
        std::filesystem::rename(file.string() + "-away", file);
        return rows;
    }
};

bool are_same(const std::vector<app::WhoRow>& a, const std::vector<app::WhoRow>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return x.match == y.match; });
}

}  // namespace

TEST_CASE("the judge that match keeps says for whom an unknown article is", "[app][kept_judge]") {
    People people;
    people.add(ana());
    people.add(bo());
    CHECK_FALSE(people.is_kept());
    const auto compiled = people.who();
    CHECK(compiled.rows.size() == 2);
    people.match();
    CHECK(people.is_kept());
    CHECK_FALSE(people.who().known);
    CHECK(are_same(people.who().rows, compiled.rows));
}

TEST_CASE("contacts that came or changed since come along", "[app][kept_judge]") {
    People people;
    people.add(ana());
    people.match();
    CHECK(people.who().rows.size() == 1);
    people.add(bo());
    CHECK(people.who().rows.size() == 2);
    CHECK(are_same(people.who().rows, people.who_without()));
    Contact moved = ana();
    moved.company = "Harrow Lamps";
    moved.interests = {"orchards"};
    people.add(moved);
    CHECK(are_same(people.who().rows, people.who_without()));
}

TEST_CASE("of somebody forgotten the kept judge knows nothing", "[app][kept_judge]") {
    People people;
    people.add(ana());
    people.add(bo());
    people.match();
    std::ofstream(people.file.string() + ".a1b2c3") << "left by a writer that was killed";
    const auto found = want(people.app.store().find_contact("bo"));
    want(app::forget_contact(people.app, found->id));
    CHECK_FALSE(std::filesystem::exists(people.file));
    CHECK_FALSE(std::filesystem::exists(people.file.string() + ".a1b2c3"));
    CHECK(people.who().rows.size() == 1);
}

TEST_CASE("a kept judge of another database, or a torn one, is not used", "[app][kept_judge]") {
    People people;
    people.add(ana());
    people.match();
    People others;
    others.add(bo());
    others.match();
    std::filesystem::copy_file(others.file, people.file,
                               std::filesystem::copy_options::overwrite_existing);
    CHECK_FALSE(people.is_kept());
    CHECK(people.who().rows.size() == 1);
    std::filesystem::resize_file(people.file, 1'000);
    CHECK_FALSE(people.is_kept());
    CHECK(people.who().rows.size() == 1);
    people.match();
    CHECK(people.is_kept());
}
