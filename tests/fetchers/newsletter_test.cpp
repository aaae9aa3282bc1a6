#include "fetchers/newsletter.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "core/text.hpp"
#include "fetchers/headline_links.hpp"
#include "fetchers/mail_lines.hpp"
#include "fetchers/newsletter_words.hpp"

using namespace sawthis;
using namespace sawthis::fetchers;

namespace {

std::string mail(std::string_view type, std::string_view body, std::string_view headers = "") {
    return fmt::format(
        "From: The Ledger <news@ledger.example>\r\nTo: kim@example.org\r\nSubject: Morning "
        "letter\r\nMessage-ID: <m1@ledger.example>\r\nDate: Fri, 20 Nov 2026 07:30:00 +0100\r\n"
        "{}Content-Type: {}; charset=utf-8\r\n\r\n{}\r\n",
        headers, type, body);
}

Feed read(const std::string& bytes, NewsletterForm form = NewsletterForm::automatic) {
    auto reading = read_newsletters(std::vector{bytes}, {form});
    CHECK(reading.unreadable == 0);
    return std::move(reading.feed);
}

Entry only(const Feed& feed) {
    REQUIRE(feed.entries.size() == 1);
    return feed.entries[0];
}

constexpr std::string_view kProse =
    "<p>The council voted nine to two for the bridge over the Alder on Thursday evening, after a "
    "debate of four hours in which the engineers were heard twice.</p>"
    "<p>Building begins in March, said the mayor, and the ferry will run until the last stone is "
    "laid. The bridge will cost eleven million and be open to bicycles.</p>";

constexpr std::string_view kFooter =
    "<table><tr><td>You are receiving this because you signed up at ledger.example.</td></tr>"
    "<tr><td>This email was sent to kim@example.org</td></tr>"
    "<tr><td><a href='https://ledger.example/u?e=kim%40example.org'>Unsubscribe</a> | "
    "<a href='https://ledger.example/preferences'>Manage preferences</a></td></tr>"
    "<tr><td>The Ledger Ltd, 1 Quay Street</td></tr><tr><td>© 2026 The Ledger</td></tr></table>";

}  // namespace

TEST_CASE("a message becomes one article, without what is there for its sender",
          "[fetchers][newsletter]") {
    const auto html = fmt::format(
        "<html><body><div style='display:none;max-height:0'>Preview of the letter &zwnj;&nbsp;"
        "&zwnj;&nbsp;</div><table><tr><td><a href='https://ledger.example/w/7'>View in browser</a>"
        "</td></tr></table><h1>Bridge agreed</h1>{}<img src='https://t.example/p.gif' width=1>{}"
        "</body></html>",
        kProse, kFooter);
    const auto entry = only(read(mail("text/html", html)));
    CHECK(entry.id == "m1@ledger.example");
    CHECK(entry.title == "Morning letter");
    CHECK(entry.publisher == "The Ledger");
    CHECK(entry.authors == std::vector<std::string>{"The Ledger"});
    CHECK(entry.url == "https://ledger.example/w/7");
    CHECK(entry.published == parse_rfc3339("2026-11-20T06:30:00Z"));
    CHECK(entry.content_text.find("Bridge agreed\nThe council voted nine") == 0);
    CHECK(entry.content_text.ends_with("open to bicycles."));
}

TEST_CASE("a message in plain text is read by paragraphs", "[fetchers][newsletter]") {
    const auto entry = only(read(mail(
        "text/plain",
        "The council voted nine to two for the bridge over the Alder\r\non Thursday evening.\r\n"
        "\r\nBuilding begins in March: https://ledger.example/b/1\r\n\r\n-- \r\n"
        "You are receiving this because you signed up.\r\n"
        "Unsubscribe: https://ledger.example/u/kim%40example.org\r\n",
        "Archived-At: <https://ledger.example/archive/7>\r\n")));
    CHECK(entry.content_text ==
          "The council voted nine to two for the bridge over the Alder on Thursday evening.\n"
          "Building begins in March:");
    CHECK(entry.url == "https://ledger.example/archive/7");
}

TEST_CASE("a list of headlines becomes an article for each", "[fetchers][newsletter]") {
    const auto [name, item] = GENERATE(table<std::string, std::string>({
        {"linked headings",
         "<tr><td><h3><a href='https://ledger.example/{0}?utm_source=mail'>Headline number {0} of "
         "today</a></h3><p>What happened in case {0}, told in a line or two.</p></td></tr>"},
        {"linked bold lines",
         "<p><a href='https://ledger.example/{0}#x'><strong>Headline number {0} of today</strong>"
         "</a></p><p>What happened in case {0}, told in a line or two.</p>"},
        {"picture, heading and Read more",
         "<a href='https://ledger.example/{0}'><img src=x></a><h2>Headline number {0} of today"
         "</h2><p>What happened in case {0}, told in a line or two.</p>"
         "<p><a href='https://ledger.example/{0}'>Read more</a></p>"},
    }));
    CAPTURE(name);
    std::string html =
        "<table><tr><td><a href='https://ledger.example/w/7'>View online</a> | "
        "<a href='https://ledger.example/unsubscribe/x'>Unsubscribe</a></td></tr>"
        "</table><p>Good morning.</p><table>";
    for (int i = 1; i <= 4; ++i) html += fmt::format(fmt::runtime(item), i);
    html += fmt::format(
        "</table><p><a href='https://twitter.com/ledger'>Follow The Ledger on "
        "Twitter now</a></p>{}",
        kFooter);
    const auto feed = read(mail("text/html", html));
    REQUIRE(feed.entries.size() == 4);
    for (int i = 1; i <= 4; ++i) {
        const auto& entry = feed.entries[static_cast<std::size_t>(i - 1)];
        CHECK(entry.title == fmt::format("Headline number {} of today", i));
        CHECK(entry.url == fmt::format("https://ledger.example/{}", i));
        CHECK(entry.id == fmt::format("ledger.example/{}", i));
        CHECK(entry.content_text ==
              fmt::format("What happened in case {}, told in a line or two.", i));
        CHECK(entry.publisher == "The Ledger");
        CHECK(entry.published);
    }
    CHECK(only(read(mail("text/html", html), NewsletterForm::message)).title == "Morning letter");
}

