#include "fetchers/page_byline.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/byline_names.hpp"
#include "fetchers/page_lines.hpp"
#include "fetchers/page_words.hpp"

namespace sawthis::fetchers {

namespace {

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
