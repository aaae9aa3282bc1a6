#include "matcher/judgement.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <span>

namespace sawthis::matcher {

namespace {

Judgement random_judgement(std::mt19937& random) {
    const auto below = [&](std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(0, most - 1)(random);
    };
    const auto fill = [&](std::span<float> signs) {
        std::uniform_real_distribution<float> sign(-1, 4);
        for (float& one : signs) one = below(3) == 0 ? 0 : sign(random);
    };
    Judgement judgement;
    fill(judgement.signs);
    if (below(2) == 0) judgement.hurts_theirs = "layoffs";
    if (below(2) == 0) judgement.hurts_anybody = std::string(below(300), 'x');
    judgement.findings.resize(below(5));
    for (Finding& finding : judgement.findings) {
        finding.target = (TargetKey{random()} << 32U) | random();
        finding.slot = static_cast<Slot>(below(kSlots));
        fill(finding.signs);
        for (std::size_t i = below(kMaxEvidence + 1); i > 0; --i) {
            const std::size_t begin = below(1U << 20U);
            const auto part = below(2) == 0 ? ArticlePart::title : ArticlePart::text;
            finding.evidence.push_back({part, {begin, begin + below(1'000)}});
        }
    }
    return judgement;
}

bool are_near(std::span<const float> a, std::span<const float> b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::abs(a[i] - b[i]) > 0.0115F) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("a judgement comes back from its bytes", "[matcher][judgement]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 200; ++round) {
        const auto given = random_judgement(random);
        const auto bytes = encode(given);
        const auto back = decode_judgement(bytes);
        REQUIRE(back);
        CHECK(encode(*back) == bytes);
        CHECK(are_near(back->signs, given.signs));
        CHECK(back->hurts_theirs == given.hurts_theirs);
        CHECK(back->hurts_anybody == given.hurts_anybody.substr(0, 255));
        REQUIRE(back->findings.size() == given.findings.size());
        for (std::size_t i = 0; i < given.findings.size(); ++i) {
            CHECK(back->findings[i].target == given.findings[i].target);
            CHECK(back->findings[i].slot == given.findings[i].slot);
            CHECK(back->findings[i].evidence == given.findings[i].evidence);
            CHECK(are_near(back->findings[i].signs, given.findings[i].signs));
        }
    }
}

TEST_CASE("a sign of 0 or 1 stays what it is, to the model", "[matcher][judgement]") {
    Judgement judgement;
    judgement.signs = {0, 1, 0, 1};
    const auto back = decode_judgement(encode(judgement));
    REQUIRE(back);
    CHECK(back->signs[0] == 0);
    CHECK(back->signs[1] == Approx(1).margin(0.011));
    CHECK(back->signs[2] == 0);
}

TEST_CASE("signs out of their bounds are brought within them", "[matcher][judgement]") {
    Judgement judgement;
    judgement.signs = {-7, 1e9F, 4};
    const auto back = decode_judgement(encode(judgement));
    REQUIRE(back);
    CHECK(back->signs[0] == -1);
    CHECK(back->signs[1] == Approx(4.1));
    CHECK(back->signs[2] == Approx(4).margin(0.011));
}

TEST_CASE("bytes cut short, changed or of another version are never believed blindly",
          "[matcher][judgement]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 20; ++round) {
        const auto bytes = encode(random_judgement(random));
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            CHECK_FALSE(decode_judgement(std::string_view(bytes).substr(0, size)));
        }
        CHECK_FALSE(decode_judgement(bytes + '\0'));
        for (int change = 0; change < 200; ++change) {
            auto changed = bytes;
            changed[random() % changed.size()] = static_cast<char>(random());
            const auto back = decode_judgement(changed);
            if (!back) continue;
            for (const Finding& finding : back->findings) {
                CHECK(static_cast<std::size_t>(finding.slot) < kSlots);
                CHECK(finding.evidence.size() <= kMaxEvidence);
            }
        }
        auto other = bytes;
        other[0] = 99;
        CHECK_FALSE(decode_judgement(other));
    }
}

}  // namespace sawthis::matcher
