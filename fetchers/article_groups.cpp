#include "fetchers/article_groups.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

double rate_title(std::string_view title) {
    const auto words = find_words(title).size();
    if (words >= 5) return 2;
    if (words >= 3) return 1;
    return words == 2 ? 0 : -2;
}

/// How much one link looks like an article's among those of its list.
double rate(const FoundLink& found, const DescribedArticles& described) {
    const auto& record = found.record;
    double points = rate_title(record.title) + rate_address(found.link.url);
    if (!record.day.empty()) points += record.own_day ? 3 : 2;
    if (record.in_heading) points += 1;
    if (!record.teaser.empty()) points += 0.5;
    if (!found.link.same_site) points -= 2;
    if (found.link.below_page) points += 1;
    if (described.count(found.link.key) > 0) points += 3;
    return points;
}

/// True if many links share few titles: tags, "Press release", "Download".
bool repeats_itself(const std::vector<FoundLink>& found) {
    std::unordered_set<std::string_view> titles;
    for (const auto& one : found) titles.insert(one.record.title);
    return found.size() >= 3 && titles.size() * 2 < found.size();
}

double bar_for(std::size_t links) {
    if (links == 1) return 4.5;
    return links == 2 ? 3.5 : 3;
}

}  // namespace

double ArticleGroup::weight() const {
    return points + 0.4 * std::log2(static_cast<double>(found.size()));
}

void complete_title(FoundLink& found, const DescribedArticles& described) {
    if (!found.record.title.empty()) return;
    const auto known = described.find(found.link.key);
    if (known != described.end()) found.record.title = known->second.headline;
}

ArticleGroup judge_group(std::vector<FoundLink> found, const DescribedArticles& described) {
    ArticleGroup group;
    const bool repeats = repeats_itself(found);
    std::size_t dated = 0;
    for (auto& one : found) {
        complete_title(one, described);
        if (one.record.title.empty()) continue;
        group.points += rate(one, described);
        dated += one.record.day.empty() ? 0 : 1;
        group.found.push_back(std::move(one));
    }
    if (group.found.empty()) return group;
    group.points /= static_cast<double>(group.found.size());
    if (repeats) group.points -= 4;
    group.dated = dated * 5 >= group.found.size() * 3;
    return group;
}

std::vector<ArticleGroup> choose_groups(std::vector<ArticleGroup> groups) {
    double best_weight = 0;
    double bar = 0;
    for (const auto& group : groups) {
        if (group.found.empty() || group.points < bar_for(group.found.size())) continue;
        if (group.weight() <= best_weight) continue;
        best_weight = group.weight();
        bar = group.points * (group.dated ? 0.6 : 0.5);
    }
    std::vector<ArticleGroup> chosen;
    for (auto& group : groups) {
        if (!group.found.empty() && group.points >= std::max(bar_for(group.found.size()), bar)) {
            chosen.push_back(std::move(group));
        }
    }
    return chosen;
}

}  // namespace sawthis::fetchers
