#include "matcher/contact_matcher.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

namespace sawthis::matcher {

namespace {

Contact make_contact() {
    Contact contact;
    contact.id = ContactId{7};
    contact.name = "Ana Ruiz";
    contact.company = "Brightwater Pumps Ltd";
    contact.company_aliases = {"Brightwater"};
    contact.role = "Valve designer";
    contact.industry = "water technology";
    contact.teams = {"New York Giants"};
    contact.interests = {"wind power"};
    contact.projects = {"opening a pump factory in Rotterdam for seawater desalination"};
    contact.location = "Bristol, England";
    return contact;
}

Article make_article(std::string title, std::string text) {
    Article article;
    article.id = ArticleId{3};
    article.title = std::move(title);
    article.text = std::move(text);
    return article;
}

std::vector<Match> find(const Article& article) {
    const std::vector<Contact> contacts{make_contact()};
    const auto matcher = ContactMatcher::compile(contacts);
    REQUIRE(matcher);
    return matcher->find(article);
}

std::optional<Match> find(const Article& article, Facet facet) {
    for (const Match& match : find(article)) {
        if (match.facet == facet) return match;
    }
    return std::nullopt;
}

/// The words that a match rests on.
std::vector<std::string> words_of(const Match& match, const Article& article) {
    std::vector<std::string> words;
    for (const auto& [part, span] : match.evidence) {
        const auto& text = part == ArticlePart::title ? article.title : article.text;
        words.push_back(text.substr(span.begin, span.end - span.begin));
    }
    return words;
}

}  // namespace

TEST_CASE("news about the contact's company is an opener with its words", "[matcher][contact]") {
    const auto article = make_article("Brightwater wins award for its quiet pump",
                                      "Brightwater Pumps has won a design award.");
    const auto match = find(article, Facet::company);
    REQUIRE(match);
    CHECK(match->contact == ContactId{7});
    CHECK(match->article == ArticleId{3});
    CHECK(match->kind == MatchKind::opener);
    CHECK_FALSE(match->sensitive);
    CHECK(match->watch == "Brightwater Pumps Ltd");
    CHECK_FALSE(match->reason.empty());
    const auto words = words_of(*match, article);
    CHECK(std::count(words.begin(), words.end(), "Brightwater") >= 1);
    CHECK(std::count(words.begin(), words.end(), "Brightwater Pumps") == 1);
}

TEST_CASE("news that hurts is told, with why, and is never an opener", "[matcher][contact]") {
    const auto [title, why] = GENERATE(table<std::string, std::string>({
        {"Brightwater announces layoffs at Bristol plant", "layoffs"},
        {"Founder of Brightwater dies", "death"},
        {"Brightwater faces class action over leaking valves", "lawsuit"},
        {"Brightwater files for bankruptcy", "collapse"},
        {"Brightwater customers hit by data breach", "security breach"},
    }));
    CAPTURE(title);
    const auto match =
        find(make_article(title, "The pump maker Brightwater said so on Monday."), Facet::company);
    REQUIRE(match);
    CHECK(match->kind == MatchKind::alert);
    CHECK(match->sensitive);
    CHECK(match->sensitive_why == why);
}

TEST_CASE("each facet of a contact can be met", "[matcher][contact]") {
    const auto [title, facet] = GENERATE(table<std::string, Facet>({
        {"New York Giants sign a receiver", Facet::team},
        {"Wind power overtakes coal in Spain", Facet::interest},
        {"Rotterdam gets a factory for desalination pumps", Facet::project},
        {"Ana Ruiz named engineer of the year", Facet::person},
        {"Water technology shows well at the fair", Facet::industry},
    }));
    CAPTURE(title);
    const auto match = find(make_article(title, title + ", it was said on Monday."), facet);
    REQUIRE(match);
    CHECK_FALSE(match->evidence.empty());
}

TEST_CASE("a contact whose fields cannot be watched harms nobody", "[matcher][contact]") {
    auto odd = make_contact();
    odd.id = ContactId{1};
    odd.interests = {"?!", "'s", std::string(400, 'x') + " y"};
    for (int i = 0; i < 40; ++i) odd.interests.back() += " word";
    odd.teams = {"", " "};
    const std::vector<Contact> contacts{odd, make_contact(), Contact{}};
    const auto matcher = ContactMatcher::compile(contacts);
    if (!matcher) FAIL(matcher.error().detail);
    CHECK_FALSE(matcher->find(make_article("Brightwater opens", "It opened.")).empty());
}

TEST_CASE("an article with nothing of the contact gives no match", "[matcher][contact]") {
    CHECK(find(make_article("Council repairs a bridge", "The bridge was old.")).empty());
    CHECK(find(make_article("", "")).empty());
}

TEST_CASE("matches come once per contact and facet, with sound evidence", "[matcher][contact]") {
    auto second = make_contact();
    second.id = ContactId{2};
    second.interests = {"wind power", "offshore wind power"};
    const std::vector<Contact> contacts{make_contact(), second};
    const auto matcher = ContactMatcher::compile(contacts);
    REQUIRE(matcher);
    const auto article = make_article("Offshore wind power: Brightwater and New York Giants",
                                      "Wind power. Brightwater. Giants.");
    const auto matches = matcher->find(article);
    std::vector<std::pair<ContactId, Facet>> keys;
    for (const Match& match : matches) {
        keys.emplace_back(match.contact, match.facet);
        CHECK(match.score >= 0);
        CHECK(match.score <= 1);
        REQUIRE_FALSE(match.evidence.empty());
        CHECK(std::is_sorted(match.evidence.begin(), match.evidence.end()));
        for (const auto& [part, span] : match.evidence) {
            const auto& text = part == ArticlePart::title ? article.title : article.text;
            CHECK(span.begin < span.end);
            CHECK(span.end <= text.size());
        }
    }
    CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
    CHECK(matches.size() >= 6);
}

}  // namespace sawthis::matcher
