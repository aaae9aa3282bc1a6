#include "notifier/digest_render.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/notifier/digest_fixture.hpp"

using namespace sawthis;
using namespace sawthis::notifier;
using Catch::Matchers::Contains;
using sawthis::test::evidence_of;
using sawthis::test::kNow;
using sawthis::test::make_candidate;

namespace {

/// Compares with tests/data/digest/`name`; SAWTHIS_REWRITE_GOLDEN=1 writes it anew instead.
void check_golden(const std::string& name, const std::string& got) {
    const char* root = std::getenv("SAWTHIS_SOURCE_DIR");
    const std::string path =
        std::string(root == nullptr ? "." : root) + "/tests/data/digest/" + name;
    if (std::getenv("SAWTHIS_REWRITE_GOLDEN") != nullptr) std::ofstream(path) << got;
    std::ifstream file(path, std::ios::binary);
    const std::string want{std::istreambuf_iterator<char>(file), {}};
    CAPTURE(path);
    CHECK(got == want);
}

Candidate ana() {
    auto c = make_candidate(1, 1, 0.93, "Northwind Robotics");
    c.contact.name = "Ana Ruiz";
    c.contact.email = "ana.ruiz@northwind.example";
    c.contact.role = "Head of Product";
    c.contact.company = "Northwind Robotics";
    c.contact.channel = "email";
    c.contact.stage = Stage::trust;
    c.article.title = "Northwind Robotics opens its second plant in Leeds";
    c.article.text =
        "The plant will make arms for hospital kitchens. Northwind Robotics Inc. said on Friday "
        "that the first 40 people have started work, and that it looks for 60 more. The city paid "
        "for the road.";
    c.other_publishers = {"Leeds Evening News", "Robot Weekly", "The Wire"};
    c.match.reason = "The article is about Northwind Robotics, where Ana works";
    c.match.evidence = {evidence_of(c.article, ArticlePart::title, "Northwind Robotics"),
                        evidence_of(c.article, ArticlePart::text, "Northwind Robotics")};
    return c;
}

Candidate bo() {
    auto c = make_candidate(2, 2, 0.88, "Harbour City");
    c.contact.name = "Bo Lindqvist";
    c.contact.email = "";
    c.contact.role = "Partner";
    c.contact.company = "Lindqvist & Daughters";
    c.contact.phone = "+46 8 555 0142";
    c.contact.stage = Stage::friendship;
    c.article.title = "Late winner sends Harbour City to the semi-final";
    c.article.text = "";
    c.article.publisher = "";
    c.article.url = "https://sport.example/cup/harbour-city-semi-final?id=7";
    c.article.first_seen = kNow - std::chrono::hours{11};
    c.match.facet = Facet::team;
    c.match.reason = "Bo follows Harbour City";
    c.match.evidence = {evidence_of(c.article, ArticlePart::title, "Harbour City")};
    return c;
}

Candidate chie() {
    auto c = make_candidate(3, 3, 0.71, "soft robotics");
    c.contact.name = "Chie Tanaka (田中千恵)";
    c.contact.role = "Researcher";
    c.contact.company = "Université de Genève";
    c.contact.channel = "letter";
    c.article.title = "柔らかいロボット: what soft robotics learns from octopus arms";
    c.article.text =
        "Three laboratories show grippers without a single motor, and <b>one</b> of them costs "
        "less than a coffee & a bun. Advances in soft robotics come from biology, says the review, "
        "since an arm without bones has to think with its skin, and because thousands of small "
        "failures are cheaper than one large one when the material itself repairs every cut that "
        "it suffers overnight.";
    c.article.publisher = "Machine Notes";
    c.article.first_seen = kNow - std::chrono::days{8};
    c.match.facet = Facet::interest;
    c.match.reason = "Chie is interested in soft robotics";
    c.match.evidence = {evidence_of(c.article, ArticlePart::title, "soft robotics"),
                        evidence_of(c.article, ArticlePart::text, "soft robotics")};
    return c;
}

Digest sample() {
    std::vector<Candidate> candidates{ana(), bo(), chie(), make_candidate(4, 4, 0.9)};
    candidates[3].match.sensitive = true;
    DigestOptions options;
    options.user_name = "Sam";
    return build_digest(candidates, options, kNow);
}

Digest empty_digest() {
    Digest digest;
    digest.made = kNow;
    digest.considered = 12;
    digest.too_old = 3;
    return digest;
}

/// One opener with everything that ever broke a page or a terminal in every field.
Digest hostile() {
    const std::string evil =
        "\x1B[2J\x1B]0;t\x07<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202Egnp"
        "\u2066\u0085\r\nX-Evil: 1\r\n\r\n{{{name}}} {{#openers}} \xFF\x01";
    auto c = make_candidate(1, 1, 0.9);
    for (std::string* field :
         {&c.contact.key, &c.contact.name, &c.contact.email, &c.contact.company, &c.contact.role,
          &c.contact.channel, &c.contact.phone, &c.article.title, &c.article.text,
          &c.article.publisher, &c.article.author, &c.article.guid, &c.article.language,
          &c.match.watch, &c.match.reason}) {
        *field = evil;
    }
    c.article.url = "javascript:alert(1)//" + evil;
    c.other_publishers = {evil, evil};
    c.match.evidence = {{ArticlePart::title, {0, 20}}, {ArticlePart::text, {0, evil.size()}}};
    DigestOptions options;
    options.user_name = evil;
    return build_digest(std::vector{c}, options, kNow);
}

void check_harmless(const std::string& text) {
    for (const std::string_view bad :
         {"\x1B", "\x07", "\r", "\x01", "\xFF", "\u202E", "\u2066", "\u0085", "\nX-Evil"}) {
        CHECK(text.find(bad) == std::string::npos);
    }
    CHECK(is_utf8(text));
}

}  // namespace

