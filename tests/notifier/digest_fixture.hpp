#pragma once

#include <string>

#include "notifier/digest_builder.hpp"

/// People and news for the digest's tests.
namespace sawthis::test {

inline const Instant kNow = *parse_rfc3339("2026-11-21T07:30:00Z");

inline Evidence evidence_of(const Article& article, ArticlePart part, std::string_view word) {
    const auto at = (part == ArticlePart::title ? article.title : article.text).find(word);
    return {part, {at, at + word.size()}};
}

/// A person, an article some hours old about `watch`, and the match between them.
inline notifier::Candidate make_candidate(int person, int story, double score,
                                          const std::string& watch = "Acme") {
    notifier::Candidate c;
    c.contact.id.value = person;
    c.contact.key = "c" + std::to_string(person);
    c.contact.name = "Person" + std::to_string(person) + " Example";
    c.contact.email = c.contact.key + "@people.example";
    c.article.id.value = story * 10;
    c.article.story.value = story;
    c.article.url = "https://news.example/" + std::to_string(story);
    c.article.title = watch + " opens a plant";
    c.article.text = "It rained. On Friday " + watch + " opened a plant in Leeds. Nobody minded.";
    c.article.publisher = "The Courier";
    c.article.language = "en";
    c.article.first_seen = kNow - std::chrono::hours{3};
    c.match.contact = c.contact.id;
    c.match.article = c.article.id;
    c.match.kind = MatchKind::opener;
    c.match.score = c.match.chance = score;
    c.match.watch = watch;
    c.match.reason = "The article is about " + watch + ", where they work";
    c.match.evidence = {evidence_of(c.article, ArticlePart::title, watch),
                        evidence_of(c.article, ArticlePart::text, watch)};
    return c;
}

}  // namespace sawthis::test
