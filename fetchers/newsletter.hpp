#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fetchers/feed.hpp"

namespace sawthis::fetchers {

/// What a newsletter's message becomes: one article, one for each headline that it links to, or
/// whichever its text is mainly.
enum class NewsletterForm { automatic, message, links };

/// "auto" (or nothing), "message", "links"; nullopt for another word.
[[nodiscard]] std::optional<NewsletterForm> newsletter_form_of(std::string_view name);

struct NewsletterOptions {
    NewsletterForm form = NewsletterForm::automatic;
    std::size_t max_links = 100;  // of one message
};

struct NewsletterReading {
    Feed feed;
    std::size_t unreadable = 0;  // messages without subject and text
};

/// The entries of received mails (RFC 5322 bytes, oldest first), newest first.
///
/// A message: subject, text without what is hidden and without the footer, Date, the sender's name
/// as author and publisher; its id is the Message-ID, so that it is known again in another folder;
/// its URL that of Archived-At or of "View in browser". A link: its words as title, what stands
/// below as text, canonical URL; its id is net::url_key(). No address the mail was sent to gets
/// into an entry, nor a link that holds one.
[[nodiscard]] NewsletterReading read_newsletters(std::span<const std::string> messages,
                                                 const NewsletterOptions& options);

}  // namespace sawthis::fetchers
