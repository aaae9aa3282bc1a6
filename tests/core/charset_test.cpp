#include "core/charset.hpp"

#include <catch2/catch.hpp>

#include "core/charset_labels.hpp"
#include "core/text.hpp"

using namespace sawthis;
using namespace sawthis;
using namespace std::string_literals;

TEST_CASE("to_utf8 believes mark, header, declaration, bytes, in that order", "[core][charset]") {
    const auto [name, bytes, content_type,
                want] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"mark over header", "\xEF\xBB\xBF\xC3\xA9", "text/xml; charset=koi8-r", "é"},
        {"UTF-16 mark over header", "\xFF\xFE<\0\xE9\0"s, "text/xml; charset=utf-8", "<é"},
        {"big endian mark", "\xFE\xFF\0<\0\xE9"s, "", "<é"},
        {"UTF-16 without mark", "<\0a\0/\0>\0\xE9\0"s, "", "<a/>é"},
        {"UTF-32 mark", "\xFF\xFE\0\0\xE9\0\0\0"s, "", "é"},
        {"header over declaration", "<?xml version='1.0' encoding='koi8-r'?>\xC3\xA9",
         "application/xml; charset=\"UTF-8\"", "<?xml version='1.0' encoding='koi8-r'?>é"},
        {"declaration", "<?xml version='1.0' encoding = 'windows-1251'?>\xE6", "",
         "<?xml version='1.0' encoding = 'windows-1251'?>ж"},
        {"meta", "<html><meta charset=windows-1251>\xE6", "", "<html><meta charset=windows-1251>ж"},
        {"meta http-equiv",
         "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>\xB3", "",
         "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>ł"},
        {"Latin-1 means windows-1252", "\x93it\x94", "text/xml; charset=iso-8859-1", "“it”"},
        {"ASCII means windows-1252", "\x80", "text/xml; charset=us-ascii", "€"},
        {"gb2312 means GBK", "\xE9\x46\xC4\xE3", "text/xml; charset=gb2312", "镕你"},
        {"unknown label", "\xC3\xA9", "text/xml; charset=x-none", "é"},
        {"UTF-8 label on other bytes", "caf\xE9", "text/xml; charset=utf-8", "café"},
        {"UTF-16 label on ASCII", "<a/>", "text/xml; charset=utf-16", "<a/>"},
        {"nothing declared, no UTF-8", "caf\xE9 \x96", "", "café –"},
        {"UTF-8 cut at its end", "\xC3\xA9\xC3\xA9\xC3", "", "éé\xEF\xBF\xBD"},
        {"empty", "", "", ""},
    }));
    CAPTURE(name);
    CHECK(to_utf8(bytes, content_type) == want);
}

TEST_CASE("to_utf8 guesses where whole words are beyond ASCII", "[core][charset]") {
    const std::string cyrillic =
        "\xCD\xEE\xE2\xEE\xF1\xF2\xE8 \xE4\xED\xFF: \xEF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 "
        "\xEF\xEE\xE4\xEF\xE8\xF1\xE0\xEB \xE7\xE0\xEA\xEE\xED \xEE \xEF\xF0\xE5\xF1\xF1\xE5";
    CHECK(to_utf8(cyrillic, "") == "Новости дня: президент подписал закон о прессе");
    CHECK(to_utf8("na\xEFve caf\xE9s \xE0 la carte, d\xE9j\xE0 vu, \xE9t\xE9, No\xEBl, cr\xEApe, "
                  "fa\xE7"
                  "ade, \xE9lite, fianc\xE9, r\xE9sum\xE9, pr\xE9"
                  "cis, \xE9t\xE9, \xE9t\xE9",
                  "")
              .starts_with("naïve cafés à la carte"));
}

TEST_CASE("to_utf8 gives UTF-8 for any bytes and labels", "[core][charset]") {
    for (const auto* label : {"utf-8", "utf-16", "shift_jis", "gb18030", "iso-2022-jp", "euc-kr",
                              "big5", "euc-jp", "windows-1252", "cp037", "utf-32"}) {
        std::string bytes = "<?xml version='1.0'?>";
        for (int i = 0; i < 512; ++i) bytes += static_cast<char>(i * 37 + i / 7);
        CAPTURE(label);
        CHECK(is_utf8(to_utf8(bytes, "text/xml; charset="s + label)));
    }
}

TEST_CASE("find_charset reads labels as browsers do", "[core][charset]") {
    CHECK(find_charset(" Latin1 ").converter == "windows-1252");
    CHECK(find_charset("GB2312").converter == "gb18030");
    CHECK(find_charset("").converter.empty());
    CHECK(find_charset("utf-8 utf8").converter.empty());
    CHECK(find_charset("no-such").converter.empty());
}
