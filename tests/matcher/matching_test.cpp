#include "tests/matcher/matching.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

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

std::optional<Match> find(const Article& article, Facet facet) {
    return Matching({make_contact()}).find(article, facet);
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
    CHECK_FALSE(match->perhaps);
    CHECK(match->watch == "Brightwater Pumps Ltd");
    CHECK(match->reason == "the headline is about Brightwater Pumps Ltd: award");
    const auto words = words_of(match->evidence, article);
    CHECK(std::count(words.begin(), words.end(), "Brightwater") >= 1);
    CHECK(std::count(words.begin(), words.end(), "Brightwater Pumps") == 1);
}

TEST_CASE("what only the text tells of is not told as what the article is about",
          "[matcher][contact]") {
    const auto match =
        find(make_article("Brightwater back on track in the north",
                          "Brightwater Pumps, whose chairman had resigned last week, "
                          "opened its third workshop on Monday."),
             Facet::company);
    REQUIRE(match);
    CHECK(match->event.empty());
    CHECK(match->reason == "the headline is about Brightwater Pumps Ltd");
}

TEST_CASE("what befell another is not told as what befell those in the first sentences",
          "[matcher][contact]") {
    const auto match = find(make_article("Alderferry Valves wins award for a quiet valve",
                                         "The valve beat those of Brightwater Pumps, "
                                         "Brightwater Pumps said on Monday."),
                            Facet::company);
    REQUIRE(match);
    CHECK(match->event == "award");
    CHECK(match->reason == "the first sentences are about Brightwater Pumps Ltd");
}

TEST_CASE("news that hurts is told, with why", "[matcher][contact]") {
    const auto [title, why] = GENERATE(table<std::string, std::string>({
        {"Brightwater announces layoffs at Bristol plant", "layoffs"},
        {"Founder of Brightwater dies", "death"},
        {"Brightwater faces class action over leaking valves", "lawsuit"},
        {"Brightwater files for bankruptcy", "collapse"},
        {"Brightwater customers hit by data breach", "security breach"},
        {"Brightwater to cut 500 jobs", "layoffs"},
    }));
    CAPTURE(title);
    const auto match =
        find(make_article(title, "The pump maker Brightwater said so on Monday."), Facet::company);
    REQUIRE(match);
    CHECK(match->sensitive);
    CHECK(match->sensitive_why == why);
}

TEST_CASE("news of the contact's company is not told as news of their trade",
          "[matcher][contact]") {
    auto contact = at_company("Brightwater Real Estate Partners", {}, "commercial real estate");
    Matching matching({contact});
    const auto matches = matching.find(make_article(
        "Brightwater Real Estate Partners arranges the sale of a single-tenant office property",
        "Brightwater Real Estate Partners said the ground lease of the office was sold. Investors "
        "in "
        "commercial real estate like net leases and single tenants."));
    REQUIRE_FALSE(matches.empty());
    for (const auto& match : matches) CHECK(match.facet == Facet::company);
}

TEST_CASE("a word of a field counts once where it stands, however many of its phrases it meets",
          "[matcher][judge]") {
    Contact contact;
    contact.id = ContactId{1};
    contact.interests = {"bell ringing"};
    Matching matching({contact});
    const auto sure_words = [&](const std::string& title) {
        const auto judgement = matching.judge(make_article(title, ""));
        REQUIRE(judgement.findings.size() == 1);
        return judgement.findings.front().signs[4];  // different ones in the headline, of 2
    };
    CHECK(sure_words("A bell-ringer at eighty") == Approx(0.5));
    CHECK(sure_words("Bell ringers at eighty") == Approx(0.5));
    CHECK(sure_words("A bell-ringer and her belfry") == Approx(1));
}

TEST_CASE("what befell others is told with care where the contact's company is among them",
          "[matcher][contact]") {
    const auto is_hard = [](const std::string& end) {
        const auto article =
            make_article("Wind power firms to cut 400 jobs",
                         "The makers of wind turbines said that wind farms need fewer people. " +
                             std::string(600, '.') + end);
        const auto match = find(article, Facet::interest);
        REQUIRE(match);
        return match->sensitive;
    };
    CHECK(is_hard(" Brightwater Pumps Ltd is one of them, it was said."));
    CHECK_FALSE(is_hard(" Alderferry Valves Ltd is one of them, it was said."));
}

TEST_CASE("news of the contact's company is not told as news of their interest",
          "[matcher][contact]") {
    auto contact = at_company("Brightwater Wind Power");
    contact.interests = {"wind power"};
    Matching matching({contact});
    const auto article = make_article("Brightwater Wind Power opens its largest wind farm",
                                      "Brightwater Wind Power said that the wind turbines turn.");
    const auto matches = matching.find(article);
    const auto opener = std::find_if(matches.begin(), matches.end(), [](const Match& match) {
        return match.kind == MatchKind::opener;
    });
    REQUIRE(opener != matches.end());
    CHECK(opener->facet == Facet::company);
}

