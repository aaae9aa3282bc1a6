#include "fetchers/xml_nesting.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

// All names below are in lower case and without prefix.
constexpr std::string_view kVoid[] = {"area", "base",  "br",    "col",    "embed", "hr",
                                      "img",  "input", "param", "source", "track", "wbr"};
constexpr std::string_view kContainers[] = {"html", "body",    "rss",  "rdf",
                                            "feed", "channel", "item", "entry"};
// Fields of one line, which hold no other field.
constexpr std::string_view kLeaves[] = {"title", "link",    "guid",      "id",       "pubdate",
                                        "date",  "updated", "published", "category", "comments"};
// What ends an unclosed leaf. Not title, which XHTML may hold.
constexpr std::string_view kFields[] = {
    "link",    "guid",      "id",       "description", "pubdate", "date",
    "updated", "published", "category", "comments",    "summary", "content",
    "encoded", "author",    "creator",  "enclosure",   "source"};

bool is_one_of(const auto& names, std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// Appends `text` with `special` as `escaped` and without NUL bytes.
void append_escaped(std::string& out, std::string_view text, char special,
                    std::string_view escaped) {
    for (const char c : text) {
        if (c == special) {
            out += escaped;
        } else if (c != '\0') {
            out += c;
        }
    }
}

}  // namespace

XmlNesting::XmlNesting(std::size_t size, std::size_t max_depth) : max_depth_(max_depth) {
    out_.reserve(size);
}

std::string_view XmlNesting::Open::local() const {
    const std::string_view whole = lower;
    const auto colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

void XmlNesting::add_text(std::string_view text) {
    append_escaped(out_, text, '<', "&lt;");
}

void XmlNesting::add_cdata(std::string_view inside) {
    out_ += "<![CDATA[";
    std::remove_copy(inside.begin(), inside.end(), std::back_inserter(out_), '\0');
    out_ += "]]>";
}

void XmlNesting::begin_tag(std::string_view name) {
    tag_ = {std::string(name), lower_ascii(name), 0};
    close_before(tag_);
    tag_.begin = out_.size();
    out_ += '<';
    out_ += name;
}

void XmlNesting::add_attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_escaped(out_, value, '"', "&quot;");
    out_ += '"';
}

void XmlNesting::finish_tag(bool closes_itself) {
    if (closes_itself || is_one_of(kVoid, tag_.local())) {
        out_ += "/>";
    } else if (open_.size() >= max_depth_) {
        drop_tag();
    } else {
        out_ += '>';
        ++open_count_[tag_.lower];
        open_.push_back(std::move(tag_));
    }
}

void XmlNesting::drop_tag() {
    out_.resize(tag_.begin);
}

void XmlNesting::close(std::string_view name) {
    const std::string lower = lower_ascii(name);
    if (!open_count_.contains(lower)) return;
    while (open_.back().lower != lower) close_last();
    close_last();
}

std::string XmlNesting::finish() {
    if (is_open()) drop_cut_field();
    while (is_open()) close_last();
    return std::move(out_);
}

/// Closes what the start of `next` says is over.
void XmlNesting::close_before(const Open& next) {
    const std::string_view local = next.local();
    const bool entry = local == "item" || local == "entry";
    if (entry && open_count_.contains(next.lower)) {
        close(next.lower);
    } else if (is_open() && is_one_of(kLeaves, open_.back().local()) &&
               (entry || is_one_of(kFields, local))) {
        close_last();
    }
}

void XmlNesting::close_last() {
    out_ += "</";
    out_ += open_.back().name;
    out_ += '>';
    forget_last();
}

void XmlNesting::forget_last() {
    const auto count = open_count_.find(open_.back().lower);
    if (--count->second == 0) open_count_.erase(count);
    open_.pop_back();
}

void XmlNesting::drop_cut_field() {
    const auto last_container = std::find_if(open_.rbegin(), open_.rend(), [](const Open& open) {
        return is_one_of(kContainers, open.local());
    });
    const auto keep = static_cast<std::size_t>(open_.rend() - last_container);
    if (keep == open_.size()) return;
    out_.resize(open_[keep].begin);
    while (open_.size() > keep) forget_last();
}

}  // namespace sawthis::fetchers
