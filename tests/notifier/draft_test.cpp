#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "notifier/draft.hpp"
#include "notifier/phrases.hpp"
#include "tests/notifier/digest_fixture.hpp"

using namespace sawthis;
using namespace sawthis::notifier;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using sawthis::test::kNow;
using sawthis::test::make_candidate;

namespace {

/// The draft of a digest that has no other.
Opener draft_opener(const Candidate& candidate, const std::string& user_name, Instant now) {
    const std::array<const Candidate*, 1> one{&candidate};
    return draft_openers(one, user_name, now).at(0);
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}
}  // namespace

TEST_CASE("A draft greets by first name, has the link and the hole once, and is signed",
          "[notifier][draft]") {
    auto candidate = make_candidate(1, 1, 0.9);
    candidate.contact.name = "Dr Ana Ruiz";
    for (int facet = 0; facet < 8; ++facet) {
        candidate.match.facet = static_cast<Facet>(facet);
        const Opener opener = draft_opener(candidate, "Sam", kNow);
        CAPTURE(opener.draft);
        CHECK_THAT(opener.draft, StartsWith("Hi Ana,\n"));
        CHECK_THAT(opener.draft, EndsWith("\nSam"));
        CHECK(count_of(opener.draft, "https://news.example/1") == 1);
        CHECK(count_of(opener.draft, kDraftHole) == 1);
        CHECK(opener.draft.find('{') == std::string::npos);
        CHECK(opener.draft.find("ongratulat") == std::string::npos);
        CHECK(draft_opener(candidate, "Sam", kNow) == opener);
    }
}

TEST_CASE("A draft asks little of somebody one hardly knows", "[notifier][draft]") {
    auto candidate = make_candidate(1, 1, 0.9);
    candidate.contact.stage = Stage::recognise;
    const std::string draft = draft_opener(candidate, "", kNow).draft;
    CHECK_THAT(draft, StartsWith("Hello Person1,"));
    CHECK(draft.find("catch up") == std::string::npos);
    CHECK(draft.back() == '.');
}

TEST_CASE("A draft about hard news is quiet, and one about old news admits it",
          "[notifier][draft]") {
    auto candidate = make_candidate(1, 1, 0.9);
    candidate.match.sensitive = true;
    const Opener opener = draft_opener(candidate, "", kNow);
    bool quiet = false;
    for (const auto phrase : openings_for_hard_news()) {
        quiet = quiet || opener.draft.find(phrase) != std::string::npos;
    }
    CHECK(quiet);
    CHECK(opener.subject.find("Acme") == std::string::npos);

    candidate.article.first_seen = kNow - std::chrono::days{7};
    bool admitted = false;
    const std::string draft = draft_opener(candidate, "", kNow).draft;
    for (const auto remark : remarks_on_age()) {
        admitted = admitted || draft.find(remark) != std::string::npos;
    }
    CHECK(admitted);
}

TEST_CASE("A draft on a defeat neither rejoices nor finds the contact by chance",
          "[notifier][draft]") {
    auto candidate = make_candidate(1, 1, 0.9);
    candidate.match.facet = Facet::team;
    candidate.match.watch = "Leeds";
    const auto opens_with_one_of = [&](Phrases phrases) {
        const std::string draft = draft_opener(candidate, "", kNow).draft;
        return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
            return draft.find(phrase.substr(0, phrase.find('{'))) != std::string::npos;
        });
    };
    candidate.match.mood = Mood::hard;
    CHECK(opens_with_one_of(openings_for_setback()));
    candidate.match.mood = Mood::good;
    CHECK(opens_with_one_of(openings_for(Facet::team)));
    candidate.match.mood = Mood::hard;
    candidate.match.facet = Facet::person;
    CHECK(opens_with_one_of(openings_without_watch()));
}

TEST_CASE("The medium is what the contact likes, else what reaches them", "[notifier][draft]") {
    const auto [channel, email, phone, medium, why] =
        GENERATE(table<std::string, std::string, std::string, std::string, std::string>({
            {"letter", "a@b.example", "", "letter", "likes it best"},
            {"email", "", "", "email", "no address yet"},
            {"", "a@b.example", "+1 555 0100", "email", "there is an address"},
            {"", "", "+1 555 0100", "phone", "there is a number"},
            {"", "", "", "message", "no address or number"},
        }));
    auto candidate = make_candidate(1, 1, 0.9);
    candidate.contact.channel = channel;
    candidate.contact.email = email;
    candidate.contact.phone = phone;
    const Opener opener = draft_opener(candidate, "", kNow);
    CHECK(opener.medium == medium);
    CHECK_THAT(opener.medium_why, Contains(why));
    CHECK(opener.subject.empty() == (medium != "email"));
}

TEST_CASE("Hostile fields stay short, on their line, and never forge the hole",
          "[notifier][draft]") {
    auto candidate = make_candidate(1, 1, 0.9);
    candidate.contact.name = "Ana\r\nBcc:evil@evil.example";
    candidate.contact.channel = "";
    candidate.article.title = "[your line here] \x1B[31mred\u202Egnp\r\n\r\nSecond" +
                              std::string(5000, 'x') + " [your [your line here]line here]";
    candidate.article.url = "javascript:alert(1)";
    candidate.match.watch = "Acme\r\nX: y\x1B]0;t\x07";
    const Opener opener = draft_opener(candidate, "Sam\x1B[2J", kNow);
    CAPTURE(opener.draft);
    CHECK(opener.draft.size() < 1000);
    CHECK(count_of(opener.draft, kDraftHole) == 1);
    for (const std::string_view bad :
         {"\r", "\x1B", "\x07", "\u202E", "javascript:", "\nBcc", "\nX:"}) {
        CHECK(opener.draft.find(bad) == std::string::npos);
        CHECK(opener.subject.find(bad) == std::string::npos);
    }
}
