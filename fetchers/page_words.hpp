#pragma once

#include <string_view>

namespace sawthis::fetchers {

/// What the class and id of an element say about it.
struct NameVerdict {
    bool bad = false;         // share bars, related links, by-lines, captions, ...: no body text
    bool good = false;        // article-body, entry-content, ...
    bool comments = false;    // what readers wrote
    bool notice = false;      // what asks for consent to cookies
    bool lead = false;        // intro, standfirst, teaser, ...: what opens an article
    bool subtitle = false;    // what only repeats it in a line below the headline
    bool picture = false;     // something about an image
    bool caption = false;     // what is told of an image
    bool navigation = false;  // menus, footers, side bars, paging, tags: links that are no news
};

/// Judges an attribute value such as "c-post__content l-main". Each name is cut into words at
/// hyphens, underscores and changes of case, and its words are judged by their place in it:
/// "sidebar" is one, "has-sidebar" only says that there is one.
[[nodiscard]] NameVerdict judge_names(std::string_view names);

}  // namespace sawthis::fetchers
