#include "fetchers/xml_repair.hpp"

#include <algorithm>

#include "fetchers/xml_nesting.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t npos = std::string_view::npos;

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

/// Reads what looks like markup from front to back, once.
class XmlRepairer {
public:
    XmlRepairer(std::string_view text, std::size_t max_depth)
        : text_(text), out_(text.size() + text.size() / 8, max_depth) {}

    RepairedXml repair() {
        at_ = std::min(text_.find('<'), text_.size());
        while (at_ < text_.size()) {
            if (text_[at_] == '<') {
                read_markup();
            } else {
                const std::size_t next = std::min(text_.find('<', at_), text_.size());
                out_.add_text(text_.substr(at_, next - at_));
                at_ = next;
            }
        }
        const bool cut = out_.is_open();
        return {out_.finish(), cut};
    }

private:
    [[nodiscard]] bool starts_with(std::string_view mark) const {
        return text_.substr(at_, mark.size()) == mark;
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
            out_.add_text(text_.substr(at_++, 1));
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
        at_ += std::string_view("<![CDATA[").size();
        const std::size_t end = text_.find("]]>", at_);
        if (end != npos) out_.add_cdata(text_.substr(at_, end - at_));
        at_ = end == npos ? text_.size() : end + 3;
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
        const std::string_view name = read_name();
        const std::size_t end = text_.find_first_of("<>", at_);
        at_ = end == npos ? text_.size() : end + (text_[end] == '>' ? 1 : 0);
        out_.close(name);
    }

    void read_start_tag() {
        ++at_;
        out_.begin_tag(read_name());
        const bool closes_itself = read_attributes();
        if (at_ > text_.size()) {  // the document ends inside the tag
            out_.drop_tag();
            at_ = text_.size();
        } else {
            out_.finish_tag(closes_itself);
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
        out_.add_attribute(name, value);
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

    std::string_view text_;
    std::size_t at_ = 0;
    XmlNesting out_;
};

}  // namespace

RepairedXml repair_xml(std::string_view text, std::size_t max_depth) {
    return XmlRepairer(text, max_depth).repair();
}

}  // namespace sawthis::fetchers
