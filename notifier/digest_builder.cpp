#include "notifier/digest_builder.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "notifier/assignment.hpp"
#include "notifier/draft.hpp"

namespace sawthis::notifier {

namespace {

/// Who a contact is, what news an article tells; by number where it is stored, else by text.
using Identity = std::pair<std::int64_t, std::string>;

Identity person_of(const Candidate& candidate) {
    if (candidate.contact.id) return {candidate.contact.id.value, ""};
    return {0, candidate.contact.key};
}

/// An article that is not grouped yet is a story of its own.
Identity story_of(const Candidate& candidate) {
    const Article& article = candidate.article;
    if (article.story) return {article.story.value, ""};
    if (article.id) return {article.id.value, "article"};
    return {0, article.url + '\n' + article.guid};
}

/// Scores are added up, and sums of whole numbers do not depend on their order.
std::int64_t value_of(const Match& match) {
    constexpr double kUnit = 1e9;
    return std::isfinite(match.score) ? std::llround(std::clamp(match.score, 0.0, 1.0) * kUnit) : 0;
}

/// Best first. Complete, so that the order in which candidates came does not show.
bool comes_before(const Candidate& a, const Candidate& b) {
    const auto rank = [](const Candidate& c) {
        return std::tuple(-value_of(c.match), -appeared(c.article).time_since_epoch().count(),
                          std::string_view(c.contact.key), c.contact.id,
                          std::string_view(c.article.url), std::string_view(c.article.guid),
                          c.article.id, c.match.facet, std::string_view(c.match.watch));
    };
    return rank(a) < rank(b);
}

std::vector<const Candidate*> best_of_each_person_and_story(
    std::vector<const Candidate*> candidates) {
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate* a, const Candidate* b) { return comes_before(*a, *b); });
    std::set<std::pair<Identity, Identity>> seen;
    std::erase_if(candidates, [&seen](const Candidate* c) {
        return !seen.emplace(person_of(*c), story_of(*c)).second;
    });
    return candidates;
}

std::vector<Option> options_of(std::span<const Candidate* const> candidates) {
    std::map<Identity, std::size_t> persons;
    std::map<Identity, std::size_t> stories;
    std::vector<Option> options;
    options.reserve(candidates.size());
    for (const Candidate* c : candidates) {
        options.push_back({persons.emplace(person_of(*c), persons.size()).first->second,
                           stories.emplace(story_of(*c), stories.size()).first->second,
                           value_of(c->match)});
    }
    return options;
}

}  // namespace

Digest build_digest(std::span<const Candidate> candidates, const DigestOptions& options,
                    Instant now) {
    Digest digest;
    digest.made = now;
    digest.considered = candidates.size();
    std::vector<const Candidate*> eligible;
    for (const auto& candidate : candidates) {
        if (candidate.match.sensitive) {
            ++digest.sensitive;
        } else if (candidate.match.kind == MatchKind::opener) {
            if (now - appeared(candidate.article) > options.max_age) {
                ++digest.too_old;
            } else {
                eligible.push_back(&candidate);
            }
        }
    }
    eligible = best_of_each_person_and_story(std::move(eligible));
    auto chosen = assign(options_of(eligible), options.limit);
    std::sort(chosen.begin(), chosen.end());  // `eligible` stands best first
    Phrasebook phrases;
    for (const std::size_t i : chosen) {
        digest.openers.push_back(draft_opener(*eligible[i], options.user_name, now, phrases));
    }
    return digest;
}

}  // namespace sawthis::notifier
