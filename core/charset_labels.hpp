#pragma once

#include <string_view>

namespace sawthis {

/// What a charset label of the web means.
struct Charset {
    std::string_view converter;  // ICU's name of it; empty if the label is unknown
    bool wide = false;           // UTF-16 or UTF-32: no byte of it is ASCII by itself
    bool multibyte = false;      // not every sequence of bytes is a text of it
};

/// By the WHATWG Encoding standard (§4.2); case and blanks around the label do not matter. Besides,
/// labels that feeds use and browsers do not know: UTF-32, EBCDIC, some names of Python and Java.
[[nodiscard]] Charset find_charset(std::string_view label);

}  // namespace sawthis
