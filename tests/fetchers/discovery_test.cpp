#include "fetchers/discovery.hpp"

#include <catch2/catch.hpp>

using namespace sawthis::fetchers;

namespace {

std::vector<std::string> urls_of(const std::vector<Candidate>& candidates) {
    std::vector<std::string> urls;
    for (const auto& one : candidates) urls.push_back(one.url);
    return urls;
}

}  // namespace

TEST_CASE("a domain is tried with https first", "[fetchers][discovery]") {
    using Urls = std::vector<std::string>;
    const auto [typed, want] = GENERATE(table<std::string, Urls>({
        {"example.org",
         {"https://example.org/", "https://www.example.org/", "http://example.org/",
          "http://www.example.org/"}},
        {" Example.ORG/news ",
         {"https://example.org/news", "https://www.example.org/news", "http://example.org/news",
          "http://www.example.org/news"}},
        {"news.example.org", {"https://news.example.org/", "http://news.example.org/"}},
        {"127.0.0.1:8080", {"http://127.0.0.1:8080/"}},
        {"localhost:8080/x", {"http://localhost:8080/x"}},
        {"https://example.org/press", {"https://example.org/press"}},
        {"foo", {}},
        {"mailto:a@example.org", {}},
        {"ftp://example.org/", {}},
        {"two words.example", {}},
        {"example.org:port", {}},
        {"", {}},
    }));
    CAPTURE(typed);
    CHECK(start_addresses(typed) == want);
    CHECK(is_bare_domain(typed) == (!want.empty() && typed.find("://") == std::string::npos));
}

TEST_CASE("a home page leads to its feeds, then to newsrooms, then to news",
          "[fetchers][discovery]") {
    const auto candidates = find_candidates(R"(<html><head>
<link rel=alternate type="application/rss+xml" href="/feed">
<link rel=alternate type="application/rss+xml" href="/comments/feed" title="Comments">
</head><body><a href="/">Home</a><a href="/blog/">Our blog</a><a href="/produkte">Produkte</a>
<a href="/unternehmen/presse">Presse</a><a href="/jp/news">ニュースリリース</a><a href="/x">Salle de presse</a>
<a href="https://newsroom.a.example/">All the latest from us</a><a href="https://b.example/news">News</a>
<a href="/?page=2">News</a><a href="/unternehmen/presse#top">Press</a></body></html>)",
                                            {"https://www.a.example/", "", ""});
    CHECK(urls_of(candidates) ==
          std::vector<std::string>{"https://www.a.example/feed",
                                   "https://www.a.example/unternehmen/presse",
                                   "https://www.a.example/jp/news", "https://www.a.example/x",
                                   "https://newsroom.a.example/", "https://www.a.example/blog/"});
    CHECK(find_candidates("", {"https://a.example/", "", ""}).empty());
}

TEST_CASE("the usual places are few and on the site", "[fetchers][discovery]") {
    const auto places = usual_places("https://a.example/en/home?x=1");
    CHECK(places.size() <= 25);
    for (const auto& place : places) CHECK(place.url.starts_with("https://a.example/"));
}
