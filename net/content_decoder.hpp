#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/failure.hpp"

namespace sawthis::net {

/// What to send as Accept-Encoding.
inline constexpr const char* kAcceptedEncodings = "gzip, deflate, br, zstd";

/// `body` with the codings of Content-Encoding (RFC 9110 §8.4) taken off: gzip, deflate (zlib or
/// raw, as servers disagree), br, zstd; several of them one after the other, at most three. A gzip
/// body that is not declared (a ".xml.gz" file) is unpacked too; a body that is declared gzip and
/// is not passes as it is. libcurl would do this as well, but takes a cut gzip body for a whole
/// one. Failures: too_large over `max_bytes` at any step; reset if the body is cut; protocol if it
/// is damaged or the coding unknown.
[[nodiscard]] Fetched<std::string> decode_content(std::string body,
                                                  std::string_view content_encoding,
                                                  std::size_t max_bytes);

}  // namespace sawthis::net
