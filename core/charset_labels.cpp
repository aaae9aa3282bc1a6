#include "core/charset_labels.hpp"

#include <array>

#include "core/text.hpp"

namespace sawthis {

namespace {

struct Row {
    Charset charset;
    std::string_view labels;  // separated and surrounded by blanks
};

constexpr Charset single(std::string_view converter) {
    return {converter, false, false};
}
constexpr Charset multibyte(std::string_view converter) {
    return {converter, false, true};
}
constexpr Charset wide(std::string_view converter) {
    return {converter, true, true};
}

// ICU's plain names of some charsets are older or narrower than what the web means by them, so the
// converters are named by their tables: windows-949 for EUC-KR, gb18030 for GBK.
constexpr std::array kRows{
    Row{multibyte("UTF-8"),
        " utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 "
        "utf_8 utf-8n cesu-8 "},
    Row{single("windows-1252"),
        " windows-1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1 l1 us-ascii "
        "ascii ansi_x3.4-1968 cp1252 cp819 csisolatin1 ibm819 iso-ir-100 x-cp1252 latin-1 "
        "win1252 ansi us_ascii 8859_1 "},
    Row{single("windows-1250"), " windows-1250 cp1250 x-cp1250 win1250 "},
    Row{single("windows-1251"), " windows-1251 cp1251 x-cp1251 win-1251 win1251 "},
    Row{single("windows-1253"), " windows-1253 cp1253 x-cp1253 "},
    Row{single("windows-1254"),
        " windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 "
        "csisolatin5 iso-ir-148 l5 latin5 "},
    Row{single("windows-1255"), " windows-1255 cp1255 x-cp1255 "},
    Row{single("windows-1256"), " windows-1256 cp1256 x-cp1256 "},
    Row{single("windows-1257"), " windows-1257 cp1257 x-cp1257 "},
    Row{single("windows-1258"), " windows-1258 cp1258 x-cp1258 "},
    Row{single("windows-874-2000"),
        " windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620 cp874 "},
    Row{single("ISO-8859-2"),
        " iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 csisolatin2 iso-ir-101 l2 "
        "latin2 "},
    Row{single("ISO-8859-3"),
        " iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 csisolatin3 iso-ir-109 l3 "
        "latin3 "},
    Row{single("ISO-8859-4"),
        " iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 csisolatin4 iso-ir-110 l4 "
        "latin4 "},
    Row{single("ISO-8859-5"),
        " iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 csisolatincyrillic cyrillic "
        "iso-ir-144 "},
    Row{single("ISO-8859-6"),
        " iso-8859-6 iso-8859-6-e iso-8859-6-i iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-ir-127 "},
    Row{single("ISO-8859-7"),
        " iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 csisolatingreek ecma-118 "
        "elot_928 greek greek8 iso-ir-126 sun_eu_greek "},
    Row{single("ISO-8859-8"),
        " iso-8859-8 iso-8859-8-e iso-8859-8-i iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 "
        "csiso88598e csiso88598i csisolatinhebrew hebrew iso-ir-138 logical visual "},
    Row{single("ISO-8859-10"),
        " iso-8859-10 iso8859-10 iso885910 csisolatin6 iso-ir-157 l6 latin6 "},
    Row{single("ISO-8859-13"), " iso-8859-13 iso8859-13 iso885913 "},
    Row{single("ISO-8859-14"), " iso-8859-14 iso8859-14 iso885914 "},
    Row{single("ISO-8859-15"),
        " iso-8859-15 iso8859-15 iso885915 iso_8859-15 csisolatin9 l9 latin9 latin-9 "},
    Row{single("IBM866"), " ibm866 866 cp866 csibm866 "},
    Row{single("KOI8-R"), " koi8-r cskoi8r koi koi8 koi8_r "},
    Row{single("KOI8-U"), " koi8-u koi8-ru "},
    Row{single("macintosh"), " macintosh csmacintosh mac x-mac-roman "},
    Row{single("x-mac-cyrillic"), " x-mac-cyrillic x-mac-ukrainian "},
    Row{multibyte("gb18030"),
        " gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk "
        "cp936 ms936 windows-936 euc-cn "},
    Row{multibyte("Big5-HKSCS"), " big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 big-5 "},
    Row{multibyte("EUC-JP"), " euc-jp cseucpkdfmtjapanese x-euc-jp eucjp "},
    Row{multibyte("ISO-2022-JP"), " iso-2022-jp csiso2022jp "},
    Row{multibyte("ibm-943_P15A-2003"),
        " shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932 "},
    Row{multibyte("windows-949"),
        " euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
        "ksc_5601 windows-949 cp949 uhc euckr "},
    Row{wide("UTF-16LE"),
        " utf-16le utf-16 ucs-2 csunicode iso-10646-ucs-2 unicode unicodefeff utf16 utf16le "},
    Row{wide("UTF-16BE"), " utf-16be unicodefffe utf16be "},
    Row{wide("UTF-32LE"), " utf-32le "},
    Row{wide("UTF-32BE"), " utf-32be utf-32 ucs-4 "},
    Row{wide("ibm-37"), " cp037 ibm037 ebcdic-cp-us "},
};

}  // namespace

Charset find_charset(std::string_view label) {
    const std::string_view name = trim(label);
    constexpr std::size_t kLongestLabel = 32;
    if (name.empty() || name.size() > kLongestLabel || name.find(' ') != std::string_view::npos) {
        return {};
    }
    const std::string wanted = ' ' + lower_ascii(name) + ' ';
    for (const auto& row : kRows) {
        if (row.labels.find(wanted) != std::string_view::npos) return row.charset;
    }
    return {};
}

}  // namespace sawthis
