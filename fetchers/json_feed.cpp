#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "fetchers/feed_date.hpp"
#include "fetchers/feed_links.hpp"
#include "fetchers/feed_readers.hpp"
#include "fetchers/feed_values.hpp"
#include "fetchers/html_text.hpp"
#include "fetchers/json_repair.hpp"
#include "fetchers/references.hpp"

namespace sawthis::fetchers {

namespace {

using Json = nlohmann::json;

const Json* find(const Json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto at = object.find(key);
    return at == object.end() ? nullptr : &*at;
}

/// A string without characters that XML would forbid: what follows need not tell formats apart.
std::string string_at(const Json& object, const char* key) {
    const Json* const value = find(object, key);
    if (value == nullptr || !value->is_string()) return {};
    const auto& text = value->get_ref<const std::string&>();
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (is_text_character(decode_utf8(text, at))) out.append(text, start, at - start);
    }
    return out;
}

std::string link_at(const Json& object, const char* key, const std::string& base) {
    return resolve_link(base, string_at(object, key));
}

/// JSON Feed 1.1: a number is coerced to a string.
std::string id_of(const Json& item) {
    const Json* const id = find(item, "id");
    if (id == nullptr) return {};
    if (id->is_string()) return squeeze_space(string_at(item, "id"));
    return id->is_number() || id->is_boolean() ? id->dump() : std::string{};
}

/// `authors` of version 1.1, else `author` of version 1.0.
std::vector<std::string> authors_of(const Json& object) {
    std::vector<std::string> names;
    if (const Json* const authors = find(object, "authors"); authors && authors->is_array()) {
        for (const auto& author : *authors) {
            add_unique(names, squeeze_space(string_at(author, "name")));
        }
    }
    const Json* const author = find(object, "author");
    if (names.empty() && author != nullptr) {
        add_unique(names, author->is_string() ? squeeze_space(string_at(object, "author"))
                                              : squeeze_space(string_at(*author, "name")));
    }
    return names;
}

std::vector<std::string> tags_of(const Json& item) {
    std::vector<std::string> tags;
    if (const Json* const list = find(item, "tags"); list != nullptr && list->is_array()) {
        for (const auto& tag : *list) {
            if (tag.is_string()) add_unique(tags, squeeze_space(tag.get_ref<const std::string&>()));
        }
    }
    return tags;
}

Entry read_item(const Json& item, const std::string& base) {
    Entry entry;
    entry.id = id_of(item);
    entry.url = link_at(item, "url", base);
    entry.linked_url = link_at(item, "external_url", base);
    entry.title = squeeze_space(string_at(item, "title"));
    entry.content_html = string_at(item, "content_html");
    entry.content_text = string_at(item, "content_text");
    entry.summary = escape_html(string_at(item, "summary"));
    entry.published = parse_feed_date(string_at(item, "date_published"));
    entry.modified = parse_feed_date(string_at(item, "date_modified"));
    entry.authors = authors_of(item);
    entry.tags = tags_of(item);
    entry.language = string_at(item, "language");
    entry.image = link_at(item, "image", base);
    if (entry.image.empty()) entry.image = link_at(item, "banner_image", base);
    return entry;
}

/// The first hub that speaks WebSub; "rssCloud" is another protocol.
std::string hub_of(const Json& json, const std::string& base) {
    const Json* const hubs = find(json, "hubs");
    if (hubs == nullptr || !hubs->is_array()) return {};
    for (const auto& hub : *hubs) {
        if (equal_ignoring_ascii_case(string_at(hub, "type"), "websub")) {
            return link_at(hub, "url", base);
        }
    }
    return {};
}

std::string format_of(const std::string& version) {
    const auto slash = version.rfind('/');
    return slash == std::string::npos ? "json feed" : "json feed " + version.substr(slash + 1);
}

/// Deeper nesting than any feed has is a bomb. The parser asks this before it goes down.
bool goes_too_deep(int depth, Json::parse_event_t event, std::size_t max_depth) {
    const bool opens =
        event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
    return opens && static_cast<std::size_t>(depth) >= max_depth;
}

}  // namespace

Result<Feed> read_json_feed(std::string_view text, const FeedContext& context) {
    bool cut = false;
    const auto within = [&](int depth, Json::parse_event_t event, Json&) {
        const bool deep = goes_too_deep(depth, event, context.max_depth);
        cut = cut || deep;
        return !deep;
    };
    Json json = Json::parse(text, within, false);
    RepairedJson repaired;
    if (json.is_discarded() && !cut) {
        repaired = repair_json(text);
        json = Json::parse(repaired.text, within, false);
    }
    if (json.is_discarded()) return fail(ErrorCode::malformed, "the JSON does not parse");
    const Json* const items = find(json, "items");
    const std::string version = string_at(json, "version");
    const bool says_so = version.find("jsonfeed") != std::string::npos;
    if (!says_so && (items == nullptr || !items->is_array())) {
        return fail(ErrorCode::malformed, "no feed: JSON without items");
    }
    Feed feed;
    feed.repaired = cut || !repaired.text.empty();
    feed.cut = repaired.cut;
    feed.format = format_of(version);
    feed.title = squeeze_space(string_at(json, "title"));
    feed.home_page_url = link_at(json, "home_page_url", context.base_url);
    feed.feed_url = link_at(json, "feed_url", context.base_url);
    feed.hub = hub_of(json, context.base_url);
    feed.description = squeeze_space(string_at(json, "description"));
    feed.language = string_at(json, "language");
    if (items == nullptr) return feed;
    for (const auto& item : *items) {
        if (feed.entries.size() >= context.max_entries) break;
        if (item.is_object()) feed.entries.push_back(read_item(item, context.base_url));
    }
    if (cut && feed.entries.empty()) {
        return fail(ErrorCode::malformed,
                    fmt::format("the JSON is nested more than {} levels deep", context.max_depth));
    }
    return feed;
}

}  // namespace sawthis::fetchers
