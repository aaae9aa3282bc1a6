#include "fetchers/opml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr const char* kOwnTags = "sawthis:tags";  // separated by line feeds
constexpr int kMaxDepth = 64;                     // of groups; deeper ones are left out
constexpr std::size_t kMaxSources = 50'000;       // of one list
constexpr std::size_t kMaxName = 500;             // bytes of a title or tag

std::string attribute(pugi::xml_node outline, std::string_view name) {
    for (const auto& one : outline.attributes()) {
        if (equal_ignoring_ascii_case(one.name(), name))
            return squeeze_space(one_line(one.value()));
    }
    return {};
}

/// OPML wants `text`, some write `title` only.
std::string title_of(pugi::xml_node outline) {
    auto title = attribute(outline, "title");
    if (title.empty()) title = attribute(outline, "text");
    return shorten(title, kMaxName);
}

void add_tag(std::vector<std::string>& tags, std::string tag) {
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
        tags.push_back(std::move(tag));
}

class Reader {
public:
    explicit Reader(OpmlReading& reading) : reading_(reading) {}

    /// Recursion is bounded by kMaxDepth.
    void read(pugi::xml_node parent, const std::string& group, int depth) {
        for (const auto& child : parent.children()) {
            if (!equal_ignoring_ascii_case(child.name(), "outline")) continue;
            const auto url = attribute(child, "xmlUrl");
            if (!url.empty()) {
                take(child, url, group);
            } else if (depth == kMaxDepth) {
                note(fmt::format("groups nested deeper than {} are left out", kMaxDepth));
            } else {
                const auto name = title_of(child);
                read(child, group.empty() || name.empty() ? group + name : group + "/" + name,
                     depth + 1);
            }
        }
    }

private:
    void note(std::string problem) {
        if (noted_.insert(problem).second) reading_.problems.push_back(std::move(problem));
    }

    void take(pugi::xml_node outline, const std::string& address, const std::string& group) {
        const auto url = net::parse_url(address);
        if (!url) {
            note(fmt::format("\"{}\": no http or https address; left out",
                             shorten(net::without_credentials(address), kMaxName)));
            return;
        }
        if (!seen_.insert(*url).second) return;
        if (reading_.sources.size() == kMaxSources) {
            note(fmt::format("more than {} sources; the rest is left out", kMaxSources));
            return;
        }
        Source source;
        source.url = *url;
        source.title = title_of(outline);
        if (source.title == squeeze_space(address)) source.title.clear();  // what has no title
        if (attribute(outline, "sawthis:kind") == name_of(SourceKind::page))
            source.kind = SourceKind::page;
        source.company = attribute(outline, "sawthis:company");
        source.links = attribute(outline, "sawthis:links");
        source.full_text = full_text_choice(attribute(outline, "sawthis:fullText"));
        take_tags(outline, group, source);
        reading_.sources.push_back(std::move(source));
    }

    static void take_tags(pugi::xml_node outline, const std::string& group, Source& source) {
        const std::string own = outline.attribute(kOwnTags).value();
        for (const auto& tag : split_list(own, '\n')) add_tag(source.tags, one_line(tag));
        if (!own.empty()) return;
        add_tag(source.tags, group);
        for (const auto& category : split_list(attribute(outline, "category"), ',')) {
            add_tag(source.tags, category.substr(category.starts_with('/') ? 1 : 0));
        }
    }

    OpmlReading& reading_;
    std::set<std::string> seen_;
    std::set<std::string> noted_;
};

/// The names of a group and those around it, no more than are read back: what lies deeper stays one
/// name.
std::vector<std::string> levels_of(const std::string& tag) {
    auto names = split_list(tag, '/');
    if (names.size() <= kMaxDepth) return names;
    const auto last = names.begin() + kMaxDepth - 1;
    *last = join({last, names.end()}, "/");
    names.erase(last + 1, names.end());
    return names;
}

/// The outline of a group, made on the way: "Tech/AI" stands in "AI" within "Tech".
pugi::xml_node group_outline(pugi::xml_node body, const std::string& tag) {
    auto node = body;
    for (const auto& name : levels_of(tag)) {
        auto group = node.find_child([&](pugi::xml_node child) {
            return child.attribute("xmlUrl").empty() && name == child.attribute("text").value();
        });
        if (!group) {
            group = node.append_child("outline");
            group.append_attribute("text") = name.c_str();
        }
        node = group;
    }
    return node;
}

/// False where OPML's groups and categories would give other tags back.
bool survives(const std::vector<std::string>& tags) {
    if (!tags.empty() && join(levels_of(tags.front()), "/") != tags.front()) return false;
    return std::all_of(tags.begin(), tags.end(), [&tags](const std::string& tag) {
        const bool first = &tag == &tags.front();
        return squeeze_space(tag) == tag &&
               (first || (!tag.starts_with('/') && tag.find(',') == std::string::npos));
    });
}

void append_source(pugi::xml_node group, const Source& source) {
    auto outline = group.append_child("outline");
    const auto set = [&](const char* name, const std::string& value) {
        if (!value.empty()) outline.append_attribute(name) = value.c_str();
    };
    outline.append_attribute("text") = (source.title.empty() ? source.url : source.title).c_str();
    set("title", source.title);
    set("type", source.kind == SourceKind::feed ? "rss" : "link");
    set("xmlUrl", source.url);
    if (source.tags.size() > 1) {
        set("category", join({source.tags.begin() + 1, source.tags.end()}, ","));
    }
    if (!survives(source.tags)) set(kOwnTags, join(source.tags, "\n"));
    if (source.kind == SourceKind::page) set("sawthis:kind", "page");
    set("sawthis:company", source.company);
    set("sawthis:links", source.links);
    if (source.full_text) set("sawthis:fullText", std::string(name_of(*source.full_text)));
}

}  // namespace

Result<OpmlReading> parse_opml(std::string_view bytes) {
    const std::string text = to_utf8(bytes, "");
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    const auto root = document.document_element();
    if (!root || !equal_ignoring_ascii_case(root.name(), "opml")) {
        return fail(
            ErrorCode::malformed,
            parsed ? fmt::format("no OPML: its first element is <{}>", one_line(root.name()))
                   : fmt::format("no OPML: {} at byte {}", parsed.description(), parsed.offset));
    }
    OpmlReading reading;
    if (!parsed) {
        reading.problems.push_back(
            fmt::format("damaged at byte {} ({}); what stands before it was taken", parsed.offset,
                        parsed.description()));
    }
    Reader(reading).read(root.child("body"), "", 0);
    return reading;
}

std::string format_opml(std::span<const Source> sources) {
    pugi::xml_document document;
    auto opml = document.append_child("opml");
    opml.append_attribute("version") = "2.0";
    opml.append_attribute("xmlns:sawthis") = "https://sawthis.example/opml";
    opml.append_child("head").append_child("title").text() = "sawthis sources";
    auto body = opml.append_child("body");
    for (const auto& source : sources) {
        append_source(group_outline(body, source.tags.empty() ? "" : source.tags.front()), source);
    }
    std::ostringstream out;
    document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
    return out.str();
}

}  // namespace sawthis::fetchers