TEST_CASE("The digest reads as the golden files do", "[notifier][render]") {
    const Digest digest = sample();
    REQUIRE(digest.openers.size() == 3);
    check_golden("digest.txt", render_digest_text(digest, {}));
    check_golden("digest.html", render_digest_html(digest));
    check_golden("digest.json", render_digest_json(digest));
    check_golden("empty.txt", render_digest_text(empty_digest(), {}));
    check_golden("empty.html", render_digest_html(empty_digest()));
}

TEST_CASE("The text keeps to its width but for links, and is all there in any width",
          "[notifier][render]") {
    for (const std::size_t width : {40U, 60U, 80U, 200U}) {
        const std::string text = render_digest_text(sample(), {false, width});
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n'));
            if (line.find("https://") == std::string_view::npos) {
                CAPTURE(line);
                CHECK(display_width(line) <= width);
            }
            rest.remove_prefix(line.size() + 1);
        }
        CHECK_THAT(text, Contains("https://sport.example/cup/harbour-city-semi-final?id=7"));
    }
}

TEST_CASE("Colour adds our own codes to the same words", "[notifier][render]") {
    const std::string plain = render_digest_text(sample(), {});
    const std::string colour = render_digest_text(sample(), {true, 80});
    CHECK(plain.find('\x1B') == std::string::npos);
    CHECK_THAT(colour, Contains("\x1B[1mNorthwind Robotics"));
    for (const char c : {'\x01', '\x02'}) CHECK(colour.find(c) == std::string::npos);
}

TEST_CASE("Nothing hostile reaches any output alive", "[notifier][render]") {
    const Digest digest = hostile();
    REQUIRE(digest.openers.size() == 1);

    check_harmless(render_digest_text(digest, {}));

    const std::string html = render_digest_html(digest);
    check_harmless(html);
    for (const std::string_view bad :
         {"<script", "<img", "href=\"javascript", "onerror=alert(1)>"}) {
        CHECK(html.find(bad) == std::string::npos);
    }
    CHECK(html.find("href=\"\"") == std::string::npos);
    CHECK_THAT(html, Contains("&lt;script&gt;"));

    const std::string json = render_digest_json(digest);
    check_harmless(json);
    const auto document = nlohmann::json::parse(json, nullptr, false);
    REQUIRE(document.is_object());
    CHECK(document["openers"][0]["article"]["url"] == "");
}

TEST_CASE("The page loads nothing from elsewhere and runs nothing", "[notifier][render]") {
    const std::string html = render_digest_html(sample());
    for (const std::string_view bad : {"<script", "src=", "url(", "@import", "<link", "<iframe"}) {
        CHECK(html.find(bad) == std::string::npos);
    }
    CHECK_THAT(html, Contains("href=\"mailto:ana.ruiz@northwind.example?subject="));
    CHECK_THAT(html, Contains("href=\"tel:+4685550142\""));
    CHECK_THAT(html, Contains("Lindqvist &amp; Daughters"));
}
