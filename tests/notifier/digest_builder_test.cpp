#include "notifier/digest_builder.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <set>

#include "tests/notifier/digest_fixture.hpp"

using namespace sawthis;
using namespace sawthis::notifier;
using sawthis::test::kNow;
using sawthis::test::make_candidate;

namespace {

std::vector<std::string> chosen_in(const Digest& digest) {
    std::vector<std::string> chosen;
    for (const auto& o : digest.openers) {
        chosen.push_back(o.contact.key + "/" + std::to_string(o.article.story.value));
    }
    return chosen;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("build_digest takes openers only: not alerts, hard news or stale news",
          "[notifier][digest]") {
    std::vector<Candidate> candidates{make_candidate(1, 1, 0.9), make_candidate(2, 2, 0.8),
                                      make_candidate(3, 3, 0.7), make_candidate(4, 4, 0.6)};
    candidates[0].match.kind = MatchKind::alert;
    candidates[1].match.sensitive = true;
    candidates[2].article.first_seen = kNow - std::chrono::hours{14 * 24 + 1};
    const Digest digest = build_digest(candidates, {}, kNow);
    CHECK(chosen_in(digest) == Keys{"c4/4"});
    CHECK(digest.considered == 4);
    CHECK(digest.sensitive == 1);
    CHECK(digest.too_old == 1);
    CHECK(digest.made == kNow);
}

TEST_CASE("build_digest orders by score, then newer, then contact, and keeps the limit",
          "[notifier][digest]") {
    std::vector<Candidate> candidates{make_candidate(5, 5, 0.5), make_candidate(3, 3, 0.8),
                                      make_candidate(2, 2, 0.8), make_candidate(4, 4, 0.8)};
    candidates[3].article.first_seen += std::chrono::hours{1};
    CHECK(chosen_in(build_digest(candidates, {}, kNow)) == Keys{"c4/4", "c2/2", "c3/3", "c5/5"});
    DigestOptions two;
    two.limit = 2;
    CHECK(chosen_in(build_digest(candidates, two, kNow)) == Keys{"c4/4", "c2/2"});
    two.limit = 0;
    CHECK(build_digest(candidates, two, kNow).openers.empty());
}

TEST_CASE("build_digest moves somebody to their second story so that another has one at all",
          "[notifier][digest]") {
    const std::vector<Candidate> candidates{make_candidate(1, 1, 0.9), make_candidate(1, 2, 0.7),
                                            make_candidate(2, 1, 0.8)};
    CHECK(chosen_in(build_digest(candidates, {}, kNow)) == Keys{"c2/1", "c1/2"});
}

TEST_CASE("build_digest treats an article without a story as a story of its own",
          "[notifier][digest]") {
    std::vector<Candidate> candidates{make_candidate(1, 1, 0.9), make_candidate(2, 2, 0.8)};
    for (auto& c : candidates) c.article.story = {};
    CHECK(build_digest(candidates, {}, kNow).openers.size() == 2);
    candidates[1].article.id = candidates[0].article.id;
    CHECK(build_digest(candidates, {}, kNow).openers.size() == 1);
}

TEST_CASE("build_digest gives one opener for a person and for a story, whatever comes in any order",
          "[notifier][digest]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 100; ++round) {
        std::vector<Candidate> candidates;
        const std::size_t count = random() % 60;
        for (std::size_t i = 0; i < count; ++i) {
            auto c = make_candidate(static_cast<int>(1 + random() % 12),
                                    static_cast<int>(1 + random() % 12),
                                    static_cast<double>(random() % 5) / 4);
            c.match.facet = static_cast<Facet>(random() % 8);
            c.match.sensitive = random() % 6 == 0;
            if (random() % 5 == 0) c.match.kind = MatchKind::alert;
            if (random() % 40 == 0) c.match.chance = std::numeric_limits<double>::quiet_NaN();
            c.article.first_seen -= std::chrono::hours{random() % 400};
            candidates.push_back(c);
        }
        DigestOptions options;
        options.limit = random() % 8;
        const Digest digest = build_digest(candidates, options, kNow);
        std::set<std::string> persons;
        std::set<std::int64_t> stories;
        for (const auto& o : digest.openers) {
            CHECK(persons.insert(o.contact.key).second);
            CHECK(stories.insert(o.article.story.value).second);
            CHECK(o.match.kind == MatchKind::opener);
            CHECK_FALSE(o.match.sensitive);
        }
        CHECK(digest.openers.size() <= options.limit);
        std::shuffle(candidates.begin(), candidates.end(), random);
        CHECK(chosen_in(build_digest(candidates, options, kNow)) == chosen_in(digest));
    }
}

TEST_CASE("No two drafts of a digest open or end alike while there are words left",
          "[notifier][digest]") {
    std::vector<Candidate> candidates;
    for (int i = 1; i <= 4; ++i) candidates.push_back(make_candidate(i, i, 0.9));
    const Digest digest = build_digest(candidates, {}, kNow);
    std::set<std::string> openings;
    std::set<std::string> endings;
    std::set<std::string> subjects;
    for (const auto& o : digest.openers) {
        const auto opening = o.draft.find("\n\n") + 2;
        openings.insert(o.draft.substr(opening, o.draft.find('\n', opening) - opening));
        endings.insert(o.draft.substr(o.draft.rfind('\n')));
        subjects.insert(o.subject);
    }
    CHECK(openings.size() == 4);
    CHECK(endings.size() == 4);
    CHECK(subjects.size() == 4);
}
