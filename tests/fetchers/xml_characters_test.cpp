#include "fetchers/xml_characters.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "core/text.hpp"
#include "fetchers/feed_links.hpp"
#include "fetchers/name_key.hpp"
#include "fetchers/references.hpp"
#include "net/url.hpp"

using namespace sawthis;
using namespace sawthis::fetchers;

namespace {

/// What append_characters() promises, one character after the other.
std::string read_slowly(std::string_view text, References references) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '&' && references == References::decoded) {
            const std::size_t size = append_reference(out, text, at, ReferenceSyntax::xml);
            if (size == 0) out += '&';
            at += size == 0 ? 1 : size;
        } else if (text[at] == '\r') {
            if (++at == text.size() || text[at] != '\n') out += '\n';
        } else {
            const std::size_t start = at;
            const char32_t c = decode_utf8(text, at);
            if (c >= 0x80 && c <= 0x9F) {
                append_number_reference(out, c);
            } else if (is_text_character(c)) {
                out.append(text, start, at - start);
            }
        }
    }
    return out;
}

/// `count` of the pieces, in any order.
std::string shuffle(std::mt19937& random, const std::vector<std::string>& pieces,
                    std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
    return text;
}

}  // namespace

TEST_CASE("append_characters reads as one that reads slowly", "[fetchers][xml]") {
    const std::vector<std::string> pieces{"a",      "plain words, more than a block of them ",
                                          "&lt;",   "&gt;",
                                          "&amp;",  "&quot;",
                                          "&#34;",  "&#x22;",
                                          "&#0;",   "&#133;",
                                          "&nbsp;", "&nGt;",
                                          "&",      "&lt",
                                          "&#",     "&unknown;",
                                          "\r\n",   "\r",
                                          "\n",     "\t",
                                          "\x01",   "\x7F",
                                          "é",      "\u00A0",
                                          "\u0085", "\uFFFE",
                                          "\uFF01", "\uFEFF",
                                          "漢字",   "😀"};
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 3'000; ++round) {
        const std::string text = shuffle(random, pieces, random() % 120);
        CAPTURE(text);
        for (const auto references : {References::decoded, References::kept}) {
            std::string out = "before";
            append_characters(out, text, references);
            CHECK(out == "before" + read_slowly(text, references));
        }
        CHECK(is_plain(text) == (text.find_first_of("&\r\x7F\x01") == std::string::npos &&
                                 text.find_first_of("\xC2\xEF") == std::string::npos));
        if (is_clean(text)) CHECK(read_slowly(text, References::kept) == text);
    }
}

TEST_CASE("append_characters takes bytes that are no UTF-8 too", "[fetchers][xml]") {
    for (const std::string text : {"\xC2", "a\xEF\xBF", "\xEF\xEF\xEF", "0123456789abcdef\xC2"}) {
        for (const std::size_t before : {0, 15, 60, 64, 127, 200}) {
            for (const std::size_t behind : {0, 15, 64, 200}) {
                const std::string whole =
                    std::string(before, 'a') + text + std::string(behind, 'z');
                std::string out;
                append_characters(out, whole, References::decoded);
                CHECK(out == read_slowly(whole, References::decoded));
            }
        }
    }
}

TEST_CASE("names have the same key in any case, and others another", "[fetchers][xml]") {
    CHECK(name_key("pubDate") == "pubdate"_name);
    CHECK(name_key("ITUNES-Summary-Long") == "itunes-summary-long"_name);
    const std::vector<std::string> names{"",
                                         "a",
                                         "b",
                                         "aa",
                                         "aaa",
                                         "aba",
                                         "abcd",
                                         "abce",
                                         "abcdefgh",
                                         "abcdefgi",
                                         "[",
                                         "{",
                                         "@",
                                         "`",
                                         "abcdefghi",
                                         "bbcdefghi",
                                         "abcdefghabcdefgha"};
    for (const auto& one : names) {
        for (const auto& other : names) {
            CAPTURE(one, other);
            CHECK((name_key(one) == name_key(other)) == (one == other));
        }
    }
}

TEST_CASE("addresses that are taken as they are would come out of resolving the same",
          "[fetchers][links]") {
    const std::vector<std::string> pieces{"a",  "/", ".", "..", "?", "#",  "%20", "\"", "<",
                                          "\\", "^", "`", "{",  "|", "é",  " ",   "~",  "index",
                                          "=",  "&", "+", "@",  ":", "-1", "_"};
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 2'000; ++round) {
        const std::string link = "https://news.example/" + shuffle(random, pieces, random() % 25);
        CAPTURE(link);
        const auto resolved = net::resolve_url("https://base.example/", trim(link));
        REQUIRE(resolved);
        CHECK(net::canonical_url(resolve_link("https://base.example/", link)) ==
              net::canonical_url(*resolved));
    }
}
