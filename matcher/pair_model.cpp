#include "matcher/pair_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/number.hpp"
#include "core/text.hpp"
#include "embedded.hpp"
#include "matcher/knowledge_lines.hpp"

namespace sawthis::matcher {

namespace {

using SignNames = std::array<std::string_view, kSigns>;

constexpr SignNames kNamedSigns{"strength",
                                "certainty",
                                "headline",
                                "headline first",
                                "lead",
                                "early",
                                "often",
                                "dense",
                                "listed",
                                "at the foot",
                                "acts",
                                "governed",
                                "doubtful",
                                "borne out",
                                "listed in headline",
                                "present",
                                "good for it",
                                "bad for it",
                                "learnt words",
                                "19",
                                "20",
                                "21",
                                "22",
                                "23"};
constexpr SignNames kTopicSigns{"strength",
                                "name in headline",
                                "name in lead",
                                "named often",
                                "sure words in headline",
                                "sure words in lead",
                                "sure words",
                                "words in headline",
                                "words in lead",
                                "words",
                                "other sense",
                                "ordinary name in headline",
                                "share of headline",
                                "share of lead",
                                "weight in headline",
                                "present",
                                "learnt words in headline",
                                "learnt words in lead",
                                "18",
                                "19",
                                "20",
                                "21",
                                "22",
                                "23"};
constexpr SignNames kSentenceSigns{"strength",
                                   "share of headline",
                                   "share of lead",
                                   "share",
                                   "weight in headline",
                                   "weight in lead",
                                   "rarest in headline",
                                   "rarest in lead",
                                   "side by side",
                                   "words in headline",
                                   "words in lead",
                                   "learnt words in headline",
                                   "learnt words in lead",
                                   "weight",
                                   "weight side by side",
                                   "present",
                                   "16",
                                   "17",
                                   "18",
                                   "19",
                                   "20",
                                   "21",
                                   "22",
                                   "23"};
constexpr std::array<std::string_view, kArticleSigns> kArticleSignNames{
    "has text",     "length",    "long headline", "question", "number first", "market",
    "deal",         "won",       "promotion",     "round-up", "sport",        "title case",
    "wire release", "long text", "pride",         "bias",     "lost",         "people",
    "product",      "results",   "preview",       "advice",   "research",     "hard",
    "occasion",     "club"};

struct SlotNames {
    std::string_view name;
    const SignNames& signs;
};

constexpr std::array<SlotNames, kSlots> kSlotNames{{{"company", kNamedSigns},
                                                    {"team", kNamedSigns},
                                                    {"industry", kTopicSigns},
                                                    {"interest", kTopicSigns},
                                                    {"project", kSentenceSigns},
                                                    {"place", kNamedSigns},
                                                    {"role", kSentenceSigns},
                                                    {"person", kNamedSigns}}};

constexpr std::size_t kArticleAt = kSlots * kSigns;
constexpr std::size_t kHurtsAt = kArticleAt + kArticleSigns;
constexpr std::size_t kCrossAt = kHurtsAt + 2;

/// One sign of a slot or, without one, of the article.
struct Sign {
    std::optional<Slot> slot;
    std::size_t at = 0;
};

struct Cross {
    Sign a;
    Sign b;
};

constexpr std::size_t kHurts =
    kArticleSigns;  // stands for "hurts those whose it is" among the article's

constexpr std::array<Cross, kCrosses> kCrossed{{
    {{Slot::company, 2}, {Slot::project, 2}},
    {{Slot::company, 15}, {Slot::project, 1}},
    {{Slot::company, 15}, {Slot::project, 5}},
    {{Slot::company, 2}, {Slot::role, 2}},
    {{Slot::company, 15}, {Slot::interest, 0}},
    {{Slot::company, 2}, {Slot::industry, 0}},
    {{Slot::company, 2}, {{}, 5}},
    {{Slot::company, 2}, {{}, 6}},
    {{Slot::company, 2}, {{}, 8}},
    {{Slot::company, 2}, {{}, 9}},
    {{Slot::company, 2}, {{}, 12}},
    {{Slot::company, 2}, {{}, kHurts}},
    {{Slot::company, 1}, {Slot::company, 2}},
    {{Slot::team, 2}, {{}, 7}},
    {{Slot::team, 2}, {{}, 14}},
    {{Slot::team, 15}, {Slot::team, 13}},
    {{Slot::team, 15}, {{}, 24}},
    {{Slot::team, 15}, {{}, 25}},
    {{Slot::interest, 0}, {Slot::team, 15}},
    {{Slot::industry, 0}, {Slot::project, 2}},
    {{Slot::role, 2}, {Slot::industry, 0}},
    {{Slot::interest, 0}, {{}, 8}},
    {{Slot::interest, 0}, {{}, 12}},
    {{Slot::project, 2}, {{}, 12}},
}};

std::string name_of(const Sign& sign) {
    if (!sign.slot)
        return sign.at == kHurts ? "hurts theirs" : std::string(kArticleSignNames[sign.at]);
    const auto& [name, signs] = kSlotNames[static_cast<std::size_t>(*sign.slot)];
    return fmt::format("{}: {}", name, signs[sign.at]);
}

float value_of(const Sign& sign, const Judgement& judgement, const PairFindings& pair) {
    if (!sign.slot) {
        if (sign.at == kHurts) return judgement.hurts_theirs.empty() ? 0 : 1;
        return judgement.signs[sign.at];
    }
    const Finding* const finding = pair[static_cast<std::size_t>(*sign.slot)];
    return finding == nullptr ? 0 : finding->signs[sign.at];
}

std::array<std::string, kFeatures> make_names() {
    std::array<std::string, kFeatures> names;
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        for (std::size_t i = 0; i < kSigns; ++i) {
            names[slot * kSigns + i] = name_of({static_cast<Slot>(slot), i});
        }
    }
    for (std::size_t i = 0; i < kArticleSigns; ++i) {
        names[kArticleAt + i] = fmt::format("article: {}", kArticleSignNames[i]);
    }
    names[kHurtsAt] = "article: hurts theirs";
    names[kHurtsAt + 1] = "article: hurts anybody";
    for (std::size_t i = 0; i < kCrosses; ++i) {
        names[kCrossAt + i] =
            fmt::format("{} x {}", name_of(kCrossed[i].a), name_of(kCrossed[i].b));
    }
    return names;
}

void add(Answers& sum, const Answers& weights, float value) {
    for (std::size_t q = 0; q < kQuestions; ++q) sum[q] += weights[q] * value;
}

}  // namespace

