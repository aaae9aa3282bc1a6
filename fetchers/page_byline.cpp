#include "fetchers/page_byline.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/html_text.hpp"
#include "fetchers/page_date.hpp"
#include "fetchers/page_lines.hpp"
#include "fetchers/page_words.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kLongestName = 60;

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

/// A name of a person as far as can be told; empty if it is none.
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

std::string from_article(const PageMeta& meta, std::string_view site_name) {
    std::vector<std::string> names;
    if (meta.article == nullptr) return {};
    for (const auto& author : meta.article->authors) {
        auto name = clean_name(author, site_name);
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
    return join(names, ", ");
}

std::string from_metas(const PageMeta& meta, std::string_view site_name) {
    for (const std::string_view key :
         {"author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
          "article:author", "citation_author", "cxenseparse:author"}) {
        auto name = clean_name(meta.first_of({key}), site_name);
        if (!name.empty()) return name;
    }
    const auto label = plain_words(meta.first_of({"twitter:label1"}));
    if (label == "written by" || label == "geschrieben von" || label == "verfasst von" ||
        label == "ecrit par" || label == "escrito por" || label == "by") {
        return clean_name(meta.first_of({"twitter:data1"}), site_name);
    }
    return {};
}

bool mentions(std::string_view value, std::initializer_list<std::string_view> names) {
    const auto plain = lower_ascii(value.substr(0, 300));
    return std::any_of(names.begin(), names.end(), [&plain](std::string_view name) {
        return plain.find(name) != std::string::npos;
    });
}

/// Readers who comment are no authors, nor is the form they fill in.
bool is_of_readers(const HtmlTree& tree, NodeId id) {
    for (; id != kNoNode && tree[id].tag != Tag::body; id = tree[id].parent) {
        if (tree[id].tag == Tag::label || judge_names(tree.attribute(id, "class")).comments ||
            judge_names(tree.attribute(id, "id")).comments) {
            return true;
        }
    }
    return false;
}

/// The text of elements that a rule picks, the first that is a name.
template <class Rule>
std::string from_elements(const PageMeta& meta, std::string_view site_name, Rule rule) {
    const auto& tree = meta.tree;
    constexpr NodeId kMostNodes = 40;
    constexpr std::size_t kMostReaders = 50;
    std::size_t readers = 0;
    std::vector<std::string> names;
    for (NodeId id = 0; id < tree.size() && names.size() < 5;) {
        const bool picked = !tree.is_text(id) && tree[id].end - id <= kMostNodes && rule(id);
        if (!picked) {
            ++id;
            continue;
        }
        auto text = tree.text_of(id);
        id = tree[id].end;
        if (text.size() > 2 * kLongestName) continue;
        auto name = clean_name(text, site_name);
        const bool known = std::find(names.begin(), names.end(), name) != names.end();
        if (name.size() > kLongestName || name.empty() || known) continue;
        if (!is_of_readers(tree, tree[id - 1].parent)) return name;
        if (++readers == kMostReaders) break;
    }
    return {};
}

std::string from_page(const PageMeta& meta, std::string_view site_name) {
    const auto& tree = meta.tree;
    const auto named = [&](NodeId id, std::initializer_list<std::string_view> names) {
        return mentions(tree.attribute(id, "class"), names) ||
               mentions(tree.attribute(id, "id"), names);
    };
    auto name = from_elements(meta, site_name, [&](NodeId id) {
        return tree[id].tag == Tag::a && mentions(tree.attribute(id, "rel"), {"author"});
    });
    if (!name.empty()) return name;
    name = from_elements(meta, site_name, [&](NodeId id) {
        const auto property = tree.attribute(id, "itemprop");
        if (property == "author") return true;
        return property == "name" && tree[id].parent != kNoNode &&
               tree.attribute(tree[id].parent, "itemprop") == "author";
    });
    if (!name.empty()) return name;
    name = from_elements(meta, site_name, [&](NodeId id) {
        return named(id, {"author-name", "author_name", "authorname", "byline-name", "byline__name",
                          "author__name", "byline__author", "byline-author", "post-author",
                          "entry-author", "vcard"});
    });
    if (!name.empty()) return name;
    return from_elements(meta, site_name, [&](NodeId id) {
        return named(id, {"byline", "author", "autor"});
    });
}

/// Two to four words, each with a capital: "Anna de Vries" is left to other places.
bool looks_like_name(std::string_view name) {
    constexpr std::size_t kLongest = 40;
    const auto words = split_list(name, ' ');
    if (name.size() > kLongest || words.size() < 2 || words.size() > 4) return false;
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
        const auto first = static_cast<unsigned char>(word[0]);
        return (first >= 'A' && first <= 'Z') || first >= 0xC3;
    });
}

