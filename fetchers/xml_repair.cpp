#include "fetchers/xml_repair.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <vector>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_one_of(const auto& names, std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

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

bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_name_end(char c) {
    return is_blank(c) || c == '>' || c == '/' || c == '<' || c == '=';
}

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == npos ? name : name.substr(colon + 1);
}

class XmlRepairer {
public:
    XmlRepairer(std::string_view text, std::size_t max_depth) : text_(text), max_depth_(max_depth) {
        out_.reserve(text.size() + text.size() / 8);
    }

    std::string repair() {
        at_ = std::min(text_.find('<'), text_.size());
        while (at_ < text_.size()) {
            if (text_[at_] == '<') {
                read_markup();
            } else {
                const std::size_t next = std::min(text_.find('<', at_), text_.size());
                add_text(text_.substr(at_, next - at_));
                at_ = next;
            }
        }
        if (!open_.empty()) drop_cut_field();
        while (!open_.empty()) close_last();
        return std::move(out_);
    }

private:
    struct Open {
        std::string name;   // as it was written
        std::string lower;  // as it is compared
        std::size_t begin;  // of its start tag in the output
        [[nodiscard]] std::string_view local() const { return without_prefix(lower); }
    };

    [[nodiscard]] bool starts_with(std::string_view mark) const {
        return text_.substr(at_, mark.size()) == mark;
    }

    void add_text(std::string_view text) {
        for (const char c : text) {
            if (c == '<') {
                out_ += "&lt;";
            } else if (c != '\0') {
                out_ += c;
            }
        }
    }

    void read_markup() {
        if (starts_with("<![CDATA[")) {
            read_cdata();
        } else if (starts_with("<!--")) {
            skip_past("-->");
        } else if (starts_with("<!DOCTYPE") || starts_with("<!doctype")) {
            skip_doctype();
        } else if (starts_with("<!") || starts_with("<?")) {
            skip_past(">");
        } else if (starts_with("</")) {
            read_end_tag();
        } else if (at_ + 1 < text_.size() && is_name_start(text_[at_ + 1])) {
            read_start_tag();
        } else {
            add_text(text_.substr(at_++, 1));
        }
    }

    void skip_past(std::string_view mark) {
        const std::size_t found = text_.find(mark, at_);
        at_ = found == npos ? text_.size() : found + mark.size();
    }

    void skip_doctype() {
        const std::size_t close = text_.find('>', at_);
        const std::size_t subset = text_.find('[', at_);
        if (subset < close) {
            const std::size_t end = text_.find(']', subset);
            if (end != npos) at_ = end;
        }
        skip_past(">");
    }

    void read_cdata() {
        constexpr std::string_view kStart = "<![CDATA[";
        constexpr std::string_view kEnd = "]]>";
        const std::size_t end = text_.find(kEnd, at_ + kStart.size());
        if (end == npos) {
            at_ = text_.size();
            return;
        }
        out_ += kStart;
        const std::string_view inside =
            text_.substr(at_ + kStart.size(), end - at_ - kStart.size());
        std::remove_copy(inside.begin(), inside.end(), std::back_inserter(out_), '\0');
        out_ += kEnd;
        at_ = end + kEnd.size();
    }

