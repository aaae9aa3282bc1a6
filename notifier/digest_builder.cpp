#include "notifier/digest_builder.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "notifier/assignment.hpp"
#include "notifier/draft.hpp"
#include "notifier/worth.hpp"

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

/// A candidate that may be chosen.
struct Choice {
    const Candidate* candidate = nullptr;
    std::int64_t worth = 0;  // sums of whole numbers do not depend on their order
};

std::int64_t whole(double worth) {
    constexpr double kUnit = 1e9;
    return std::isfinite(worth) ? std::llround(std::clamp(worth, 0.0, 1.0) * kUnit) : 0;
}

std::chrono::seconds age_of(const Candidate& candidate, Instant now) {
    return now - candidate.came_back.value_or(appeared(candidate.article));
}

Choice weigh(const Candidate& candidate, Instant now) {
    return {&candidate, whole(candidate.match.chance * candidate.novelty *
                              freshness(age_of(candidate, now), candidate.match.shelf_life))};
}

/// Best first. Complete, so that the order in which candidates came does not show.
bool comes_before(const Choice& a, const Choice& b) {
    const auto rank = [](const Choice& choice) {
        const Candidate& c = *choice.candidate;
        return std::tuple(-choice.worth, -appeared(c.article).time_since_epoch().count(),
                          std::string_view(c.contact.key), c.contact.id,
                          std::string_view(c.article.url), std::string_view(c.article.guid),
                          c.article.id, c.match.facet, std::string_view(c.match.watch));
    };
    return rank(a) < rank(b);
}

void keep_best_of_each_person_and_story(std::vector<Choice>& choices) {
    std::sort(choices.begin(), choices.end(), comes_before);
    std::set<std::pair<Identity, Identity>> seen;
    std::erase_if(choices, [&seen](const Choice& c) {
        return !seen.emplace(person_of(*c.candidate), story_of(*c.candidate)).second;
    });
}

/// Whether a better choice for somebody else tells nearly the same in another story.
bool is_repeated(const Choice& choice, std::span<const Choice> better) {
    return std::any_of(better.begin(), better.end(), [&](const Choice& other) {
        return person_of(*other.candidate) != person_of(*choice.candidate) &&
               story_of(*other.candidate) != story_of(*choice.candidate) &&
               is_near(other.candidate->article.title, choice.candidate->article.title);
    });
}

/// Lowers what is more of the same; `choices` stand best first, before and after.
void vary(std::vector<Choice>& choices) {
    constexpr std::size_t kCompared =
        100;  // the best, with whose headlines the others are compared
    constexpr double kRepeated = 0.8;
    std::map<Facet, std::set<Identity>> people;
    std::vector<std::int64_t> worths;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        auto& with_facet = people[choices[i].candidate->match.facet];
        const auto person = person_of(*choices[i].candidate);
        const bool repeated = i < kCompared && is_repeated(choices[i], std::span(choices).first(i));
        const double factor =
            variety(with_facet.size() - with_facet.count(person)) * (repeated ? kRepeated : 1.0);
        worths.push_back(std::llround(static_cast<double>(choices[i].worth) * factor));
        with_facet.insert(person);
    }
    for (std::size_t i = 0; i < choices.size(); ++i) choices[i].worth = worths[i];
    std::sort(choices.begin(), choices.end(), comes_before);
}

std::vector<Option> options_of(std::span<const Choice> choices) {
    std::map<Identity, std::size_t> persons;
    std::map<Identity, std::size_t> stories;
    std::vector<Option> options;
    options.reserve(choices.size());
    for (const Choice& c : choices) {
        options.push_back({persons.emplace(person_of(*c.candidate), persons.size()).first->second,
                           stories.emplace(story_of(*c.candidate), stories.size()).first->second,
                           c.worth});
    }
    return options;
}

/// One for a person and for a story, best first.
std::vector<CareNote> list_with_care(std::vector<Choice> choices, std::size_t most) {
    std::sort(choices.begin(), choices.end(), comes_before);
    std::set<Identity> persons;
    std::set<Identity> stories;
    std::vector<CareNote> notes;
    for (const Choice& choice : choices) {
        if (notes.size() == most) break;
        const Candidate& c = *choice.candidate;
        if (persons.contains(person_of(c)) || stories.contains(story_of(c))) continue;
        persons.insert(person_of(c));
        stories.insert(story_of(c));
        notes.push_back({c.contact, c.article, c.match});
    }
    return notes;
}

}  // namespace

Digest build_digest(std::span<const Candidate> candidates, const DigestOptions& options,
                    Instant now) {
    Digest digest;
    digest.made = now;
    digest.considered = candidates.size();
    std::vector<Choice> eligible;
    std::vector<Choice> hard;
    for (const auto& candidate : candidates) {
        const bool opener = candidate.match.kind == MatchKind::opener;
        const bool stale = age_of(candidate, now) > options.max_age;
        if (candidate.match.sensitive) {
            ++digest.sensitive;
            if (opener && !stale) hard.push_back(weigh(candidate, now));
        } else if (opener && stale) {
            ++digest.too_old;
        } else if (opener) {
            eligible.push_back(weigh(candidate, now));
        }
    }
    keep_best_of_each_person_and_story(eligible);
    vary(eligible);
    auto chosen = assign(options_of(eligible), options.limit);
    std::sort(chosen.begin(), chosen.end());  // `eligible` stands best first
    std::vector<const Candidate*> given;
    for (const std::size_t i : chosen) given.push_back(eligible[i].candidate);
    digest.openers = draft_openers(given, options.user_name, now);
    digest.with_care = list_with_care(std::move(hard), options.most_with_care);
    return digest;
}

}  // namespace sawthis::notifier
