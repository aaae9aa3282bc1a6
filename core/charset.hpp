#pragma once

#include <string>
#include <string_view>

namespace sawthis {

/// `bytes` as UTF-8, converted once: byte order mark, then the HTTP charset, then the document's
/// own declaration (XML declaration or HTML meta), then UTF-8 if it holds, then a guess, then
/// windows-1252. Labels are those of the WHATWG Encoding standard ("iso-8859-1" means
/// windows-1252); a label that is unknown or cannot hold for the bytes is passed over. What cannot
/// be converted becomes U+FFFD.
[[nodiscard]] std::string to_utf8(std::string_view bytes, std::string_view content_type);

}  // namespace sawthis
