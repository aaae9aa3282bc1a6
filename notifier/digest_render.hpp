#pragma once

#include <span>
#include <string>

#include "core/opener.hpp"
#include "core/result.hpp"

namespace sawthis::notifier {

struct TextStyle {
    bool colour =
        false;  // ANSI colours and bold marks; else marked words stand between "«" and "»"
    std::size_t width = 80;  // columns
};

/// The digest for a terminal. No control characters but line feeds and, with colour, our own.
[[nodiscard]] std::string render_digest_text(const Digest& digest, const TextStyle& style);

/// The digest as one HTML page that loads nothing from elsewhere: light and dark, readable on a
/// phone and in mail programs. Everything from outside is escaped; links are http(s) or mailto
/// only.
[[nodiscard]] std::string render_digest_html(const Digest& digest);

/// The digest as one JSON document: {"made", "considered", "openers": [{"contact", "article",
/// "match", "excerpt": {"text", "marks"}, "medium", "subject", "draft", ...}], "with_care":
/// [{"contact", "article", "match"}]}.
[[nodiscard]] std::string render_digest_json(const Digest& digest);

/// The digest as an RFC 5322 message with text and HTML parts, "From" and "To" the user.
[[nodiscard]] Result<std::string> render_digest_eml(const Digest& digest,
                                                    const std::string& address);

/// The sentence of an article that shows why it was chosen, with the words of the evidence in it.
struct Excerpt {
    std::string text;         // one line, at most 300 bytes; plain
    std::vector<Span> marks;  // ordered, not overlapping
    bool operator==(const Excerpt&) const = default;
};
[[nodiscard]] Excerpt make_excerpt(const Article& article, std::span<const Evidence> evidence);

}  // namespace sawthis::notifier
