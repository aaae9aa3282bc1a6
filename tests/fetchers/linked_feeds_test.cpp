#include "fetchers/linked_feeds.hpp"

#include <catch2/catch.hpp>

using sawthis::fetchers::find_linked_feeds;
using sawthis::fetchers::LinkedFeed;

namespace {

std::vector<LinkedFeed> feeds_of(const std::string& html) {
    return find_linked_feeds(html, {"https://a.example/blog/", "text/html", ""});
}

}  // namespace

TEST_CASE("a page's feeds are those it declares, then those it links to", "[fetchers][feeds]") {
    const auto feeds = feeds_of(R"(<html><head>
<link rel="alternate" type="application/rss+xml" title="A &amp; B" href="/feed/">
<link rel="alternate" type="application/rss+xml" title="A - Comments Feed" href="/comments/feed/">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom.xml">
<link rel="alternate" type="application/feed+json" href="https://cdn.example/feed.json">
<link rel="alternate" hreflang="de" href="/de/">
<link rel="alternate" type="application/json+oembed" href="/oembed?x">
<link rel="alternate stylesheet" type="text/css" href="/dark.css">
</head><body><a href="/feed/#top">RSS</a><a href="/press/rss.xml">Press releases as RSS</a>
<a href="/what-is-rss">What is RSS?</a><a href="/subscribe.aspx">RSS</a></body></html>)");
    CHECK(feeds == std::vector<LinkedFeed>{
                       {"https://a.example/feed/", "A & B", true, false},
                       {"https://a.example/comments/feed/", "A - Comments Feed", true, true},
                       {"https://a.example/blog/atom.xml", "", true, false},
                       {"https://cdn.example/feed.json", "", true, false},
                       {"https://a.example/press/rss.xml", "", false, false},
                       {"https://a.example/subscribe.aspx", "", false, false}});
}

TEST_CASE("feeds of no page are none, and of a flood of them fifty", "[fetchers][feeds]") {
    CHECK(feeds_of("").empty());
    CHECK(feeds_of("<link rel=alternate type=application/rss+xml href='javascript:x'>").empty());
    std::string many;
    for (int i = 0; i < 500; ++i) {
        many += "<link rel=alternate type=application/rss+xml href='/f" + std::to_string(i) + "'>";
    }
    CHECK(feeds_of(many).size() == 50);
}
