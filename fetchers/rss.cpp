#include "core/text.hpp"
#include "fetchers/entry_draft.hpp"
#include "fetchers/feed_date.hpp"
#include "fetchers/feed_links.hpp"
#include "fetchers/feed_readers.hpp"
#include "fetchers/feed_values.hpp"
#include "fetchers/xml_text.hpp"

namespace sawthis::fetchers {

namespace {

class RssReader {
public:
    RssReader(const FeedPlace& place, const FeedContext& context)
        : scope_(place.scope), markup_(place.markup), context_(context) {}

    Feed read(const pugi::xml_node& root) {
        feed_.language = scope_.language();
        const XmlName name = scope_.name_of(root);
        const std::string version = attribute_of(root, "version");
        feed_.format = name.vocabulary == Vocabulary::rdf ? "rdf" : "rss " + version;
        if (feed_.format == "rss ") feed_.format = "rss";
        if (name.local == "channel"_name) {
            read_channel(root);
        } else {
            read_children(root);
        }
        if (feed_.home_page_url.empty()) feed_.home_page_url = home_.url();
        rhythm_.finish(feed_);
        return std::move(feed_);
    }

private:
    /// Of rss or rdf:RDF. RSS 0.90 and 1.0 have their items beside the channel, later ones inside.
    void read_children(const pugi::xml_node& root) {
        for (auto child = root.first_child(); child; child = child.next_sibling()) {
            if (child.type() != pugi::node_element) continue;
            const XmlName name = scope_.name_of(child);
            if (name.local == "channel"_name) {
                const XmlInside inside(scope_, child);
                read_channel(child);
            } else if (name.is_core("item"_name)) {
                read_item(child);
            }
        }
    }

    void read_channel(const pugi::xml_node& channel) {
        if (!scope_.language().empty()) feed_.language = scope_.language();
        for (auto child = channel.first_child(); child; child = child.next_sibling()) {
            if (child.type() != pugi::node_element) continue;
            const XmlName name = scope_.name_of(child);
            if (name.is_core("item"_name)) {
                read_item(child);
            } else if (!rhythm_.read(child, name)) {
                read_channel_child(child, name);
            }
        }
    }

    void read_channel_child(const pugi::xml_node& child, const XmlName& name) {
        const bool core = name.vocabulary == Vocabulary::core;
        const bool link = name.local == "link"_name;
        if (core && name.local == "title"_name) {
            if (feed_.title.empty()) feed_.title = title_of(child);
        } else if (link && (name.vocabulary == Vocabulary::atom || core) &&
                   child.attribute("href")) {
            read_feed_link(feed_, home_, child, scope_.base());
        } else if (core && link) {
            const XmlInside inside(scope_, child);
            if (feed_.home_page_url.empty()) {
                feed_.home_page_url = resolve_link(scope_.base(), ElementText(child));
            }
        } else if (core && name.local == "description"_name) {
            if (feed_.description.empty()) feed_.description = title_of(child);
        } else if (name.local == "language"_name && (core || name.vocabulary == Vocabulary::dc)) {
            feed_.language = line_of(child);
        } else if (name.vocabulary == Vocabulary::dc && name.local == "title"_name) {
            if (feed_.title.empty()) feed_.title = title_of(child);
        }
    }

    [[nodiscard]] std::string title_of(const pugi::xml_node& element) const {
        return has_elements(element) ? line_of_html(html_of(element))
                                     : line_of_maybe_html(ElementText(element));
    }

    [[nodiscard]] std::string html_of(const pugi::xml_node& element) const {
        return has_elements(element) ? markup_.mixed_html(element) : text_of(element);
    }

