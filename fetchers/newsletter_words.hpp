#pragma once

#include <string_view>

namespace sawthis::fetchers {

/// What a line of a newsletter says that is no news.
enum class MailNote {
    none,
    in_browser,  // "View in browser"
    leaving,     // "Unsubscribe", "You receive this because ...": the footer begins here
    business,    // copyright, privacy, "Follow us", "Forward to a friend"
};

/// Judges a line, or the words of a link, by what senders write in a dozen languages. Long lines
/// are prose, whatever they mention.
[[nodiscard]] MailNote judge_mail_line(std::string_view text);

/// Whether an address leads out of the news: leaving the list, settings, profiles and share buttons
/// of social networks. `url` is absolute.
[[nodiscard]] bool is_business_address(std::string_view url);

}  // namespace sawthis::fetchers
