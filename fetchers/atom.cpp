#include "core/text.hpp"
#include "fetchers/atom_text.hpp"
#include "fetchers/entry_draft.hpp"
#include "fetchers/feed_date.hpp"
#include "fetchers/feed_links.hpp"
#include "fetchers/feed_readers.hpp"
#include "fetchers/feed_values.hpp"
#include "fetchers/xml_text.hpp"

namespace sawthis::fetchers {

namespace {

bool is_atom(const XmlName& name) {
    return name.vocabulary == Vocabulary::core || name.vocabulary == Vocabulary::atom;
}

/// Atom 0.3 has a version attribute and a namespace of its own.
std::string format_of(const pugi::xml_node& root) {
    const std::string version = attribute_of(root, "version");
    if (!version.empty()) return "atom " + version;
    for (const auto attribute : root.attributes()) {
        const std::string_view uri = attribute.value();
        if (uri.find("purl.org/atom/ns") != std::string_view::npos) return "atom 0.3";
    }
    return "atom 1.0";
}

class AtomReader {
public:
    AtomReader(const FeedPlace& place, const FeedContext& context)
        : scope_(place.scope), markup_(place.markup), context_(context) {}

    Feed read(const pugi::xml_node& root) {
        feed_.format = format_of(root);
        feed_.language = scope_.language();
        if (scope_.name_of(root).local == "entry"_name) {
            read_entry(root);
        } else {
            read_feed(root);
        }
        feed_.home_page_url = home_.url();
        rhythm_.finish(feed_);
        return std::move(feed_);
    }

private:
    void read_feed(const pugi::xml_node& root) {
        for (auto child = root.first_child(); child; child = child.next_sibling()) {
            if (child.type() != pugi::node_element) continue;
            const XmlName name = scope_.name_of(child);
            if (is_atom(name) && name.local == "entry"_name) {
                read_entry(child);
            } else if (!rhythm_.read(child, name)) {
                read_feed_child(child, name);
            }
        }
    }

    void read_feed_child(const pugi::xml_node& child, const XmlName& name) {
        if (name.vocabulary == Vocabulary::dc && name.local == "language"_name) {
            feed_.language = line_of(child);
        }
        if (!is_atom(name)) return;
        switch (name.local) {
            case "title"_name:
                if (feed_.title.empty()) feed_.title = line_of(child, markup_);
                break;
            case "subtitle"_name:
            case "tagline"_name:
                if (feed_.description.empty()) feed_.description = line_of(child, markup_);
                break;
            case "link"_name:
                read_feed_link(feed_, home_, child, scope_.base());
                break;
            default:
                break;
        }
    }

    [[nodiscard]] static std::string line_of(const pugi::xml_node& element, XmlMarkup& markup) {
        return line_of_atom_text(element, markup);
    }
    [[nodiscard]] static std::string line_of(const pugi::xml_node& element) {
        return fetchers::line_of(element);
    }

    void read_entry(const pugi::xml_node& element) {
        if (feed_.entries.size() >= context_.max_entries) return;
        const XmlInside inside(scope_, element);
        EntryDraft draft{add_entry(feed_)};
        draft.entry.language = scope_.language() == feed_.language ? "" : scope_.language();
        for (auto child = element.first_child(); child; child = child.next_sibling()) {
            if (child.type() != pugi::node_element) continue;
            const XmlName name = scope_.name_of(child);
            if (is_atom(name)) {
                read_entry_child(draft, child, name.local);
            } else {
                read_module_element(draft, child, name, {scope_, markup_});
            }
        }
        std::move(draft).finish();
    }

    void read_entry_child(EntryDraft& draft, const pugi::xml_node& child, std::uint64_t local) {
        Entry& entry = draft.entry;
        switch (local) {
            case "id"_name:
                if (entry.id.empty()) entry.id = line_of(child);
                break;
            case "title"_name:
                if (entry.title.empty()) entry.title = line_of(child, markup_);
                break;
            case "link"_name:
                draft.alternate.offer(child, scope_.base());
                break;
            case "published"_name:
            case "issued"_name:
                set_date(entry.published, child);
                break;
            case "updated"_name:
            case "modified"_name:
                set_date(entry.modified, child);
                break;
            case "author"_name:
                add_unique(entry.authors, person_name(child));
                break;
            case "category"_name:
                add_unique(entry.tags, tag_of(child));
                break;
            case "content"_name:
                read_content(entry, child);
                break;
            case "summary"_name:
                if (entry.summary.empty()) {
                    entry.summary = html_of(read_atom_text(child, markup_));
                }
                break;
            case "source"_name:
                entry.publisher = title_inside(child);
                break;
            default:
                break;
        }
    }

    static void set_date(std::optional<Instant>& date, const pugi::xml_node& element) {
        if (!date) date = parse_feed_date(ElementText(element));
    }

    [[nodiscard]] static std::string tag_of(const pugi::xml_node& element) {
        for (const std::string_view name : {"label", "term"}) {
            if (auto tag = squeeze_space(attribute_of(element, name)); !tag.empty()) return tag;
        }
        return line_of(element);
    }

    void read_content(Entry& entry, const pugi::xml_node& element) const {
        if (!entry.content_html.empty() || !entry.content_text.empty()) return;
        AtomText text = read_atom_text(element, markup_);
        (text.is_html ? entry.content_html : entry.content_text) = std::move(text.value);
    }

    [[nodiscard]] std::string title_inside(const pugi::xml_node& source) const {
        for (auto child = source.first_child(); child; child = child.next_sibling()) {
            const XmlName name = scope_.name_of(child);
            if (is_atom(name) && name.local == "title"_name) return line_of(child, markup_);
        }
        return {};
    }

    XmlScope& scope_;
    XmlMarkup& markup_;
    const FeedContext& context_;
    Feed feed_;
    AlternateLink home_;
    RhythmReader rhythm_;
};

}  // namespace

Feed read_atom(const pugi::xml_node& root, const FeedPlace& place, const FeedContext& context) {
    return AtomReader(place, context).read(root);
}

}  // namespace sawthis::fetchers
