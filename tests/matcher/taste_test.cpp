#include "matcher/taste.hpp"

#include <catch2/catch.hpp>

#include "matcher/ranker.hpp"

using namespace sawthis;
using namespace sawthis::matcher;

namespace {

Feedback said(FeedbackVerdict verdict, std::int64_t article = 1, Facet facet = Facet::company) {
    Feedback feedback;
    feedback.contact = {1};
    feedback.article = {article};
    feedback.story = {article};
    feedback.facet = facet;
    feedback.target = 7;
    feedback.verdict = verdict;
    return feedback;
}

constexpr auto kCompany = static_cast<std::size_t>(Facet::company);

}  // namespace

TEST_CASE("a wrong sense ends the target for that story alone, never for all", "[matcher][taste]") {
    CHECK(taste_of(said(FeedbackVerdict::wrong, 5))->wrong_in == StoryId{5});
    CHECK_FALSE(taste_of(said(FeedbackVerdict::wrong))->never);
    CHECK(taste_of(said(FeedbackVerdict::never))->never);
    CHECK(taste_of(said(FeedbackVerdict::sent))->shift > 0);
    CHECK(taste_of(said(FeedbackVerdict::dismiss))->shift < 0);
    CHECK_FALSE(taste_of(said(FeedbackVerdict::later)));
}

TEST_CASE("the last word on a match counts", "[matcher][taste]") {
    const std::vector<Feedback> all{said(FeedbackVerdict::dismiss), said(FeedbackVerdict::later, 2),
                                    said(FeedbackVerdict::sent)};
    const auto last = last_words(all);
    REQUIRE(last.size() == 2);
    CHECK(last[0].verdict == FeedbackVerdict::later);
    CHECK(last[1].verdict == FeedbackVerdict::sent);
}

TEST_CASE("a facet moves slowly, within bounds, and only by what was said of it",
          "[matcher][taste]") {
    std::vector<Feedback> all{said(FeedbackVerdict::dismiss)};
    const auto one = facet_shifts(all);
    CHECK(one[kCompany] < 0);
    CHECK(one[kCompany] > -0.11F);
    CHECK(one[static_cast<std::size_t>(Facet::team)] == 0);
    for (int i = 0; i < 1000; ++i) all.push_back(said(FeedbackVerdict::dismiss, i));
    CHECK(facet_shifts(all)[kCompany] == -kMostFacetShift);
    CHECK(facet_shifts({})[kCompany] == 0);
    const std::vector<Feedback> later{said(FeedbackVerdict::later)};
    CHECK(facet_shifts(later)[kCompany] == 0);
}