/// The people of "KIM LEE and ANA GARCÍA, Staff Writers"; empty if something there is no name.
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

/// Behind a name that is an element of its own others may stand: "Anna Berg", " | ", "Kim Lee".
/// `id`: the node behind the first.
std::string with_further_names(const HtmlTree& tree, NodeId id, std::string names) {
    constexpr int kMost = 5;
    bool joined = false;
    for (int read = 1; id < tree.size() && read < kMost; ++id) {
        const auto text = tree.is_text(id) ? squeeze_space(tree[id].text) : std::string();
        if (text.empty()) {
            if (!tree.is_text(id) && is_block(tree[id].tag)) break;
            continue;
        }
        const auto plain = plain_words(text);
        const bool is_joint = plain.empty() || plain == "and" || plain == "und" || plain == "et" ||
                              plain == "y" || plain == "e";
        if (is_joint == joined) break;
        joined = is_joint;
        if (is_joint) continue;
        if (!looks_like_name(text)) break;
        names += ", " + text;
        ++read;
    }
    return names;
}

/// "By Anna Berg" in a short text near the headline, in one piece or with the name apart.
std::string from_near_headline(const PageMeta& meta, std::string_view site_name, NodeId headline) {
    constexpr std::size_t kNear = 600;
    constexpr std::size_t kShort = 120;
    constexpr NodeId kBefore = 40;
    const auto& tree = meta.tree;
    if (headline == kNoNode) return {};
    std::size_t read = 0;
    bool by = false;
    for (NodeId id = headline - std::min(headline, kBefore); id < tree.size() && read < kNear;) {
        if (is_unread(tree[id].tag) || id == headline) {
            id = tree[id].end;
            continue;
        }
        const auto text = tree.is_text(id) ? squeeze_space(tree[id].text) : std::string();
        ++id;
        if (text.empty()) continue;
        if (id > headline) read += text.size();
        const bool follows = by;
        const auto plain = lower_ascii(text);
        by = plain == "by" || plain == "by:" || plain == "von" || plain == "von:" ||
             plain == "par" || plain == "por" || plain == "di";
        if (text.size() > kShort) continue;
        const bool leads = plain.starts_with("by ") || plain.starts_with("von ") ||
                           plain.starts_with("written by ") || plain.starts_with("por ");
        if (!follows && !leads) continue;
        auto name = listed_names(clean_name(text, site_name));
        if (!name.empty()) return follows ? with_further_names(tree, id, std::move(name)) : name;
    }
    return {};
}

/// "Anna" of the JSON-LD is short for the "Anna Berg" that the page shows.
std::string full_name(std::string name, const std::string& shown) {
    const bool first_name = name.find_first_of(" ,") == std::string::npos;
    return first_name && shown.starts_with(name + ' ') && looks_like_name(shown) ? shown : name;
}

}  // namespace

std::string byline_of(const PageMeta& meta, std::string_view site_name, NodeId headline) {
    auto name = from_article(meta, site_name);
    if (name.empty()) name = from_metas(meta, site_name);
    if (!name.empty() && name.find_first_of(" ,") != std::string::npos) return name;
    auto shown = from_page(meta, site_name);
    if (name.empty()) name = shown;
    if (name.empty()) return from_near_headline(meta, site_name, headline);
    return full_name(std::move(name), shown);
}

}  // namespace sawthis::fetchers
