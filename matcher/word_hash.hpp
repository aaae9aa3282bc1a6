#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "matcher/word_runs.hpp"

/// Hashes of words. They are the same on every machine: they may be stored.
namespace sawthis::matcher {

/// Of the bytes of a word that is folded, or of one as written.
[[nodiscard]] std::uint64_t hash_word(std::string_view word);

/// Of the folded singular: "Chips" and "chip" have one. `ascii`: whether all bytes are.
[[nodiscard]] std::uint64_t hash_folded(std::string_view word, bool ascii);

/// hash_folded() of all `runs` of `text`.
void hash_folded_runs(std::string_view text, const WordRuns& runs, std::uint64_t* hashes);

/// Of a word's letters as written, without the dots of initials.
[[nodiscard]] std::uint64_t hash_as_written(std::string_view text, Span word);

/// The letters of "A.B.C." or "A.B.C".
[[nodiscard]] std::string letters_of(std::string_view initials);

/// Cuts the plural from a folded word in place and gives its new length: "studies" study, "boxes"
/// box, "chips" chip; "glass", "bus", "news" stay.
[[nodiscard]] std::size_t cut_plural(char* word, std::size_t length);

}  // namespace sawthis::matcher
