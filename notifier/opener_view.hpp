#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/opener.hpp"
#include "notifier/digest_render.hpp"

namespace sawthis::notifier {

/// A piece of a text, and whether it is marked.
struct Piece {
    std::string text;
    bool marked = false;
};

/// One opener in words, ready to be laid out: every text is one line (but the draft) and bounded,
/// links are safe. Not escaped for any format.
struct OpenerView {
    std::string name;
    std::string position;  // "Head of Product at Acme"; may be empty
    std::string reason;
    std::vector<Piece> title;
    std::string source;          // "The Courier", else the host; may be empty
    std::string age;             // "3 hours ago"
    std::string also;            // "also in The Post and 2 others"; may be empty
    std::string link;            // http(s); may be empty
    std::vector<Piece> excerpt;  // empty where it is the title
    std::string medium;
    std::string medium_why;
    std::string address;  // where the medium reaches them, where that is known
    std::string subject;
    std::string draft;      // lines
    std::string send_link;  // mailto: or tel:; may be empty
    std::string answer;     // how to say what became of it; may be empty
};
[[nodiscard]] OpenerView view_of(const Opener& opener, Instant now);
/// Without draft and medium; the reason says what is hard.
[[nodiscard]] OpenerView view_of(const CareNote& note, Instant now);

/// "text" cut at its marks (ordered, not overlapping).
[[nodiscard]] std::vector<Piece> cut_at_marks(std::string_view text,
                                              const std::vector<Span>& marks);

/// The draft cut at its hole, which is marked.
[[nodiscard]] std::vector<Piece> cut_at_hole(std::string_view draft);

/// "Sat 21 Nov", in UTC.
[[nodiscard]] std::string short_day(Instant instant);

/// "4 people to write to today, out of 212 matches", or that there is nobody.
[[nodiscard]] std::string summary_of(const Digest& digest);

/// What was held back, one sentence each; empty if nothing was.
[[nodiscard]] std::vector<std::string> held_back_in(const Digest& digest);

/// What to do when there is nobody to write to, one sentence each.
[[nodiscard]] std::vector<std::string> advice_for_empty(const Digest& digest);

}  // namespace sawthis::notifier