    [[nodiscard]] std::string_view read_name() {
        const std::size_t start = at_;
        while (at_ < text_.size() && !is_name_end(text_[at_])) ++at_;
        return text_.substr(start, at_ - start);
    }

    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    }

    void read_end_tag() {
        at_ += 2;
        const std::string name = lower_ascii(read_name());
        const std::size_t end = text_.find_first_of("<>", at_);
        at_ = end == npos ? text_.size() : end + (text_[end] == '>' ? 1 : 0);
        const auto count = open_count_.find(name);
        if (count == open_count_.end()) return;
        while (open_.back().lower != name) close_last();
        close_last();
    }

    void close_last() {
        const Open& last = open_.back();
        out_ += "</";
        out_ += last.name;
        out_ += '>';
        forget_last();
    }

    void forget_last() {
        const auto count = open_count_.find(open_.back().lower);
        if (--count->second == 0) open_count_.erase(count);
        open_.pop_back();
    }

    void read_start_tag() {
        ++at_;
        std::string name(read_name());
        std::string lower = lower_ascii(name);
        const std::string_view local = without_prefix(lower);
        close_before(lower, local);
        const std::size_t begin = out_.size();
        out_ += '<';
        out_ += name;
        const bool empty = read_attributes();
        if (at_ > text_.size()) {  // the document ends inside the tag
            out_.resize(begin);
            at_ = text_.size();
            return;
        }
        if (empty || is_one_of(kVoid, local)) {
            out_ += "/>";
        } else if (open_.size() >= max_depth_) {
            out_.resize(begin);
        } else {
            out_ += '>';
            push(std::move(name), std::move(lower), begin);
        }
    }

    void push(std::string name, std::string lower, std::size_t begin) {
        ++open_count_[lower];
        open_.push_back({std::move(name), std::move(lower), begin});
    }

    /// Closes what the start of `name` says is over.
    void close_before(const std::string& lower, std::string_view local) {
        const bool entry = local == "item" || local == "entry";
        if (entry && open_count_.contains(lower)) {
            while (open_.back().lower != lower) close_last();
            close_last();
        } else if (!open_.empty() && is_one_of(kLeaves, open_.back().local()) &&
                   (entry || is_one_of(kFields, local))) {
            close_last();
        }
    }

    /// Copies attributes, each quoted; `at_` is then behind the tag, or behind the text's end if
    /// the tag has none. True if the tag closes itself.
    bool read_attributes() {
        bool slash = false;
        for (;;) {
            skip_blanks();
            if (at_ >= text_.size()) {
                at_ = text_.size() + 1;
                return false;
            }
            const char c = text_[at_];
            if (c == '>') {
                ++at_;
                return slash;
            }
            if (c == '<') return slash;  // the next tag: this one lacks its end
            slash = c == '/';
            if (is_name_start(c)) {
                read_attribute();
            } else {
                ++at_;
            }
        }
    }

    void read_attribute() {
        const std::string_view name = read_name();
        skip_blanks();
        std::string_view value = name;
        if (at_ < text_.size() && text_[at_] == '=') {
            ++at_;
            skip_blanks();
            value = read_value();
        }
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        for (const char c : value) {
            if (c == '"') {
                out_ += "&quot;";
            } else if (c != '\0') {
                out_ += c;
            }
        }
        out_ += '"';
    }

    [[nodiscard]] std::string_view read_value() {
        if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
            const std::size_t end = text_.find(text_[at_], at_ + 1);
            if (end != npos) {
                const std::string_view value = text_.substr(at_ + 1, end - at_ - 1);
                at_ = end + 1;
                return value;
            }
            at_ = text_.size();  // cut inside the value
            return {};
        }
        const std::size_t start = at_;
        while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '>') ++at_;
        if (at_ < text_.size() && text_[at_] == '>' && at_ > start && text_[at_ - 1] == '/') --at_;
        return text_.substr(start, at_ - start);
    }

    /// Takes back the field that was open when the document ended: half a link or date is none.
    void drop_cut_field() {
        const auto last_container =
            std::find_if(open_.rbegin(), open_.rend(),
                         [](const Open& open) { return is_one_of(kContainers, open.local()); });
        const auto keep = static_cast<std::size_t>(open_.rend() - last_container);
        if (keep == open_.size()) return;
        out_.resize(open_[keep].begin);
        while (open_.size() > keep) forget_last();
    }

    std::string_view text_;
    std::size_t max_depth_;
    std::size_t at_ = 0;
    std::string out_;
    std::vector<Open> open_;
    std::unordered_map<std::string, int> open_count_;
};

}  // namespace

std::string repair_xml(std::string_view text, std::size_t max_depth) {
    return XmlRepairer(text, max_depth).repair();
}

}  // namespace sawthis::fetchers
