#include "fetchers/page_title.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/html_text.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/page_lines.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

struct Cut {
    std::size_t begin = std::string_view::npos;
    std::size_t end = 0;
};

constexpr std::string_view kSeparators[] = {" | ", " - ", " – ", " — ",  " · ", " • ", " : ",
                                            " » ", " « ", " › ", " :: ", " / ", ": "};

Cut last_separator(std::string_view title) {
    Cut cut;
    for (const auto separator : kSeparators) {
        const auto at = title.rfind(separator);
        if (at != title.npos && (cut.begin == title.npos || at > cut.begin)) {
            cut = {at, at + separator.size()};
        }
    }
    return cut;
}

Cut first_separator(std::string_view title) {
    Cut cut;
    for (const auto separator : kSeparators) {
        const auto at = title.find(separator);
        if (at != title.npos && at < cut.begin) cut = {at, at + separator.size()};
    }
    return cut;
}

}  // namespace

std::string clean_title(std::string_view text) {
    auto title = tidy_text(std::string(text));
    if (title.find('&') != std::string::npos) title = squeeze_space(decode_references(title));
    if (title.find('<') != std::string::npos) title = squeeze_space(html_to_text(title));
    return one_line(title);
}

std::string letters_of(std::string_view text) {
    auto plain = plain_words(text);
    plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
    return plain;
}

bool names_site(std::string_view part, std::string_view site_name, std::string_view page_url) {
    const auto letters = letters_of(part);
    if (letters.size() < 2) return false;
    const auto site = letters_of(site_name);
    const auto host = letters_of(net::host_of(page_url));
    const auto domain = net::registrable_domain(net::host_of(page_url));
    const auto label = letters_of(domain.substr(0, domain.find('.')));
    if (!site.empty() &&
        (site == letters || (letters.size() > 3 && site.find(letters) != site.npos) ||
         (site.size() > 3 && letters.find(site) != letters.npos))) {
        return true;
    }
    return (letters.size() > 2 && host.find(letters) != host.npos) ||
           (label.size() > 3 && letters.find(label) != letters.npos);
}

std::string site_in_title(const std::string& title, std::string_view page_url) {
    const auto last = last_separator(title);
    if (last.begin == std::string::npos) return {};
    const auto tail = title.substr(last.end);
    if (names_site(tail, {}, page_url)) return tail;
    const auto head = title.substr(0, first_separator(title).begin);
    return names_site(head, {}, page_url) ? head : std::string();
}

std::string without_site(std::string title, std::string_view site_name, std::string_view page_url) {
    for (int round = 0; round < 2; ++round) {
        const auto last = last_separator(title);
        if (last.begin == std::string::npos) return title;
        if (names_site(std::string_view(title).substr(last.end), site_name, page_url)) {
            title.resize(last.begin);
            continue;
        }
        const auto first = first_separator(title);
        if (names_site(std::string_view(title).substr(0, first.begin), site_name, page_url)) {
            title.erase(0, first.end);
        }
    }
    return title;
}

}  // namespace sawthis::fetchers
