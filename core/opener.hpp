#pragma once

#include <string>
#include <vector>

#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/match.hpp"

namespace sawthis {

/// The match chosen as the reason to write to a contact now, with all that is needed to show it.
struct Opener {
    Contact contact;
    Article article;
    Match match;
    std::vector<std::string> other_publishers;  // that told the same story
    std::string medium;                         // "email", "phone", "letter", ...
    std::string medium_why;                     // "Ana prefers it"; may be empty
    std::string subject;  // of the drafted message; empty if the medium has none
    std::string draft;    // the message, for the user to edit and send
    bool operator==(const Opener&) const = default;
};

/// News that is hard for a contact: for the user to know, and to decide whether and how to write.
struct CareNote {
    Contact contact;
    Article article;
    Match match;  // sensitive_why says what is hard
    bool operator==(const CareNote&) const = default;
};

/// A morning's openers, best first.
struct Digest {
    Instant made{};
    std::vector<Opener> openers;
    std::vector<CareNote> with_care;  // a few, without a draft
    std::size_t considered = 0;       // matches that were looked at
    std::size_t sensitive = 0;        // of those, held back because the news is hard for somebody
    std::size_t too_old = 0;          // of those, good reasons to write whose news has gone stale
    bool operator==(const Digest&) const = default;
};

}  // namespace sawthis
