#include "index/story_verdict.hpp"

#include <catch2/catch.hpp>

using namespace sawthis::index;
using namespace std::chrono_literals;

namespace {

/// Two teasers of two sites that tell the same within the hour, in other words.
Similarity two_teasers() {
    Similarity alike;
    alike.shingles = 20;
    alike.title = 0.4;
    alike.title_weight = 30;
    alike.title_words = 4;
    alike.beginning = 0.25;
    alike.weight = 70;
    alike.supported = 0.5;
    alike.best_supported = 0.7;
    alike.covered = 0.6;
    alike.foreign = 0.1;
    alike.least_foreign = 0;
    alike.told = 0.5;
    alike.rarest = 0.5;
    return alike;
}

/// Two releases of one site whose titles say the same of two companies.
Similarity two_of_one_mould() {
    Similarity alike = two_teasers();
    alike.title = 0.55;
    alike.title_weight = 45;
    alike.title_words = 6;
    alike.foreign = 1;
    alike.least_foreign = 0.6;
    alike.same_site = true;
    alike.other_names = true;
    return alike;
}

}  // namespace

TEST_CASE("teasers in other words are the same news for some hours", "[index][stories]") {
    CHECK(same_story(two_teasers(), 0h));
    CHECK(same_story(two_teasers(), 3h));
    CHECK_FALSE(same_story(two_teasers(), 48h));
    CHECK_FALSE(same_story(two_teasers(), 100h));
}

TEST_CASE("teasers on one matter need something of their own in common", "[index][stories]") {
    auto alike = two_teasers();
    alike.told = 1;  // all that one says is somewhere in the other, but of both titles
    alike.covered = 0.5;
    alike.rarest = 0;  // only what all reports on the matter have
    CHECK_FALSE(same_story(alike, 0h));
    alike.rarest = 0.2;
    CHECK(same_story(alike, 0h));
    alike.rarest = 0;
    alike.covered = 0.7;
    CHECK(same_story(alike, 0h));
}

TEST_CASE("titles of one mould that name different things are two stories", "[index][stories]") {
    CHECK_FALSE(same_story(two_of_one_mould(), 0h));
    SECTION("also where the names are most of the titles") {
        auto alike = two_of_one_mould();
        alike.title = 0.45;
        alike.title_words = 5;
        CHECK_FALSE(same_story(alike, 0h));
    }
    SECTION("also of two sites, if their texts bear the names out") {
        auto alike = two_of_one_mould();
        alike.same_site = false;
        alike.other_subject = true;
        CHECK_FALSE(same_story(alike, 0h));
    }
    SECTION("but not where two sites only have another word for it") {
        auto alike = two_of_one_mould();
        alike.same_site = false;
        alike.other_subject = true;
        alike.foreign = 0.1;
        alike.least_foreign = 0;
        CHECK(same_story(alike, 0h));
    }
}

TEST_CASE("one text on two sites is one story under whatever headlines", "[index][stories]") {
    auto alike = two_teasers();
    alike.shingles = 200;
    alike.text = 0.95;
    alike.containment = 1;
    alike.title = 0;
    alike.supported = 0.2;
    alike.other_subject = true;
    CHECK(same_story(alike, 100h));
    alike.other_figures = true;  // reports of one series
    CHECK_FALSE(same_story(alike, 100h));
    alike.other_figures = false;
    alike.same_site = true;  // a site may show one article's text on the page of another
    CHECK_FALSE(same_story(alike, 100h));
}