const std::array<std::string, kFeatures>& feature_names() {
    static const std::array<std::string, kFeatures> names = make_names();
    return names;
}

std::array<float, kFeatures> make_features(const Judgement& judgement, const PairFindings& pair) {
    std::array<float, kFeatures> features{};
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        if (pair[slot] == nullptr) continue;
        std::copy(pair[slot]->signs.begin(), pair[slot]->signs.end(),
                  features.begin() + static_cast<std::ptrdiff_t>(slot * kSigns));
    }
    std::copy(judgement.signs.begin(), judgement.signs.end(), features.begin() + kArticleAt);
    features[kHurtsAt] = judgement.hurts_theirs.empty() ? 0 : 1;
    features[kHurtsAt + 1] = judgement.hurts_anybody.empty() ? 0 : 1;
    for (std::size_t i = 0; i < kCrosses; ++i) {
        features[kCrossAt + i] =
            value_of(kCrossed[i].a, judgement, pair) * value_of(kCrossed[i].b, judgement, pair);
    }
    return features;
}

Result<PairModel> PairModel::load() {
    auto model = parse(knowledge::k_weights_txt);
    if (model) model->lend_to_persons();
    return model;
}

void PairModel::lend_to_persons() {
    constexpr std::size_t kFrom = static_cast<std::size_t>(Slot::company) * kSigns;
    constexpr std::size_t kTo = static_cast<std::size_t>(Slot::person) * kSigns;
    for (const auto question : {Question::worth, Question::good, Question::best}) {
        const auto q = static_cast<std::size_t>(question);
        for (std::size_t i = 0; i < kSigns; ++i) weights_[kTo + i][q] = weights_[kFrom + i][q];
    }
}

Result<PairModel> PairModel::parse(std::string_view text) {
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < kFeatures; ++i) places.emplace(feature_names()[i], i);
    PairModel model;
    const auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto tab = line.find('\t');
        if (tab == std::string_view::npos) return "a feature and a tab should stand first";
        const auto place = places.find(line.substr(0, tab));
        if (place == places.end()) {
            return fmt::format("there is no feature \"{}\"", line.substr(0, tab));
        }
        const auto numbers = split_list(line.substr(tab + 1), ' ');
        if (numbers.size() != kQuestions)
            return fmt::format("{} weights should follow", kQuestions);
        for (std::size_t q = 0; q < kQuestions; ++q) {
            const auto& number = numbers[q];
            const auto weight = parse_number<float>(number);
            if (!weight || !std::isfinite(*weight)) {
                return fmt::format("\"{}\" is no number", number);
            }
            model.weights_[place->second][q] = *weight;
        }
        return std::nullopt;
    });
    if (!read) return tl::unexpected(read.error());
    return model;
}

Answers PairModel::weigh_article(const Judgement& judgement) const {
    Answers sum{};
    for (std::size_t i = 0; i < kArticleSigns; ++i)
        add(sum, weights_[kArticleAt + i], judgement.signs[i]);
    if (!judgement.hurts_theirs.empty()) add(sum, weights_[kHurtsAt], 1);
    if (!judgement.hurts_anybody.empty()) add(sum, weights_[kHurtsAt + 1], 1);
    return sum;
}

Answers PairModel::weigh_finding(const Finding& finding) const {
    Answers sum{};
    const std::size_t from = static_cast<std::size_t>(finding.slot) * kSigns;
    for (std::size_t i = 0; i < kSigns; ++i) add(sum, weights_[from + i], finding.signs[i]);
    return sum;
}

Answers PairModel::weigh_crosses(const Judgement& judgement, const PairFindings& pair) const {
    Answers sum{};
    for (std::size_t i = 0; i < kCrosses; ++i) {
        const float a = value_of(kCrossed[i].a, judgement, pair);
        if (a == 0) continue;
        add(sum, weights_[kCrossAt + i], a * value_of(kCrossed[i].b, judgement, pair));
    }
    return sum;
}

float probability(float logit) {
    return 1 / (1 + std::exp(-logit));
}

}  // namespace sawthis::matcher