TEST_CASE("a team's nickname is no disaster where its sport is spoken of", "[matcher][contact]") {
    Matching matching({fan_of("Colorado Avalanche")});
    const auto hurts = [&](std::string title, std::string text) {
        const auto match =
            matching.find(make_article(std::move(title), std::move(text)), Facet::team);
        return match && match->sensitive;
    };
    const std::string game = "The goaltender made 40 saves in the NHL and a power play won it.";
    CHECK_FALSE(hurts("Avalanche sign a centre", "Colorado is glad of him. " + game));
    CHECK(hurts("Avalanche captain dies", "Colorado mourns him. " + game));
    CHECK(matching.judge(make_article("Avalanche buries a village", "Nobody was found."))
              .hurts_anybody != "");
}

TEST_CASE("what is won is a joy to supporters, not what a club decides", "[matcher][contact]") {
    Matching matching({fan_of("New Orleans Saints")});
    const auto mood_of_title = [&](const std::string& title) {
        const auto match = matching.find(
            make_article(title, "The quarterback of the Saints threw a touchdown in the NFL game."),
            Facet::team);
        REQUIRE(match);
        return match->mood;
    };
    CHECK(mood_of_title("Saints beat Falcons 24-17") == Mood::good);
    CHECK(mood_of_title("Saints launch ticket app") == Mood::neutral);
    CHECK(mood_of_title("Falcons 24, Saints 17") == Mood::hard);
}

TEST_CASE("English words of harm are looked for in English texts alone", "[matcher][contact]") {
    Matching matching({at_company("Brightwater Pumps")});
    auto article = make_article("Brightwater Pumps: die Fabrik in Kiel eröffnet",
                                "Brightwater Pumps baut dort Pumpen, die leise sind.");
    article.language = "de";
    for (const auto& match : matching.find(article)) CHECK_FALSE(match.sensitive);
    CHECK_FALSE(matching.find(article).empty());
}

TEST_CASE("bad news of a whole trade is nobody's news", "[matcher][contact]") {
    Contact contact;
    contact.id = ContactId{1};
    contact.industry = "telecommunications";
    contact.role = "network engineer";
    Matching matching({contact});
    CHECK(matching
              .find(make_article("Police arrest six for hacking a telecom operator",
                                 "The hackers stole airtime from the telecommunications company."))
              .empty());
}