    void read_item(const pugi::xml_node& item) {
        if (feed_.entries.size() >= context_.max_entries) return;
        const XmlInside inside(scope_, item);
        EntryDraft draft{add_entry(feed_)};
        draft.entry.language = scope_.language() == feed_.language ? "" : scope_.language();
        draft.entry.id = squeeze_space(about_of(item));
        for (auto child = item.first_child(); child; child = child.next_sibling()) {
            if (child.type() != pugi::node_element) continue;
            const XmlName name = scope_.name_of(child);
            switch (name.vocabulary) {
                case Vocabulary::core:
                    read_core(draft, child, name.local);
                    break;
                case Vocabulary::atom:
                    read_atom_element(draft, child, name.local);
                    break;
                default:
                    read_module_element(draft, child, name, {scope_, markup_});
                    break;
            }
        }
        std::move(draft).finish();
    }

    [[nodiscard]] static std::string about_of(const pugi::xml_node& item) {
        return item.first_attribute() ? attribute_of(item, "about") : std::string{};
    }

    void read_core(EntryDraft& draft, const pugi::xml_node& child, std::uint64_t local) {
        Entry& entry = draft.entry;
        switch (local) {
            case "title"_name:
                if (entry.title.empty()) entry.title = title_of(child);
                break;
            case "link"_name:
                read_link(draft, child);
                break;
            case "guid"_name:
                read_guid(draft, child);
                break;
            case "description"_name:
                if (draft.description.empty()) draft.description = html_of(child);
                break;
            case "pubdate"_name:
                if (!entry.published) entry.published = parse_feed_date(ElementText(child));
                break;
            case "author"_name:
                add_unique(entry.authors, person_name(child));
                break;
            case "category"_name:
                add_unique(entry.tags, line_of(child));
                break;
            case "source"_name:
                if (entry.publisher.empty())
                    entry.publisher = line_of_maybe_html(ElementText(child));
                break;
            case "enclosure"_name:
                if (entry.image.empty() && attribute_of(child, "type").starts_with("image/")) {
                    entry.image = resolve_link(scope_.base(), attribute_of(child, "url"));
                }
                break;
            case "body"_name:  // XHTML
                if (draft.encoded.empty()) draft.encoded = html_of(child);
                break;
            default:
                break;
        }
    }

    void read_link(EntryDraft& draft, const pugi::xml_node& child) {
        if (child.attribute("href")) {
            draft.alternate.offer(child, scope_.base());
        } else if (draft.entry.url.empty()) {
            const XmlInside inside(scope_, child);
            draft.entry.url = resolve_link(scope_.base(), ElementText(child));
        }
    }

    static void read_guid(EntryDraft& draft, const pugi::xml_node& child) {
        std::string id = line_of(child);
        if (id.empty()) return;
        draft.id_is_address =
            is_web_address(id) &&
            !equal_ignoring_ascii_case(attribute_of(child, "ispermalink"), "false");
        draft.entry.id = std::move(id);
    }

    void read_atom_element(EntryDraft& draft, const pugi::xml_node& child, std::uint64_t local) {
        Entry& entry = draft.entry;
        switch (local) {
            case "link"_name:
                draft.alternate.offer(child, scope_.base());
                break;
            case "updated"_name:
                if (!entry.modified) entry.modified = parse_feed_date(ElementText(child));
                break;
            case "published"_name:
                if (!entry.published) entry.published = parse_feed_date(ElementText(child));
                break;
            case "author"_name:
                add_unique(entry.authors, person_name(child));
                break;
            case "content"_name:
                if (draft.encoded.empty()) draft.encoded = html_of(child);
                break;
            case "summary"_name:
                if (draft.description.empty()) draft.description = html_of(child);
                break;
            default:
                break;
        }
    }

    XmlScope& scope_;
    XmlMarkup& markup_;
    const FeedContext& context_;
    Feed feed_;
    AlternateLink home_;
    RhythmReader rhythm_;
};

}  // namespace

Feed read_rss(const pugi::xml_node& root, const FeedPlace& place, const FeedContext& context) {
    return RssReader(place, context).read(root);
}

}  // namespace sawthis::fetchers
