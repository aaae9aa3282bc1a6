#include "fetchers/xml_scope.hpp"

#include <array>

#include "core/text.hpp"
#include "fetchers/feed_links.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostDeclarations = 128;  // lookups are linear; real feeds have some twenty

struct Known {
    std::string_view name;  // start of a URI without scheme and "www.", in lower case; or a prefix
    Vocabulary vocabulary;
};

// The longer one first where one starts with the other.
constexpr Known kUris[] = {
    {"w3.org/2005/atom", Vocabulary::atom},
    {"purl.org/atom/ns", Vocabulary::atom},
    {"purl.org/dc/elements", Vocabulary::dc},
    {"purl.org/metadata/dublin_core", Vocabulary::dc},
    {"purl.org/dc/terms", Vocabulary::dcterms},
    {"purl.org/rss/1.0/modules/content", Vocabulary::content},
    {"purl.org/rss/1.0/modules/syndication", Vocabulary::syndication},
    {"purl.org/rss/1.0/modules", Vocabulary::foreign},
    {"purl.org/rss/1.0", Vocabulary::core},
    {"purl.org/net/rss", Vocabulary::core},
    {"my.netscape.com/", Vocabulary::core},
    {"channel.netscape.com/", Vocabulary::core},
    {"backend.userland.com/", Vocabulary::core},
    {"blogs.law.harvard.edu/tech/rss", Vocabulary::core},
    {"search.yahoo.com/mrss", Vocabulary::media},
    {"rssboard.org/media-rss", Vocabulary::media},
    {"itunes.com/dtds/podcast", Vocabulary::itunes},
    {"w3.org/1999/02/22-rdf-syntax-ns", Vocabulary::rdf},
};

// What a prefix that nobody declared means.
constexpr Known kPrefixes[] = {
    {"", Vocabulary::core},           {"rss", Vocabulary::core},
    {"atom", Vocabulary::atom},       {"atom10", Vocabulary::atom},
    {"a10", Vocabulary::atom},        {"dc", Vocabulary::dc},
    {"dcterms", Vocabulary::dcterms}, {"content", Vocabulary::content},
    {"media", Vocabulary::media},     {"itunes", Vocabulary::itunes},
    {"sy", Vocabulary::syndication},  {"rdf", Vocabulary::rdf},
};

/// By the start of the URI: versions, trailing slashes and https make no other vocabulary of it.
Vocabulary vocabulary_of_uri(std::string_view uri) {
    if (uri.empty()) return Vocabulary::core;
    const std::string lower = lower_ascii(trim(uri));
    std::string_view rest = lower;
    if (const auto at = rest.find("://"); at != std::string_view::npos) rest.remove_prefix(at + 3);
    if (rest.starts_with("www.")) rest.remove_prefix(4);
    for (const auto& known : kUris) {
        if (rest.starts_with(known.name)) return known.vocabulary;
    }
    return Vocabulary::foreign;
}

std::string_view prefix_of(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

struct SplitName {
    std::string_view prefix;  // empty if there is none
    std::uint64_t local;      // key of what stands behind it
};

SplitName split_name(std::string_view name) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos || colon == 0) return {{}, name_key(name)};
    return {name.substr(0, colon), name_key(name.substr(colon + 1))};
}

}  // namespace

XmlScope::XmlScope(std::string base) {
    bases_.push_back(std::move(base));
    languages_.emplace_back();
}

void XmlScope::push(const pugi::xml_node& element) {
    frames_.push_back({declarations_.size(), bases_.size(), languages_.size()});
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
        const std::string_view name = attribute.name();
        if (!name.starts_with("xml")) continue;
        if (name == "xmlns") {
            declare({}, attribute.value());
        } else if (name.starts_with("xmlns:")) {
            declare(name.substr(6), attribute.value());
        } else if (name == "xml:base") {
            const std::string resolved = resolve_link(bases_.back(), attribute.value());
            if (!resolved.empty()) bases_.push_back(resolved);
        } else if (name == "xml:lang") {
            languages_.emplace_back(attribute.value());
        }
    }
}

void XmlScope::pop() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (declarations_.size() > frame.declarations) last_.reset();
    declarations_.resize(frame.declarations);
    bases_.resize(frame.bases);
    languages_.resize(frame.languages);
}

void XmlScope::declare(std::string_view prefix, std::string_view uri) {
    if (declarations_.size() >= kMostDeclarations) return;
    last_.reset();
    const bool core = !core_uri_.empty() && uri == core_uri_;
    declarations_.push_back({prefix, uri, core ? Vocabulary::core : vocabulary_of_uri(uri)});
}

void XmlScope::adopt_core(const pugi::xml_node& element) {
    const std::string_view prefix = prefix_of(element.name());
    for (auto at = declarations_.rbegin(); at != declarations_.rend(); ++at) {
        if (at->prefix != prefix) continue;
        core_uri_ = at->uri;
        break;
    }
    last_.reset();
    for (auto& declaration : declarations_) {
        if (declaration.uri == core_uri_) declaration.vocabulary = Vocabulary::core;
    }
}

Vocabulary XmlScope::vocabulary_of(std::string_view prefix) const {
    if (!last_ || last_->prefix != prefix) last_ = {prefix, find_vocabulary(prefix)};
    return last_->vocabulary;
}

Vocabulary XmlScope::find_vocabulary(std::string_view prefix) const {
    for (auto at = declarations_.rbegin(); at != declarations_.rend(); ++at) {
        if (at->prefix == prefix) return at->vocabulary;
    }
    for (const auto& known : kPrefixes) {
        if (equal_ignoring_ascii_case(known.name, prefix)) return known.vocabulary;
    }
    return Vocabulary::foreign;
}

XmlName XmlScope::name_of(const pugi::xml_node& element) const {
    const SplitName name = split_name(element.name());
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
        if (attribute.name()[0] != 'x') continue;  // nearly none is xmlns
        const std::string_view declared = attribute.name();
        const bool own = name.prefix.empty()
                             ? declared == "xmlns"
                             : declared.starts_with("xmlns:") && declared.substr(6) == name.prefix;
        if (!own) continue;
        const std::string_view uri = attribute.value();
        const bool core = !core_uri_.empty() && uri == core_uri_;
        return {core ? Vocabulary::core : vocabulary_of_uri(uri), name.local};
    }
    return {vocabulary_of(name.prefix), name.local};
}

}  // namespace sawthis::fetchers
