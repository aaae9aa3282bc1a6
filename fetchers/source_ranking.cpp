#include "fetchers/source_ranking.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostSources = 10;

bool holds_any(std::string_view text, std::span<const std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return text.find(part) != std::string_view::npos;
    });
}

double points_for_age(std::optional<Instant> newest, Instant now) {
    constexpr std::chrono::hours kDay{24};
    if (!newest) return -0.5;
    const auto age = now - *newest;
    if (age <= 7 * kDay) return 3;
    if (age <= 30 * kDay) return 2.5;
    if (age <= 90 * kDay) return 1.5;
    return age <= 365 * kDay ? 0 : -3;
}

double points_for_name(const FoundSource& source) {
    const auto plain = fold_case(source.url + " " + source.title);
    if (plain.find("comment") != std::string::npos ||
        plain.find("kommentar") != std::string::npos) {
        return -6;
    }
    constexpr std::string_view kPress[] = {"press",    "newsroom", "news-release", "prensa",
                                           "communiq", "comunic",  "stampa"};
    if (source.hint == Hint::newsroom || holds_any(plain, kPress)) return 1.5;
    constexpr std::string_view kGeneral[] = {"news", "aktuell", "actual", "notic", "notiz"};
    if (holds_any(plain, kGeneral)) return 1;
    return source.hint == Hint::news ? 0.5 : 0;
}

/// Whether most of what the smaller one brings comes from the other too.
bool says_the_same(const FoundSource& a, const FoundSource& b) {
    const auto& few = a.items.size() <= b.items.size() ? a.items : b.items;
    const auto& many = a.items.size() <= b.items.size() ? b.items : a.items;
    if (few.empty()) return a.url == b.url;
    const std::unordered_set<std::string_view> known(many.begin(), many.end());
    const auto shared = std::count_if(
        few.begin(), few.end(), [&](const std::string& item) { return known.count(item) > 0; });
    return static_cast<std::size_t>(shared) * 10 >= few.size() * 6;
}

}  // namespace

Liveliness judge_life(const Feed& feed, Instant now) {
    Liveliness life;
    life.items = feed.entries.size();
    std::vector<Instant> dates;
    for (const auto& entry : feed.entries) {
        const auto date = entry.published ? entry.published : entry.modified;
        if (date) dates.push_back(std::min(*date, now));
    }
    if (dates.empty()) return life;
    const auto [oldest, newest] = std::minmax_element(dates.begin(), dates.end());
    life.newest = *newest;
    constexpr double kWeek = 7 * 86'400;
    const auto span = static_cast<double>((*newest - *oldest).count());
    // Items of one day say nothing of the days between.
    if (span >= 86'400) life.per_week = static_cast<double>(dates.size() - 1) / (span / kWeek);
    return life;
}

FoundSource weigh_source(SourceKind kind, const Candidate& candidate, const Feed& feed,
                         Instant now) {
    FoundSource source;
    source.kind = kind;
    source.url = candidate.url;
    source.title = one_line(feed.title);
    source.format = feed.format;
    source.hint = candidate.hint;
    source.life = judge_life(feed, now);
    for (const auto& entry : feed.entries) {
        auto key = net::url_key(entry.url);
        if (!key.empty()) source.items.push_back(std::move(key));
    }
    if (kind == SourceKind::feed) source.points += feed.format == "news sitemap" ? 1.5 : 3;
    source.points += points_for_age(source.life.newest, now) + points_for_name(source);
    source.points += std::min(1.5, 0.5 * std::log2(1 + source.life.per_week));
    source.points += std::min(1.0, static_cast<double>(source.life.items) / 10);
    if (candidate.hint == Hint::given) source.points += 1;
    return source;
}

std::vector<FoundSource> rank_sources(std::vector<FoundSource> found) {
    std::stable_sort(found.begin(), found.end(), [](const FoundSource& a, const FoundSource& b) {
        return a.points > b.points;
    });
    std::vector<FoundSource> ranked;
    for (auto& source : found) {
        const bool known = std::any_of(ranked.begin(), ranked.end(), [&](const FoundSource& other) {
            return says_the_same(source, other);
        });
        if (!known && ranked.size() < kMostSources) ranked.push_back(std::move(source));
    }
    return ranked;
}

}  // namespace sawthis::fetchers
