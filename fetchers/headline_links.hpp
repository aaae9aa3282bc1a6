#pragma once

#include <span>
#include <string>
#include <vector>

#include "fetchers/mail_lines.hpp"

namespace sawthis::fetchers {

/// One article that a mail leads to.
struct HeadlineLink {
    std::string title;
    std::string url;   // canonical
    std::string text;  // what stands below the title; may be empty
    bool operator==(const HeadlineLink&) const = default;
};

struct HeadlineList {
    std::vector<HeadlineLink> links;
    bool is_list = false;  // they are what the mail is about, rather than beside it
};

/// The headlines of a mail, in its order: lines that are a link, mostly, and headings over a text
/// that ends in "Read more" or a bare address. Each URL once; at most `most`.
[[nodiscard]] HeadlineList find_headline_links(std::span<const MailLine> lines, std::size_t most);

/// Whether the line holds nothing but links that say nothing: "Read more".
[[nodiscard]] bool is_hollow_line(const MailLine& line);

}  // namespace sawthis::fetchers
