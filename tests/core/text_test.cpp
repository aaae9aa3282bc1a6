#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

namespace {
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const auto& span : find_words(text)) {
        words.emplace_back(text.substr(span.begin, span.end - span.begin));
    }
    return words;
}
}  // namespace

TEST_CASE("decode_utf8 reads sound sequences whole and bad bytes one by one", "[core][text]") {
    const auto [name, given, want] = GENERATE(table<std::string, std::string, std::string>({
        {"ascii", "abc", "abc"},
        {"two, three, four bytes", "é€😀", "é€😀"},
        {"lone continuation", "a\x80z", "a\xEF\xBF\xBDz"},
        {"overlong slash", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"cut short", "a\xE2\x82", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"beyond Unicode", "\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    }));
    CAPTURE(name);
    CHECK(repair_utf8(given) == want);
    CHECK(is_utf8(given) == (given == want));
    CHECK(is_utf8(repair_utf8(given)));
}

TEST_CASE("append_utf8 writes what decode_utf8 reads, for every code point", "[core][text]") {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        std::string text;
        append_utf8(text, c);
        std::size_t at = 0;
        const char32_t back = decode_utf8(text, at);
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        if (back != (surrogate ? 0xFFFD : c) || at != text.size()) {
            CAPTURE(static_cast<unsigned>(c));
            FAIL("does not come back");
        }
    }
}

TEST_CASE("fold_case makes spellings of one word equal", "[core][text]") {
    const auto [a, b] = GENERATE(table<std::string, std::string>({
        {"Apple", "aPPLE"},
        {"CAFÉ", "cafe\xCC\x81"},
        {"Straße", "STRASSE"},
        {"ﬁne", "fine"},
        {"Ｎｅｗ", "new"},
    }));
    CHECK(fold_case(a) == fold_case(b));
}

TEST_CASE("find_words cuts at what is neither letter, digit nor mark", "[core][text]") {
    CHECK(words_of("AT&T's 5G plan – día 2") ==
          std::vector<std::string>{"AT", "T", "s", "5G", "plan", "día", "2"});
    CHECK(words_of("東京で news") == std::vector<std::string>{"東", "京", "で", "news"});
    CHECK(words_of("").empty());
    CHECK(words_of("…").empty());
}

TEST_CASE("squeeze_space leaves single blanks and none at the ends", "[core][text]") {
    CHECK(squeeze_space("  a \t\r\n b\xC2\xA0 c ") == "a b c");
    CHECK(squeeze_space("   ").empty());
}

TEST_CASE("shorten never cuts a character in two", "[core][text]") {
    const std::string text = "Żółć gęślą jaźń";
    for (std::size_t limit = 0; limit <= text.size() + 1; ++limit) {
        const auto cut = shorten(text, limit);
        CHECK(cut.size() <= std::max<std::size_t>(limit, 0));
        CHECK(is_utf8(cut));
    }
    CHECK(shorten("abc", 3) == "abc");
    CHECK(shorten("abcdef", 5) == "ab…");
}

TEST_CASE("one_line drops all that could steer a terminal or start a line", "[core][text]") {
    const auto [name, given, want] = GENERATE(table<std::string, std::string, std::string>({
        {"colour", "a\x1b[31mred", "a[31mred"},
        {"C1 introducer",
         "a\xC2\x9B"
         "31m",
         "a31m"},
        {"title bell", "\x1b]0;x\x07y", "]0;xy"},
        {"line breaks", "a\r\nb\nc", "a  b c"},
        {"override",
         "a\xE2\x80\xAE"
         "b",
         "ab"},
        {"bad byte", "a\xFF", "a\xEF\xBF\xBD"},
        {"nul", std::string("a\0b", 3), "ab"},
    }));
    CAPTURE(name);
    CHECK(one_line(given) == want);
}

TEST_CASE("printable keeps line feeds only", "[core][text]") {
    CHECK(printable("a\r\nb\x1b[0m\tc") == "a\nb[0m c");
}

TEST_CASE("split_list trims parts and leaves empty ones out", "[core][text]") {
    CHECK(split_list(" a ; b;;c ;", ';') == std::vector<std::string>{"a", "b", "c"});
    CHECK(split_list("", ';').empty());
    CHECK(join({"a", "b"}, ", ") == "a, b");
}

TEST_CASE("display_width counts terminal columns, not bytes or code points", "[core][text]") {
    const auto [text, want] = GENERATE(table<std::string, std::size_t>({
        {"", 0},
        {"abc", 3},
        {"Zürich", 6},
        {"e\xCC\x81", 1},
        {"東京", 4},
        {"\x1B[1m", 3},
    }));
    CAPTURE(text);
    CHECK(display_width(text) == want);
}
