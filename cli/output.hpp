#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/source.hpp"
#include "core/text.hpp"

namespace sawthis::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitUnusable = 3;

/// Standard output, whole; false if it broke (a closed pipe, a full disk).
bool print(std::string_view text);

/// One "sawthis: ..." line on standard error for each line of `text`, control characters removed.
void complain(std::string_view text);

/// Complains and gives the exit status for it.
[[nodiscard]] int report_failure(const Error& error);

/// The same for an App that could not be opened: the data directory is unusable.
[[nodiscard]] int report_unusable(const Error& error);

/// "1 article", "2 articles", "1,204 articles".
[[nodiscard]] std::string count(std::size_t number, std::string_view noun);

/// A line that says how many notices are new and how to see them; empty if none is.
[[nodiscard]] std::string tell_notices(std::size_t notices);

/// An address as it may be shown: without user name, password and control characters.
[[nodiscard]] std::string shown_url(std::string_view url);

/// The same of a source; a mail folder keeps its user name, which tells it from another's on the
/// same server (its address never holds a password).
[[nodiscard]] std::string shown_url(const Source& source);

/// What a source is called: its title, else its address.
[[nodiscard]] std::string shown_name(const Source& source);

/// `text` on one line with the spans in bold, or between "«" and "»" where there is no colour.
[[nodiscard]] std::string marked(std::string_view text, const std::vector<Span>& marks,
                                 bool colour);

}  // namespace sawthis::cli
