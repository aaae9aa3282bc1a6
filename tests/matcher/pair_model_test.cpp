#include "matcher/pair_model.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/matcher/knowledge_file.hpp"

namespace sawthis::matcher {

namespace {

/// Each feature with weights of its own.
PairModel random_model(std::mt19937& random) {
    std::uniform_real_distribution<double> weight(-2, 2);
    std::string text;
    for (const auto& name : feature_names()) {
        text += name + '\t';
        for (std::size_t q = 0; q < kQuestions; ++q) {
            text += fmt::format("{}{:.4f}", q == 0 ? "" : " ", weight(random));
        }
        text += '\n';
    }
    auto model = PairModel::parse(text);
    if (!model) FAIL(model.error().detail);
    return *model;
}

template <class Signs>
Signs random_signs(std::mt19937& random) {
    std::uniform_real_distribution<float> sign(-1, 4);
    Signs signs{};
    for (float& one : signs) one = random() % 3 == 0 ? 0 : sign(random);
    return signs;
}

}  // namespace

TEST_CASE("every feature has a name of its own", "[matcher][model]") {
    const std::set<std::string> names(feature_names().begin(), feature_names().end());
    CHECK(names.size() == kFeatures);
    for (const auto& name : names) {
        CAPTURE(name);
        CHECK_FALSE(name.empty());
        CHECK(name.find('\t') == std::string::npos);
        CHECK(name.front() != '#');
    }
}

TEST_CASE("the weights built in can be read and say something", "[matcher][model]") {
    const auto file = PairModel::parse(read_knowledge("weights.txt"));
    if (!file) FAIL(file.error().detail);
    const auto model = PairModel::load();
    REQUIRE(model);
    std::size_t weighing = 0;
    for (std::size_t i = 0; i < kFeatures; ++i) {
        const bool lent = feature_names()[i].starts_with("person: ");
        const auto given = lent ? i % kSigns : i;  // of the company's signs, which come first
        CHECK(model->weight(i, Question::good) == file->weight(given, Question::good));
        if (model->weight(i, Question::good) != 0) ++weighing;
    }
    CHECK(weighing > 50);
}

TEST_CASE("what is not named weighs nothing", "[matcher][model]") {
    const auto model = PairModel::parse("# note\n\ncompany: headline\t1 -2 3.5 0 1e-2\n");
    REQUIRE(model);
    CHECK(model->weight(2, Question::worth) == 1);
    CHECK(model->weight(2, Question::good) == -2);
    CHECK(model->weight(2, Question::best) == 3.5F);
    CHECK(model->weight(2, Question::team) == Approx(0.01));
    CHECK(model->weight(3, Question::worth) == 0);
}

TEST_CASE("a damaged file of weights is refused with its line", "[matcher][model]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"company: headline 1 2 3 4 5", "line 1: a feature and a tab should stand first"},
        {"# weights\ncompany: hat\t1 2 3 4 5", "line 2: there is no feature \"company: hat\""},
        {"company: headline\t1 2 3 4", "line 1: 5 weights should follow"},
        {"company: headline\t1 2 3 4 5 6", "line 1: 5 weights should follow"},
        {"company: headline\t1 2 x 4 5", "line 1: \"x\" is no number"},
        {"company: headline\t1 2 3 4 5,5", "line 1: \"5,5\" is no number"},
        {"company: headline\t1 2 3 4 nan", "line 1: \"nan\" is no number"},
        {"company: headline\t1 2 3 4 inf", "line 1: \"inf\" is no number"},
    }));
    CAPTURE(text);
    const auto model = PairModel::parse(text);
    REQUIRE_FALSE(model);
    CHECK(model.error().code == ErrorCode::malformed);
    CHECK(model.error().detail == want);
}

TEST_CASE("the parts of an answer add up to features times weights", "[matcher][model]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto model = random_model(random);
    for (int round = 0; round < 200; ++round) {
        Judgement judgement;
        judgement.signs = random_signs<ArticleSigns>(random);
        if (random() % 2 == 0) judgement.hurts_theirs = "death";
        if (random() % 2 == 0) judgement.hurts_anybody = "death";
        for (std::size_t slot = 0; slot < kSlots; ++slot) {
            judgement.findings.push_back(
                {slot, static_cast<Slot>(slot), random_signs<Signs>(random), {}});
        }
        PairFindings pair{};
        for (std::size_t slot = 0; slot < kSlots; ++slot) {
            if (random() % 2 == 0) pair[slot] = &judgement.findings[slot];
        }
        Answers sum = model.weigh_article(judgement);
        const auto crosses = model.weigh_crosses(judgement, pair);
        for (std::size_t q = 0; q < kQuestions; ++q) {
            sum[q] += crosses[q];
            for (const Finding* finding : pair) {
                if (finding != nullptr) sum[q] += model.weigh_finding(*finding)[q];
            }
            double want = 0;
            const auto features = make_features(judgement, pair);
            for (std::size_t i = 0; i < kFeatures; ++i) {
                want += static_cast<double>(features[i]) *
                        static_cast<double>(model.weight(i, static_cast<Question>(q)));
            }
            CHECK(sum[q] == Approx(want).margin(0.01));
        }
    }
}

TEST_CASE("a logit becomes a probability", "[matcher][model]") {
    CHECK(probability(0) == 0.5F);
    CHECK(probability(50) == Approx(1));
    CHECK(probability(-50) == Approx(0).margin(1e-6));
    CHECK(probability(-200) >= 0);
}

}  // namespace sawthis::matcher
