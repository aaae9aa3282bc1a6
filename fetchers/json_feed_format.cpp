#include <nlohmann/json.hpp>

#include "fetchers/feed.hpp"
#include "fetchers/html_text.hpp"

namespace sawthis::fetchers {

namespace {

using Json = nlohmann::ordered_json;

void put(Json& object, const char* key, const std::string& value) {
    if (!value.empty()) object[key] = value;
}

void put(Json& object, const char* key, const std::optional<Instant>& value) {
    if (value) object[key] = format_rfc3339(*value);
}

Json format_entry(const Entry& entry) {
    Json item = Json::object();
    put(item, "id", entry.id);
    put(item, "url", entry.url);
    put(item, "title", entry.title);
    // Each item has to have a content of one of the two kinds; the summary is the next best.
    const bool has_content = !entry.content_html.empty() || !entry.content_text.empty();
    put(item, "content_html", has_content ? entry.content_html : entry.summary);
    put(item, "content_text", entry.content_text);
    if (has_content) put(item, "summary", html_to_text(entry.summary));
    put(item, "image", entry.image);
    put(item, "date_published", entry.published);
    put(item, "date_modified", entry.modified);
    for (const auto& name : entry.authors) item["authors"].push_back({{"name", name}});
    if (!entry.tags.empty()) item["tags"] = entry.tags;
    put(item, "language", entry.language);
    return item;
}

}  // namespace

std::string format_json_feed(const Feed& feed) {
    Json json;
    json["version"] = "https://jsonfeed.org/version/1.1";
    json["title"] = feed.title;
    put(json, "home_page_url", feed.home_page_url);
    put(json, "feed_url", feed.feed_url);
    put(json, "description", feed.description);
    put(json, "language", feed.language);
    json["items"] = Json::array();
    for (const auto& entry : feed.entries) json["items"].push_back(format_entry(entry));
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sawthis::fetchers
