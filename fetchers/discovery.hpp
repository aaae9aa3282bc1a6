#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetchers/page_links.hpp"

/// How the sources of a site are found, as far as that needs no network.
namespace sawthis::fetchers {

/// Why an address is worth a look, best first.
enum class Hint {
    given,       // it is what the user typed
    declared,    // a page names it as its feed
    newsroom,    // a link says newsroom or press releases
    news,        // a link says news, media, blog
    sitemap,     // robots.txt names it
    usual_place  // many sites have something there
};

struct Candidate {
    std::string url;
    Hint hint = Hint::usual_place;
    bool operator==(const Candidate&) const = default;
};

/// The addresses to try, in order, for what a user typed without scheme: "example.org",
/// "example.org/news", "127.0.0.1:8080" (https first; addresses of this machine http). Of an
/// http(s) URL itself. Empty if it is neither.
[[nodiscard]] std::vector<std::string> start_addresses(std::string_view typed);

/// No scheme, and shaped like a host name with perhaps a port and a path.
[[nodiscard]] bool is_bare_domain(std::string_view typed);

/// The feeds a page declares or shows, and its links on the same site that say newsroom, press
/// releases, news or blog in one of some twenty languages; best first, at most 20.
[[nodiscard]] std::vector<Candidate> find_candidates(std::string_view bytes,
                                                     const PageContext& context);

/// Where many sites keep feeds and newsrooms, likeliest first.
[[nodiscard]] std::vector<Candidate> usual_places(std::string_view home_url);

}  // namespace sawthis::fetchers
