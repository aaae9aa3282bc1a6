#include "fetchers/page_prune.hpp"

#include <string_view>
#include <unordered_map>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

bool always_goes(Tag tag) {
    return is_unread(tag) || tag == Tag::nav || tag == Tag::dialog || tag == Tag::figcaption ||
           tag == Tag::footer || tag == Tag::aside || tag == Tag::menu;
}

bool is_role_apart(std::string_view role) {
    return role == "navigation" || role == "banner" || role == "contentinfo" ||
           role == "complementary" || role == "search" || role == "dialog" || role == "menu" ||
           role == "alert" || role == "alertdialog";
}

bool is_property_apart(std::string_view property) {
    return property == "author" || property == "datePublished" || property == "dateModified" ||
           property == "headline" || property == "publisher";
}

/// "display: none" or "visibility: hidden" in a style attribute.
bool hides(std::string_view style) {
    if (style.size() < 12) return false;
    std::string plain;
    constexpr std::size_t kMostRead = 500;
    for (const char c : style.substr(0, kMostRead)) {
        if (c != ' ') plain += c;
    }
    plain = lower_ascii(plain);
    return plain.find("display:none") != std::string::npos ||
           plain.find("visibility:hidden") != std::string::npos;
}

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto end = list.find(' ');
        if (list.substr(0, end) == word) return true;
        if (end == std::string_view::npos) break;
        list.remove_prefix(end + 1);
    }
    return false;
}

class Pruner {
public:
    Pruner(const HtmlTree& tree, bool by_name) : tree_(tree), by_name_(by_name) {
        page_.removed.resize(tree.size());
        page_.names.resize(tree.size());
        hidden_.resize(tree.size());
    }

    PrunedPage run() {
        remove_by_element();
        page_.measures = measure(tree_, page_.removed);
        if (tree_.size() > 0) whole_ = page_.measures[0];
        sum_by_class();
        remove_by_share();
        page_.measures = measure(tree_, page_.removed);
        return std::move(page_);
    }

private:
    void remove_by_element() {
        for (NodeId id = 0; id < tree_.size();) {
            const auto& node = tree_[id];
            if (node.tag == Tag::text || node.tag == Tag::html || node.tag == Tag::body) {
                ++id;
                continue;
            }
            if (always_goes(node.tag) || attributes_remove(id)) {
                page_.removed[id] = true;
                id = node.end;
                continue;
            }
            ++id;
        }
    }

    bool attributes_remove(NodeId id) {
        const auto& node = tree_[id];
        const auto* attribute = tree_.attributes(id);
        for (std::uint32_t i = 0; i < node.attribute_count; ++i, ++attribute) {
            const auto name = attribute->name;
            const auto value = attribute->value;
            if (name == "class" || name == "id") {
                note_names(id, value);
            } else if (name == "hidden" || (name == "aria-hidden" && value == "true") ||
                       (name == "style" && hides(value))) {
                hidden_[id] = true;
            } else if (name == "role" && is_role_apart(value)) {
                return true;
            } else if (name == "itemprop" && is_property_apart(value)) {
                return true;
            } else if (name == "rel" && (has_word(value, "author") || has_word(value, "tag"))) {
                return true;
            } else if (name == "itemtype" && value.find("BreadcrumbList") != value.npos) {
                return true;
            }
            if (name == "itemprop" && has_word(value, "articleBody")) page_.names[id].good = true;
        }
        return false;
    }

    /// Pages repeat a class hundreds of times, so each is judged once.
    void note_names(NodeId id, std::string_view value) {
        const auto [found, added] = verdicts_.try_emplace(value);
        if (added) found->second = judge_names(value);
        auto& names = page_.names[id];
        names.bad |= found->second.bad;
        names.good |= found->second.good;
        names.comments |= found->second.comments;
        names.notice |= found->second.notice;
        names.caption |= found->second.caption;
        names.lead |= found->second.lead;
        names.subtitle |= found->second.subtitle;
        names.navigation |= found->second.navigation;
    }

    /// A name that holds much of the prose in many places is no name for what is beside the text.
    void sum_by_class() {
        for (NodeId id = 0; id < tree_.size(); ++id) {
            const bool counts =
                page_.names[id].bad && !page_.names[id].caption && !page_.removed[id];
            const auto prose = page_.measures[id].prose;
            const auto names = tree_.attribute(id, "class");
            if (counts && prose > 0 && !names.empty()) prose_of_class_[names] += prose;
        }
    }

    void remove_by_share() {
        for (NodeId id = 0; id < tree_.size();) {
            const auto& node = tree_[id];
            if (page_.removed[id]) {
                id = node.end;
                continue;
            }
            if (share_removes(id)) {
                page_.removed[id] = true;
                id = node.end;
            } else {
                ++id;
            }
        }
    }

    bool share_removes(NodeId id) const {
        const auto& node = tree_[id];
        const auto& measure = page_.measures[id];
        constexpr std::uint32_t kHeaderProse = 200;
        if (hidden_[id] && hidden_goes(id, measure)) return true;
        switch (node.tag) {
            case Tag::text:
            case Tag::html:
            case Tag::body:
            case Tag::p:
                return false;
            case Tag::header:
                if (measure.prose < kHeaderProse) return true;
                break;
            case Tag::form:
                return measure.length * 2 < whole_.length;
            default:
                break;
        }
        if (page_.names[id].notice && is_notice(id, measure)) return true;
        const bool caption = node.tag == Tag::span && page_.names[id].caption;
        const bool tested = is_block(node.tag) || node.tag == Tag::other || caption;
        return by_name_ && tested && names_remove(id, measure);
    }

    /// Pages sent in pieces keep them hidden until a script puts them in place: React calls them
    /// "S:0" and so on; elsewhere nearly all of the prose tells.
    bool hidden_goes(NodeId id, const Measure& measure) const {
        if (tree_.attribute(id, "id").starts_with("S:")) return false;
        return measure.prose * 5 <= whole_.prose * 4;
    }

    /// On a page that scripts fill it may be all the prose there is. One that is no box of its own
    /// only says how the page stands with cookies.
    bool is_notice(NodeId id, const Measure& measure) const {
        constexpr std::uint32_t kLongest = 3'000;
        return measure.length <= kLongest && !holds_article(id);
    }

    bool names_remove(NodeId id, const Measure& measure) const {
        const auto& names = page_.names[id];
        if (names.comments && !holds_article(id)) return true;
        if (!names.bad || names.good) return false;
        constexpr double kMostProse = 0.3;
        const auto alike = prose_of_class_.find(tree_.attribute(id, "class"));
        const auto prose = alike == prose_of_class_.end() ? measure.prose : alike->second;
        return prose <= kMostProse * whole_.prose && measure.length * 2 <= whole_.length;
    }

    bool holds_article(NodeId id) const {
        for (NodeId at = id; at < tree_[id].end; ++at) {
            if (tree_[at].tag == Tag::h1) return true;
            if (!tree_.is_text(at) && has_word(tree_.attribute(at, "itemprop"), "articleBody")) {
                return true;
            }
        }
        return false;
    }

    const HtmlTree& tree_;
    bool by_name_;
    PrunedPage page_;
    Measure whole_;
    std::vector<bool> hidden_;
    std::unordered_map<std::string_view, std::uint32_t> prose_of_class_;
    std::unordered_map<std::string_view, NameVerdict> verdicts_;
};

}  // namespace

PrunedPage prune(const HtmlTree& tree, bool by_name) {
    return Pruner(tree, by_name).run();
}

}  // namespace sawthis::fetchers
