#include "fetchers/html_text.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "core/text.hpp"

using namespace sawthis;
using namespace sawthis::fetchers;

TEST_CASE("html_to_text keeps words and drops markup", "[fetchers][html_text]") {
    const auto [name, html, want] = GENERATE(table<std::string, std::string, std::string>({
        {"plain", "just words", "just words"},
        {"inline tags join", "<b>S</b>eptem<i>ber</i>", "September"},
        {"blocks part lines", "<p>one</p><p>two<br>three", "one\ntwo\nthree"},
        {"cells part words", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a b\nc"},
        {"white space", "  a \n\t b&nbsp; \xE2\x80\x83 c ", "a b c"},
        {"references once", "&lt;b&gt; &amp;lt; &eacute; &#8364; &#x41; &copy 2024",
         "<b> &lt; é € A © 2024"},
        {"windows-1252 numbers", "it&#146;s", "it’s"},
        {"bare ampersand", "AT&T & co &nosuch; &", "AT&T & co &nosuch; &"},
        {"less-than as text", "3 < 4, I <3 you", "3 < 4, I <3 you"},
        {"script and style", "a<script>if (1<2) x('</p>')</SCRIPT >b<style>p{}</style>c",
         "a\nb\nc"},
        {"comments", "a<!-- <p>no</p> -->b", "ab"},
        {"quoted >", "<a title=\"x > y\" href='>'>z</a>", "z"},
        {"apostrophe in a tag", "<p class=it's>a</p><p>b</p>", "a\nb"},
        {"quote that never ends", "<p class=\"x>a</p><p>b", "a\nb"},
        {"tag that never ends", "a <b", "a <b"},
        {"CDATA", "<![CDATA[a < b]]>", "a < b"},
        {"forbidden characters", "a&#0;b&#x1F;c&#xFFFF;d", "abcd"},
        {"doctype and instructions", "<!DOCTYPE html><?php x ?>a", "a"},
        {"nothing", "", ""},
    }));
    CAPTURE(name);
    CHECK(html_to_text(html) == want);
}

TEST_CASE("decode_references decodes once and touches nothing else", "[fetchers][html_text]") {
    CHECK(decode_references("&amp;amp; <b> &ldquo;x&rdquo;  y") == "&amp; <b> “x”  y");
    CHECK(decode_references("&notit; &notin; &AMP") == "¬it; ∉ &");
    CHECK(decode_references("&#; &#x; &#99999999999; &;") == "&#; &#x;  &;");
}

TEST_CASE("html_to_text takes time in proportion to hostile input", "[fetchers][html_text]") {
    const auto unit = GENERATE(as<std::string>{}, "<", "<a ", "<a =\">\" ", "<!--", "&", "&#", "</",
                               "<script>", "<a b=\"'", "<![CDATA[", "<p><", "&l", "\xC2");
    std::string html;
    while (html.size() < 1'000'000) html += unit;
    CAPTURE(unit);
    const auto start = std::chrono::steady_clock::now();
    CHECK(html_to_text(html + ">").size() <= html.size() + 1);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{3});
}
