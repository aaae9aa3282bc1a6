#include <catch2/catch.hpp>

#include "fetchers/page_article.hpp"

using sawthis::fetchers::extract_article;

namespace {

std::string byline(const std::string& body) {
    const auto article = extract_article("<html lang=en><body>" + body + "</body></html>",
                                         "https://a.example/news/x", "text/html; charset=utf-8");
    return article ? article->byline : "error";
}

}  // namespace

TEST_CASE("who signs near the headline wrote it", "[fetchers][byline]") {
    const auto [name, signature, want] = GENERATE(table<std::string, std::string, std::string>({
        {"in one piece", "<p>By Anna Berg | 4 May 2026</p>", "Anna Berg"},
        {"the name apart", "<span>By</span> <a href=/anna>Anna Berg</a>", "Anna Berg"},
        {"German", "<p>von Anna Berg</p>", "Anna Berg"},
        {"two with their role", "<p>By ANNA BERG and KIM LEE, Staff Writers</p>",
         "ANNA BERG, KIM LEE"},
        {"two names apart",
         "<span>By <a href=/anna>Anna Berg</a> | <a href=/kim>Kim Lee</a></span>",
         "Anna Berg, Kim Lee"},
        {"a place behind the name",
         "<p>By <b>Anna Berg</b> <i>Port Reporter</i> <b>Other Story</b></p>", "Anna Berg"},
        {"a sentence", "<p>By noon the first ship had passed.</p>", ""},
        {"a single word", "<p>By Reuters</p>", ""},
    }));
    CAPTURE(name);
    CHECK(byline("<h1>Harbour bridge opens again</h1>" + signature + "<p>Text.</p>") == want);
    CHECK(byline(signature + "<h1>Harbour bridge opens again</h1><p>Text.</p>") == want);
}

TEST_CASE("readers who comment did not write it", "[fetchers][byline]") {
    CHECK(byline("<h1>Harbour bridge opens again</h1><ol class=comments><li class='vcard author'>"
                 "Jane Roe</li></ol>") == "");
    CHECK(byline("<form><label class=author>Name *</label></form>") == "");
    CHECK(byline("<p class=author>Jane Roe says") == "");
}

TEST_CASE("a name is shown without what leads to it", "[fetchers][byline]") {
    const auto lead = GENERATE(as<std::string>{}, "Posted by: ", "Interview: ", "Eingestellt von ",
                               "View all posts by ");
    CAPTURE(lead);
    CHECK(byline("<p class=author>" + lead + "Anna Berg</p>") == "Anna Berg");
}

TEST_CASE("a declared first name is completed by the one shown", "[fetchers][byline]") {
    const std::string head = R"(<script type="application/ld+json">{"@type":"NewsArticle",
        "headline":"x","author":{"name":"Anna"}}</script>)";
    CHECK(byline(head + "<p class=author>Anna Berg</p>") == "Anna Berg");
    CHECK(byline(head + "<p class=author>Jane Roe</p>") == "Anna");
    CHECK(byline(head) == "Anna");
}
