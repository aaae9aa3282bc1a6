#include "fetchers/entry_draft.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/feed_date.hpp"
#include "fetchers/feed_links.hpp"
#include "fetchers/feed_values.hpp"
#include "fetchers/xml_text.hpp"

namespace sawthis::fetchers {

namespace {

bool is_alternate(std::string_view rel) {
    constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
    if (rel.starts_with(kRegistry)) rel.remove_prefix(kRegistry.size());
    return rel.empty() || equal_ignoring_ascii_case(rel, "alternate");
}

int rank_of(std::string_view type) {
    if (type.starts_with("text/html") || type.starts_with("application/xhtml")) return 3;
    return type.empty() ? 2 : 1;
}

void read_dc(EntryDraft& draft, const pugi::xml_node& element, std::uint64_t local) {
    Entry& entry = draft.entry;
    switch (local) {
        case "title"_name:
            draft.dc_title = line_of_maybe_html(ElementText(element));
            break;
        case "creator"_name:
        case "author"_name:
            add_unique(entry.authors, author_name(ElementText(element)));
            break;
        case "subject"_name:
            add_unique(entry.tags, line_of(element));
            break;
        case "date"_name:
            if (!draft.dc_date) draft.dc_date = parse_feed_date(ElementText(element));
            break;
        case "language"_name:
            entry.language = line_of(element);
            break;
        case "publisher"_name:
            if (entry.publisher.empty()) entry.publisher = line_of(element);
            break;
        case "description"_name:
            if (draft.description.empty()) draft.description = text_of(element);
            break;
        default:
            break;
    }
}

void read_media(Entry& entry, const pugi::xml_node& element, std::uint64_t local,
                const FeedPlace& place) {
    if (!entry.image.empty()) return;  // the first is the one
    const bool picture =
        local == "thumbnail"_name ||
        (local == "content"_name && (attribute_of(element, "medium") == "image" ||
                                     attribute_of(element, "type").starts_with("image/")));
    if (picture) {
        entry.image = resolve_link(place.scope.base(), attribute_of(element, "url"));
    }
    if (local != "group"_name && local != "content"_name) return;
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
        const XmlName name = place.scope.name_of(child);
        if (name.vocabulary == Vocabulary::media && name.local == "thumbnail"_name) {
            read_media(entry, child, name.local, place);
        }
    }
}

}  // namespace

void AlternateLink::offer(const pugi::xml_node& element, const std::string& base) {
    if (!is_alternate(attribute_of(element, "rel"))) return;
    const int rank = rank_of(lower_ascii(attribute_of(element, "type")));
    if (rank <= rank_) return;
    std::string href = attribute_of(element, "href");
    if (trim(href).empty()) href = text_of(element);
    const std::string own_base = attribute_of(element, "base");  // xml:base
    std::string url = resolve_link(own_base.empty() ? base : resolve_link(base, own_base), href);
    if (url.empty()) return;
    url_ = std::move(url);
    rank_ = rank;
}

void EntryDraft::finish() && {
    if (entry.url.empty()) entry.url = std::move(alternate).url();
    if (entry.url.empty() && id_is_address) entry.url = resolve_link({}, entry.id);
    if (entry.title.empty()) entry.title = std::move(dc_title);
    if (!entry.published) entry.published = dc_date;
    if (entry.content_html.empty() && entry.content_text.empty()) {
        entry.content_html.swap(encoded.empty() ? description : encoded);
    }
    if (entry.summary.empty()) entry.summary.swap(description);
}

Entry& add_entry(Feed& feed) {
    constexpr std::size_t kUsual = 32;
    if (feed.entries.empty()) feed.entries.reserve(kUsual);
    return feed.entries.emplace_back();
}

void read_module_element(EntryDraft& draft, const pugi::xml_node& element, const XmlName& name,
                         const FeedPlace& place) {
    Entry& entry = draft.entry;
    switch (name.vocabulary) {
        case Vocabulary::dc:
            read_dc(draft, element, name.local);
            break;
        case Vocabulary::dcterms:
            if (name.local == "modified"_name && !entry.modified) {
                entry.modified = parse_feed_date(ElementText(element));
            }
            break;
        case Vocabulary::content:
            if (name.local == "encoded"_name && draft.encoded.empty()) {
                draft.encoded =
                    has_elements(element) ? place.markup.mixed_html(element) : text_of(element);
            }
            break;
        case Vocabulary::itunes:
            if (name.local == "author"_name)
                add_unique(entry.authors, author_name(ElementText(element)));
            if (name.local == "image"_name && entry.image.empty()) {
                entry.image = resolve_link(place.scope.base(), attribute_of(element, "href"));
            }
            break;
        case Vocabulary::media:
            read_media(entry, element, name.local, place);
            break;
        case Vocabulary::core:
        case Vocabulary::atom:
        case Vocabulary::syndication:
        case Vocabulary::rdf:
        case Vocabulary::foreign:
            break;
    }
}

void read_feed_link(Feed& feed, AlternateLink& home, const pugi::xml_node& link,
                    const std::string& base) {
    home.offer(link, base);
    const std::string rel = attribute_of(link, "rel");
    const auto keep_first = [&](std::string& address) {
        if (address.empty()) address = resolve_link(base, attribute_of(link, "href"));
    };
    if (equal_ignoring_ascii_case(rel, "self")) keep_first(feed.feed_url);
    if (equal_ignoring_ascii_case(rel, "hub")) keep_first(feed.hub);
}

std::string person_name(const pugi::xml_node& person) {
    if (!has_elements(person)) return author_name(ElementText(person));
    std::string email;
    for (auto child = person.first_child(); child; child = child.next_sibling()) {
        const std::string_view name = child.name();
        const std::uint64_t local = name_key(name.substr(name.find(':') + 1));
        if (local == "name"_name) {
            if (auto line = author_name(ElementText(child)); !line.empty()) return line;
        }
        if (local == "email"_name) email = line_of(child);
    }
    return email;
}

}  // namespace sawthis::fetchers
