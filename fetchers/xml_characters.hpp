#pragma once

#include <string>
#include <string_view>

/// The characters of an XML document on their way to us.
namespace sawthis::fetchers {

enum class References { decoded, kept };

/// Appends `text` (UTF-8) without the characters that XML forbids, line ends as LF (XML 1.0
/// §2.11), C1 controls as what windows-1252 has there and, where wanted, references decoded once
/// (references.hpp). Linear; sixteen bytes at a time where none of that stands.
void append_characters(std::string& out, std::string_view text, References references);

/// Whether append_characters() would leave `text` as it is, references or not, as most short texts.
[[nodiscard]] bool is_plain(std::string_view text);

/// Whether append_characters() would leave all of `text` but its references as it is.
[[nodiscard]] bool is_clean(std::string_view text);

}  // namespace sawthis::fetchers
