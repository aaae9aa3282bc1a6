#include "fetchers/page_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/text.hpp"
#include "fetchers/html_text.hpp"

namespace sawthis::fetchers {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostBytes = std::size_t{1} << 20;  // of one block
constexpr std::size_t kMostBlocks = 40;
constexpr std::size_t kMostObjects = 5'000;
constexpr std::size_t kDeepest = 24;

/// Deeper than any description does: not worth the memory of parsing it.
bool nests_too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > 2 * kDeepest) return true;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

/// Publishers paste raw line feeds into strings, wrap the block in a comment or CDATA, and end it
/// with a semicolon.
Json parse_block(std::string_view text) {
    const auto begin = text.find_first_of("{[");
    const auto end = text.find_last_of("}]");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
    text = text.substr(begin, end - begin + 1);
    if (text.size() > kMostBytes || nests_too_deep(text)) return {};
    auto json = Json::parse(text, nullptr, false);
    if (!json.is_discarded()) return json;
    std::string mended(text);
    for (auto& c : mended) {
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    json = Json::parse(mended, nullptr, false);
    return json.is_discarded() ? Json{} : json;
}

/// The string behind the first `"key":` of a block too broken to be parsed.
std::string salvage(std::string_view text, std::string_view key) {
    constexpr std::size_t kLongest = 100;
    auto at = text.find(key);
    if (at == std::string_view::npos) return {};
    at += key.size();
    while (at < text.size() && (text[at] == ' ' || text[at] == ':')) ++at;
    if (at >= text.size() || text[at] != '"') return {};
    const auto end = text.find('"', at + 1);
    if (end == std::string_view::npos || end - at > kLongest) return {};
    return std::string(text.substr(at + 1, end - at - 1));
}

std::string clean_text(const std::string& text) {
    return text.find('&') == std::string::npos ? text : decode_references(text);
}

/// A string, or what stands for one: the first of a list, an object's name, url or @id.
std::string text_in(const Json& object, std::string_view key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    const Json* value = &*found;
    if (value->is_array() && !value->empty()) value = &value->front();
    if (value->is_string()) return clean_text(value->get_ref<const std::string&>());
    if (!value->is_object()) return {};
    for (const char* inner : {"name", "url", "@id", "@value"}) {
        const auto part = value->find(inner);
        if (part != value->end() && part->is_string()) {
            return clean_text(part->get_ref<const std::string&>());
        }
    }
    return {};
}

class Reader {
public:
    void read(const Json& block) {
        stack_.push_back({&block, false, 0});
        while (!stack_.empty() && seen_ < kMostObjects) {
            const Frame frame = stack_.back();
            stack_.pop_back();
            ++seen_;
            if (frame.value->is_object()) read_object(*frame.value, frame);
            if (frame.value->is_array()) push_all(*frame.value, frame.listed, frame.depth);
        }
        stack_.clear();
    }

    /// Of a block with an unescaped quotation mark in its headline, its dates at least.
    void read_broken(std::string_view block) {
        LinkedItem item;
        item.published = salvage(block.substr(0, kMostBytes), "\"datePublished\"");
        item.created = salvage(block.substr(0, kMostBytes), "\"dateCreated\"");
        items_.push_back(std::move(item));
        author_ids_.emplace_back();
    }

    std::vector<LinkedItem> finish() {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            for (const auto& id : author_ids_[i]) {
                const auto found = names_.find(id);
                if (found != names_.end()) items_[i].authors.push_back(found->second);
            }
        }
        return std::move(items_);
    }

private:
    struct Frame {
        const Json* value;
        bool listed;
        std::size_t depth;
    };

    void push_all(const Json& parent, bool listed, std::size_t depth) {
        if (depth >= kDeepest) return;
        for (auto child = parent.rbegin(); child != parent.rend(); ++child) {
            if (child->is_structured()) stack_.push_back({&*child, listed, depth + 1});
        }
    }

    void read_object(const Json& object, const Frame& frame) {
        const auto type = text_in(object, "@type");
        if (type == "BreadcrumbList") return;
        const auto id = object.find("@id");
        if (id != object.end() && id->is_string()) {
            const auto name = text_in(object, "name");
            if (!name.empty()) names_.emplace(id->get<std::string>(), name);
        }
        if (!type.empty()) add_item(object, type, frame.listed);
        push_all(object, frame.listed || type == "ItemList", frame.depth);
    }

    void add_item(const Json& object, const std::string& type, bool listed) {
        LinkedItem item;
        item.type = type;
        item.listed = listed;
        item.url = text_in(object, "url");
        if (item.url.empty()) item.url = text_in(object, "mainEntityOfPage");
        if (item.url.empty() && (listed || is_article_type(type))) {
            item.url = text_in(object, "@id");
        }
        item.headline = text_in(object, "headline");
        if (item.headline.empty()) item.headline = text_in(object, "name");
        item.published = text_in(object, "datePublished");
        item.created = text_in(object, "dateCreated");
        if (item.created.empty()) item.created = text_in(object, "uploadDate");
        item.body = text_in(object, "articleBody");
        item.language = text_in(object, "inLanguage");
        item.publisher = text_in(object, "publisher");
        std::vector<std::string> ids;
        read_authors(object, item.authors, ids);
        items_.push_back(std::move(item));
        author_ids_.push_back(std::move(ids));
    }

    static void read_authors(const Json& object, std::vector<std::string>& names,
                             std::vector<std::string>& ids) {
        const auto found = object.find("author");
        if (found == object.end()) return;
        const auto read_one = [&](const Json& author) {
            if (author.is_string()) names.push_back(clean_text(author.get<std::string>()));
            if (!author.is_object()) return;
            const auto name = author.find("name");
            if (name != author.end() && name->is_string()) {
                names.push_back(clean_text(name->get<std::string>()));
            } else if (name != author.end() && name->is_array()) {
                for (const auto& one : *name) {
                    if (one.is_string()) names.push_back(clean_text(one.get<std::string>()));
                }
            } else if (const auto id = author.find("@id"); id != author.end() && id->is_string()) {
                ids.push_back(id->get<std::string>());
            }
        };
        if (!found->is_array()) return read_one(*found);
        constexpr std::size_t kMostAuthors = 20;
        for (std::size_t i = 0; i < std::min(found->size(), kMostAuthors); ++i) {
            read_one((*found)[i]);
        }
    }

    std::vector<Frame> stack_;
    std::vector<LinkedItem> items_;
    std::vector<std::vector<std::string>> author_ids_;  // of items_, by place
    std::unordered_map<std::string, std::string> names_;
    std::size_t seen_ = 0;
};

}  // namespace

std::vector<LinkedItem> read_json_ld(const HtmlTree& tree) {
    Reader reader;
    std::size_t blocks = 0;
    for (NodeId id = 0; id < tree.size() && blocks < kMostBlocks; ++id) {
        if (tree[id].tag != Tag::script || tree.first_child(id) == kNoNode) continue;
        if (lower_ascii(tree.attribute(id, "type")).find("ld+json") == std::string::npos) continue;
        ++blocks;
        const auto text = tree[tree.first_child(id)].text;
        const auto block = parse_block(text);
        if (block.is_null()) reader.read_broken(text);
        reader.read(block);
    }
    return reader.finish();
}

bool is_article_type(std::string_view type) {
    for (const std::string_view part : {"Article", "Posting", "Report", "PressRelease"}) {
        if (type.find(part) != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace sawthis::fetchers
