#include "fetchers/byline_names.hpp"

#include <algorithm>
#include <vector>

#include "core/text.hpp"
#include "fetchers/html_text.hpp"
#include "fetchers/page_date.hpp"
#include "fetchers/page_lines.hpp"

namespace sawthis::fetchers {

namespace {

bool has_year(std::string_view text) {
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
        const bool century = text.substr(i, 2) == "19" || text.substr(i, 2) == "20";
        if (century && text[i + 2] >= '0' && text[i + 2] <= '9' && text[i + 3] >= '0' &&
            text[i + 3] <= '9') {
            return true;
        }
    }
    return false;
}

/// "By", "von", "Geschrieben von", ...
std::string without_by(std::string name) {
    constexpr std::string_view kBy[] = {"written by ",
                                        "posted by ",
                                        "posted by: ",
                                        "interview: ",
                                        "eingestellt von ",
                                        "verfasst von ",
                                        "zeige alle beiträge von ",
                                        "view all posts by ",
                                        "published by ",
                                        "words by ",
                                        "story by ",
                                        "by: ",
                                        "by ",
                                        "geschrieben von ",
                                        "von: ",
                                        "von ",
                                        "ein beitrag von ",
                                        "author: ",
                                        "authors: ",
                                        "author ",
                                        "autor: ",
                                        "autor ",
                                        "autorin: ",
                                        "text: ",
                                        "par ",
                                        "por: ",
                                        "por ",
                                        "di ",
                                        "door ",
                                        "av ",
                                        "af ",
                                        "przez ",
                                        "автор: ",
                                        "about "};
    for (bool cut = true; cut;) {
        cut = false;
        for (const auto by : kBy) {
            if (name.size() > by.size() &&
                equal_ignoring_ascii_case(std::string_view(name).substr(0, by.size()), by)) {
                name = std::string(trim(std::string_view(name).substr(by.size())));
                cut = true;
            }
        }
    }
    return name;
}

std::string before_separator(std::string name) {
    constexpr std::string_view kEnds[] = {"|",   " - ", " – ",  " — ", "•", "·",
                                          " / ", "\n",  " on ", "(",   ";"};
    for (const auto end : kEnds) {
        const auto at = name.find(end);
        if (at != std::string::npos && at > 0) name.resize(at);
    }
    while (!name.empty() && (name.back() == ',' || name.back() == ':' || name.back() == ' ')) {
        name.pop_back();
    }
    return name;
}

}  // namespace

std::string clean_name(std::string_view text, std::string_view site_name) {
    auto name = squeeze_space(text);
    if (name.find('&') != std::string::npos) name = squeeze_space(decode_references(name));
    name = one_line(before_separator(without_by(std::move(name))));
    if (name.size() < 2 || name.size() > 2 * kLongestName) return {};
    if (name.find('@') != std::string::npos || name.find("http") != std::string::npos ||
        name.find("www.") != std::string::npos || has_year(name) || find_day(name)) {
        return {};
    }
    // Of a form to fill in, and of who comments.
    if (name.ends_with('*') || name.ends_with(" says") || name.starts_with("Please ")) return {};
    const auto plain = plain_words(name);
    constexpr std::string_view kNobody[] = {
        "admin",     "administrator",    "editor",         "staff",       "redaktion",
        "redaction", "redaccion",        "guest",          "author",      "anonymous",
        "webmaster", "online redaktion", "staff writer",   "by",          "name",
        "posted",    "view more posts",  "view all posts", "fact checked"};
    if (plain.empty() ||
        std::find(std::begin(kNobody), std::end(kNobody), plain) != std::end(kNobody)) {
        return {};
    }
    return plain == plain_words(site_name) ? std::string() : name;
}

bool looks_like_name(std::string_view name) {
    constexpr std::size_t kLongest = 40;
    const auto words = split_list(name, ' ');
    if (name.size() > kLongest || words.size() < 2 || words.size() > 4) return false;
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
        const auto first = static_cast<unsigned char>(word[0]);
        return (first >= 'A' && first <= 'Z') || first >= 0xC3;
    });
}

std::string listed_names(std::string_view text) {
    constexpr std::string_view kJoints[] = {" and ", " und ", " et ", " y ", " e ", " & "};
    constexpr std::string_view kRoles[] = {"writer",     "writers",    "reporter",      "reporters",
                                           "editor",     "editors",    "correspondent", "staff",
                                           "columnist",  "journalist", "contributor",   "redakteur",
                                           "redakteurin"};
    std::string list(text);
    for (const auto joint : kJoints) {
        for (auto at = list.find(joint); at != std::string::npos; at = list.find(joint, at)) {
            list.replace(at, joint.size(), ", ");
        }
    }
    const auto is_role = [&kRoles](const std::string& part) {
        const auto words = split_list(plain_words(part), ' ');
        return std::any_of(words.begin(), words.end(), [&kRoles](const std::string& word) {
            return std::find(std::begin(kRoles), std::end(kRoles), word) != std::end(kRoles);
        });
    };
    std::vector<std::string> names;
    for (auto& part : split_list(list, ',')) {
        if (is_role(part)) continue;
        if (!looks_like_name(part)) return {};
        names.push_back(std::move(part));
    }
    return join(names, ", ");
}

}  // namespace sawthis::fetchers