TEST_CASE("one word of a sport in a long text makes it no report of the sport",
          "[matcher][contact]") {
    const std::string story =
        "The magazine chose a hundred gadgets, with the frisbee and the disc golf basket last. ";
    const Contact contact = at_company("Bellwether Pumps");
    Matching matching({contact});
    const auto event_of = [&](const std::string& text) {
        return matching.judge(make_article("Bellwether Pumps acquires a foundry", text)).event;
    };
    CHECK(event_of(story) == "signing");
    CHECK(event_of(story + std::string(1'500, '.')) == "acquisition");
}

TEST_CASE("each facet of a contact can be met", "[matcher][contact]") {
    const auto [title, facet] = GENERATE(table<std::string, Facet>({
        {"New York Giants sign a receiver", Facet::team},
        {"Wind power overtakes coal in Spain", Facet::interest},
        {"Rotterdam gets a factory for desalination pumps", Facet::project},
        {"Ana Ruiz named engineer of the year", Facet::person},
    }));
    CAPTURE(title);
    const auto match = find(make_article(title, title + ", it was said on Monday."), facet);
    REQUIRE(match);
    CHECK_FALSE(match->evidence.empty());
    CHECK_FALSE(match->watch.empty());
}

TEST_CASE("a project meets news of its company and subject", "[matcher][contact]") {
    auto contact = at_company("Brightwater");
    contact.projects = {"licensing desalination membranes to Lisbon"};
    Matching matching({contact});
    const auto about = make_article("Brightwater licenses its membranes", "Desalination grows.");
    const auto matches = matching.find(about);
    CHECK(std::count_if(matches.begin(), matches.end(),
                        [](const Match& match) { return match.kind == MatchKind::opener; }) == 1);
    const auto judgement = matching.judge(about);
    CHECK(std::any_of(judgement.findings.begin(), judgement.findings.end(),
                      [](const Finding& finding) { return finding.slot == Slot::project; }));
    CHECK_FALSE(matching.find(make_article("Lisbon gets a tram", "It is yellow."), Facet::project));
}

TEST_CASE("a sentence is met in whichever spelling or form it is told", "[matcher][contact]") {
    Contact contact;
    contact.id = ContactId{1};
    contact.projects = {"recycling old tyres into harbour walls"};
    Matching matching({contact});
    const auto title =
        GENERATE(as<std::string>{}, "Old tyres recycled into harbour walls",
                 "Old tires recycled into harbor walls", "A harbor wall of old tires, recycled");
    CAPTURE(title);
    const auto judgement = matching.judge(make_article(title, title + ", on the coast of Wales."));
    REQUIRE(judgement.findings.size() == 1);
    CHECK(judgement.findings[0].signs[3] > 0.7F);  // share of the sentence
}

TEST_CASE("what a press release says of its sender's partners is no news of them",
          "[matcher][contact]") {
    const auto tell = [](const std::string& text) {
        return Matching({at_company("Oracle")})
            .find(make_article("Quillstone launches an expense checker", text), Facet::company);
    };
    CHECK(tell("Quillstone built it with Oracle, the software maker, on Oracle's database."));
    CHECK_FALSE(
        tell("The program reads receipts.\n\nAbout Quillstone Audit: it serves 300 "
             "customers and works with software by Oracle."));
    CHECK_FALSE(tell("The program reads receipts. About Quillstone: its software runs on Oracle."));
}

TEST_CASE("a contact whose fields cannot be watched harms nobody", "[matcher][contact]") {
    auto odd = make_contact();
    odd.id = ContactId{1};
    odd.interests = {"?!", "'s", std::string(400, 'x') + " y"};
    for (int i = 0; i < 40; ++i) odd.interests.back() += " word";
    odd.teams = {"", " "};
    Matching matching({odd, make_contact(), Contact{}});
    CHECK_FALSE(
        matching.find(make_article("Brightwater opens a pump works", "It opened.")).empty());
}

TEST_CASE("an article with nothing of the contact gives no match", "[matcher][contact]") {
    CHECK(Matching({make_contact()})
              .find(make_article("Council repairs a bridge", "The bridge was old."))
              .empty());
    CHECK(Matching({make_contact()}).find(make_article("", "")).empty());
    CHECK(Matching({}).find(make_article("Brightwater opens", "It opened.")).empty());
}

TEST_CASE("matches come once per contact and facet, with sound evidence", "[matcher][contact]") {
    auto second = make_contact();
    second.id = ContactId{2};
    second.interests = {"wind power", "offshore wind power"};
    Matching matching({make_contact(), second});
    const auto article = make_article(
        "Brightwater and the New York Giants open a wind power plant offshore",
        "Brightwater Pumps said that the offshore wind power plant turns. The New York Giants, "
        "who play the Eagles on Sunday, sent their quarterback to the wind farm.");
    const auto matches = matching.find(article);
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
    std::sort(keys.begin(), keys.end());
    CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
    CHECK(matches.size() >= 4);
}

TEST_CASE("an article is judged once for all who share a target", "[matcher][judge]") {
    auto second = make_contact();
    second.id = ContactId{2};
    Matching matching({make_contact(), second});
    const auto article = make_article("Brightwater wins award for its quiet pump",
                                      "Brightwater Pumps has won a design award.");
    const auto judgement = matching.judge(article);
    CHECK(judgement.findings == Matching({make_contact()}).judge(article).findings);
    CHECK(matching.find(article, Facet::company, 0));
    CHECK(matching.find(article, Facet::company, 1));
}

TEST_CASE("judging again gives the same, whatever was judged between", "[matcher][judge]") {
    Matching matching({make_contact()});
    const auto article = make_article("Wind power for Brightwater's pump factory in Rotterdam",
                                      "The New York Giants and Ana Ruiz looked on.");
    const auto first = matching.judge(article);
    const auto other = matching.judge(make_article("Desalination", "A valve designer speaks."));
    CHECK(other != first);
    CHECK(matching.judge(article) == first);
}

TEST_CASE("a filter leaves out targets and changes no other finding", "[matcher][judge]") {
    const std::vector<Contact> contacts{make_contact()};
    const auto names = name_targets(contacts.front());
    const auto article = make_article("Wind power for Brightwater's pump factory in Rotterdam",
                                      "The New York Giants and Ana Ruiz looked on in Bristol.");
    Judgement all = Matching(contacts).judge(article);
    std::size_t apart = 0;
    for (const auto& name : names) {
        const auto judge = ArticleJudge::compile(contacts, plain_lore(),
                                                 [&](TargetKey key) { return key == name.key; });
        REQUIRE(judge);
        JudgeScratch scratch(*judge);
        const auto one = judge->judge(article, scratch);
        CHECK(one.signs == all.signs);
        for (const Finding& finding : one.findings) {
            CHECK(finding.target == name.key);
            CHECK(std::count(all.findings.begin(), all.findings.end(), finding) == 1);
            ++apart;
        }
    }
    CHECK(apart == all.findings.size());
    CHECK(apart >= 5);
}

TEST_CASE("of a text that is another article's nothing is told", "[matcher]") {
    Matching matching({at_company("Tesla")});
    std::string about;
    while (about.size() < 1'000) about += "Tesla Inc said it would open a plant for batteries. ";
    const auto strange = make_article("Probe returns from the moon with samples", about);
    CHECK(matching.find(strange).empty());
    CHECK_FALSE(matching.find(make_article("Tesla opens a plant for batteries", about)).empty());
}

}  // namespace sawthis::matcher