TEST_CASE("a list in plain text becomes an article for each", "[fetchers][newsletter]") {
    const auto feed = read(mail("text/plain",
                                "Good morning.\r\n\r\n"
                                "1. The bridge over the Alder is agreed\r\n"
                                "https://ledger.example/1\r\n\r\n"
                                "2. The harvest arm wins its prize\r\n"
                                "It was made in Brindlewick.\r\n<https://ledger.example/2>\r\n\r\n"
                                "3. Ferry fares fall in the spring: https://ledger.example/3\r\n"));
    REQUIRE(feed.entries.size() == 3);
    CHECK(feed.entries[0].title == "The bridge over the Alder is agreed");
    CHECK(feed.entries[0].url == "https://ledger.example/1");
    CHECK(feed.entries[1].content_text == "It was made in Brindlewick.");
    CHECK(feed.entries[2].url == "https://ledger.example/3");
}

TEST_CASE("an essay stays one article, whatever it links to", "[fetchers][newsletter]") {
    std::string html;
    for (int i = 0; i < 10; ++i) {
        html += fmt::format(
            "{}<p>As <a href='https://a.example/{}'>we wrote in the spring</a> of "
            "this year, the ferry is old.</p>",
            kProse, i);
    }
    for (int i = 0; i < 4; ++i) {
        html += fmt::format(
            "<p><a href='https://b.example/{}'>Something else to read tonight</a></p>", i);
    }
    CHECK(only(read(mail("text/html", html + std::string(kFooter)))).title == "Morning letter");
    // Asked for, its links are had all the same.
    CHECK(read(mail("text/html", html), NewsletterForm::links).entries.size() == 4);
}

TEST_CASE("no address of the reader's gets into an article", "[fetchers][newsletter]") {
    const std::string html =
        "<p>Hello kim@example.org, here is the news of the week for you.</p>" +
        std::string(kProse) + "<p>" + std::string(400, 'x') + " KIM@example.org yyy</p>" +
        "<p><a href='https://t.example/c?u=a2ltQGV4YW1wbGUub3Jn&x=1'>Read online</a></p>" +
        "<p><a href='https://t.example/c?u=kim%2540example.org'>A headline of four words</a></p>";
    for (const auto form : {NewsletterForm::message, NewsletterForm::links}) {
        auto bytes = mail("text/html", html);
        bytes.replace(bytes.find("Morning letter"), 14, "kim@example.org, good morning");
        for (const auto& entry : read(bytes, form).entries) {
            const auto all = lower_ascii(entry.title + entry.content_text + entry.url + entry.id);
            CAPTURE(all);
            CHECK(all.find("kim@example.org") == std::string::npos);
            CHECK(all.find("kim%") == std::string::npos);
            CHECK(all.find("a2lt") == std::string::npos);
        }
    }
}

TEST_CASE("what makes a footer is told from news that mention it", "[fetchers][newsletter]") {
    const auto [text, want] = GENERATE(table<std::string, MailNote>({
        {"View in browser", MailNote::in_browser},
        {"Problemas? Ver en el navegador", MailNote::in_browser},
        {"Unsubscribe", MailNote::leaving},
        {"Se d\xC3\xA9sabonner", MailNote::leaving},
        {"Newsletter abbestellen", MailNote::leaving},
        {"Privacy Policy | Terms of Service", MailNote::business},
        {"\xC2\xA9 2026 The Ledger Ltd, 1 Quay Street", MailNote::business},
        {"Regulator fines a search engine over its privacy policy in three countries",
         MailNote::none},
        {"How to opt out of facial recognition", MailNote::none},
    }));
    CAPTURE(text);
    CHECK(judge_mail_line(text) == want);
}

TEST_CASE("mails without text are counted and cost the others nothing", "[fetchers][newsletter]") {
    const auto reading =
        read_newsletters(std::vector<std::string>{"", mail("text/html", kProse), "\n\n"}, {});
    CHECK(reading.unreadable == 2);
    CHECK(reading.feed.entries.size() == 1);
}

TEST_CASE("links are kept with their words, invisible padding is not", "[fetchers][newsletter]") {
    const auto lines = read_html_lines(
        "<p>One <a href='https://a.example/'>two\n three</a> four&#847;&zwnj;&nbsp;&shy;</p>"
        "<div style='font-size:0'>hidden</div><p style='font-weight: 700'>Bold</p>");
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].text == "One two three four");
    REQUIRE(lines[0].links.size() == 1);
    CHECK(lines[0].links[0] == MailLink{"https://a.example/", {4, 13}});
    CHECK_FALSE(lines[0].heading);
    CHECK(lines[1].heading);
}
