#include "fetchers/next_page.hpp"

#include <catch2/catch.hpp>

#include "tests/fetchers/page_fixture.hpp"

using sawthis::fetchers::find_next_page;

namespace {

std::string next_of(const std::string& html, const std::string& url = "https://a.example/news") {
    return find_next_page(html, {url, "text/html; charset=utf-8", ""}).value_or("none");
}

}  // namespace

TEST_CASE("the page where a listing goes on is found however it is linked", "[fetchers][next]") {
    const auto [name, html, want] = GENERATE(table<std::string, std::string, std::string>({
        {"head", "<link rel=next href='/news?page=2'>", "https://a.example/news?page=2"},
        {"rel of several", "<a rel='nofollow Next' href='?p=2'>x</a>",
         "https://a.example/news?p=2"},
        {"older posts", "<a href='/news/page/2'>← Older posts</a>",
         "https://a.example/news/page/2"},
        {"by aria",
         "<div class=pager><a href='/news/2' aria-label='Next page'><svg></svg></a></div>",
         "https://a.example/news/2"},
        {"German", "<ul class='pagination'><li><a href='?s=2'>Weiter »</a></ul>",
         "https://a.example/news?s=2"},
        {"German umlaut", "<a href='?s=2'>Nächste Seite</a>", "https://a.example/news?s=2"},
        {"French", "<nav class='pagination'><a href='?s=2'>Suivant</a></nav>",
         "https://a.example/news?s=2"},
        {"Chinese", "<div class='page'><a href='index_2.html'>下一页</a></div>",
         "https://a.example/index_2.html"},
        {"Japanese", "<div class='pager'><a href='?p=2'>次へ</a></div>",
         "https://a.example/news?p=2"},
        {"Russian", "<div class='paging'><a href='?p=2'>След.</a></div>",
         "https://a.example/news?p=2"},
        {"a sign", "<div class='pagination'><a href='?p=0'>‹</a><a href='?p=2'>›</a></div>",
         "https://a.example/news?p=2"},
        {"numbers",
         "<div class='pagination'><b>1</b><a href='?p=2'>2</a><a href='?p=3'>3</a></div>",
         "https://a.example/news?p=2"},
    }));
    CAPTURE(name);
    CHECK(next_of("<html><body>" + html) == want);
}

TEST_CASE("numbers go on from the page's own", "[fetchers][next]") {
    const std::string html =
        "<div class='pagination'><a href='?page=1'>1</a><a href='?page=2'>2</a>"
        "<a href='?page=3'>3</a></div>";
    CHECK(next_of(html, "https://a.example/news?page=2") == "https://a.example/news?page=3");
    CHECK(next_of(html, "https://a.example/news?page=3") == "none");
}

TEST_CASE("what is no next page is left alone", "[fetchers][next]") {
    const auto [name, html] = GENERATE(table<std::string, std::string>({
        {"another host", "<a rel=next href='https://b.example/news?page=2'>Next</a>"},
        {"the page itself", "<a rel=next href='/news#list'>Next</a>"},
        {"a slide show", "<div class='slider'><a href='/products/2'>Next</a></div>"},
        {"a script", "<div class='pager'><a href='javascript:next()'>Next</a></div>"},
        {"nowhere", "<div class='pager'><a href='#'>Next</a></div>"},
        {"a headline",
         "<div class='pager'><a href='/n/1'>Next year's plans for the mill</a></div>"},
        {"years", "<div class='years'><a href='/news/2'>2</a></div>"},
        {"no page", ""},
    }));
    CAPTURE(name);
    CHECK(next_of(html) == "none");
}

TEST_CASE("listings of the fixtures go on where their pagers say", "[fetchers][next]") {
    const auto [name, url, want] = GENERATE(table<std::string, std::string, std::string>({
        {"readmore", "https://www.marrow.example/press", "https://www.marrow.example/press?page=2"},
        {"utility", "https://loam.example/blog", "https://loam.example/blog/page/2"},
        {"french", "https://www.aubin.example/fr/presse",
         "https://www.aubin.example/fr/presse?p=2"},
        {"russian", "https://zavod.example/press/news/",
         "https://zavod.example/press/news/?PAGEN_1=2"},
        {"sections", "https://www.ternair.example/en/newsroom", "none"},
    }));
    CAPTURE(name);
    CHECK(next_of(page_fixture::read(page_fixture::folder() / (name + ".html")), url) == want);
}
