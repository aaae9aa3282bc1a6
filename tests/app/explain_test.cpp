#include "app/explain.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "app/feedback.hpp"
#include "app/judging.hpp"
#include "app/people.hpp"
#include "tests/app/engineers.hpp"
#include "tests/app/world.hpp"

/// What is said of a match that was made, or of one that was not.

using namespace sawthis;
using test::want;
using test::World;

namespace {

/// Ana, and an article that is about her company and her interest.
struct Prize : World {
    app::App app = open();

    Prize() {
        want(app::add_contact(app, test::ana()));
        test::take_in_items(app, folder, "news.xml",
                            "<item><guid>n1</guid><title>Brindlewick Robotics wins the national "
                            "engineering prize</title><description>Brindlewick Robotics won it for "
                            "robots that mend turbines of wind power.</description><pubDate>Thu, "
                            "19 Nov 2026 08:00:00 GMT</pubDate></item>");
        want(app::update_judgements(app, {}));
    }

    app::Explanation explain() { return want(app::explain_match(app, "ana", "n1")); }
    void say(FeedbackVerdict verdict) { want(app::give_feedback(app, "ana:1", verdict)); }
};

double taught(const app::Explanation& explanation) {
    for (const auto* side : {&explanation.in_favour, &explanation.against}) {
        for (const auto& one : *side) {
            if (one.feature == "what you said of such news") return one.did;
        }
    }
    return 0;
}

const app::ExplainedTarget& company_of(const app::Explanation& explanation) {
    return *std::ranges::find(explanation.targets, matcher::Slot::company,
                              [](const auto& target) { return target.name.slot; });
}

}  // namespace

TEST_CASE("an explanation says what the user's own words did", "[app][explain]") {
    Prize prize;
    CHECK(taught(prize.explain()) == 0);
    prize.say(FeedbackVerdict::dismiss);
    CHECK(taught(prize.explain()) < 0);
    prize.say(FeedbackVerdict::sent);
    CHECK(taught(prize.explain()) > 0);
}

TEST_CASE("what was found and is not to be told is explained so", "[app][explain]") {
    const auto verdict =
        GENERATE(FeedbackVerdict::wrong, FeedbackVerdict::not_person, FeedbackVerdict::never);
    Prize prize;
    CHECK(company_of(prize.explain()).found);
    CHECK_FALSE(company_of(prize.explain()).denied);
    prize.say(verdict);
    CHECK(company_of(prize.explain()).denied);
    CHECK(prize.explain().feedback.size() == 1);
}
