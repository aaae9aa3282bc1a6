#include "notifier/worth.hpp"

#include <catch2/catch.hpp>

#include "tests/notifier/digest_fixture.hpp"

using namespace sawthis;
using namespace sawthis::notifier;
using namespace std::chrono_literals;
using sawthis::test::kNow;
using sawthis::test::make_candidate;

TEST_CASE("news is fresh for its shelf life, then halved with every half of it",
          "[notifier][worth]") {
    CHECK(freshness(0s, 48h) == 1);
    CHECK(freshness(48h, 48h) == 1);
    CHECK(freshness(72h, 48h) == Approx(0.5));
    CHECK(freshness(96h, 48h) == Approx(0.25));
    CHECK(freshness(-5h, 48h) == 1);
    CHECK(freshness(240h, 0h) < 0.001);
}

TEST_CASE("what a contact was given lately lowers more of the same, and is forgotten in time",
          "[notifier][worth]") {
    const std::vector<GivenBefore> given{{7, "Acme opens its second plant in Leeds", kNow - 24h}};
    CHECK(novelty(given, 8, "Rovers sign a keeper", kNow) == 1);
    const double same_target = novelty(given, 7, "Rovers sign a keeper", kNow);
    const double same_news = novelty(given, 8, "Acme opens second plant, in Leeds", kNow);
    CHECK(same_target < 1);
    CHECK(same_news < same_target);
    CHECK(novelty(given, 7, "", kNow + 24h * 60) > 0.99);
    CHECK(novelty({}, 7, "Acme", kNow) == 1);
}

TEST_CASE("headlines are near that share most of their longer words", "[notifier][worth]") {
    CHECK(is_near("Acme opens its second plant in Leeds", "ACME OPENS SECOND PLANT"));
    CHECK_FALSE(is_near("Acme opens its second plant in Leeds", "Acme closes its plant in Hull"));
    CHECK_FALSE(is_near("", ""));
}

TEST_CASE("a digest prefers another kind of news to more of the same", "[notifier][digest]") {
    std::vector<Candidate> candidates{make_candidate(1, 1, 0.9), make_candidate(2, 2, 0.85),
                                      make_candidate(3, 3, 0.8, "Rovers")};
    candidates[1].article.title = "Something else about Acme";
    candidates[2].match.facet = Facet::team;
    DigestOptions two;
    two.limit = 2;
    const auto digest = build_digest(candidates, two, kNow);
    REQUIRE(digest.openers.size() == 2);
    CHECK(digest.openers[1].contact.key == "c3");
}

TEST_CASE("hard news is listed with care, once for a person, and never drafted",
          "[notifier][digest]") {
    std::vector<Candidate> candidates{make_candidate(1, 1, 0.9), make_candidate(1, 2, 0.8),
                                      make_candidate(2, 3, 0.7), make_candidate(3, 4, 0.6)};
    for (int i = 0; i < 3; ++i) {
        candidates[i].match.sensitive = true;
        candidates[i].match.sensitive_why = "layoffs";
    }
    candidates[2].match.kind = MatchKind::alert;
    const auto digest = build_digest(candidates, {}, kNow);
    REQUIRE(digest.with_care.size() == 1);
    CHECK(digest.with_care[0].article.story == StoryId{1});
    REQUIRE(digest.openers.size() == 1);
    CHECK(digest.openers[0].contact.key == "c3");
    CHECK(digest.sensitive == 3);
}

TEST_CASE("what was put off is as fresh as on the day it comes back", "[notifier][digest]") {
    auto candidate = make_candidate(1, 1, 0.9);
    candidate.article.first_seen = kNow - 24h * 20;
    CHECK(build_digest(std::vector{candidate}, {}, kNow).openers.empty());
    candidate.came_back = kNow - 1h;
    CHECK(build_digest(std::vector{candidate}, {}, kNow).openers.size() == 1);
}
