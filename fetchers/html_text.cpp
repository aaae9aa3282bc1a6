#include "fetchers/html_text.hpp"

#include <algorithm>
#include <cstdint>

#include "core/byte_block.hpp"
#include "core/text.hpp"
#include "fetchers/name_key.hpp"
#include "fetchers/references.hpp"
#include "fetchers/squeezed_text.hpp"

namespace sawthis::fetchers {

namespace {

Gap gap_of(std::uint64_t tag) {
    switch (tag) {
        // Tags that part neither words nor lines, by what browsers lay out inline.
        case "a"_name:
        case "abbr"_name:
        case "acronym"_name:
        case "b"_name:
        case "bdi"_name:
        case "bdo"_name:
        case "big"_name:
        case "blink"_name:
        case "cite"_name:
        case "code"_name:
        case "data"_name:
        case "del"_name:
        case "dfn"_name:
        case "em"_name:
        case "font"_name:
        case "i"_name:
        case "ins"_name:
        case "kbd"_name:
        case "label"_name:
        case "mark"_name:
        case "nobr"_name:
        case "q"_name:
        case "rb"_name:
        case "rp"_name:
        case "rt"_name:
        case "ruby"_name:
        case "s"_name:
        case "samp"_name:
        case "small"_name:
        case "span"_name:
        case "strike"_name:
        case "strong"_name:
        case "sub"_name:
        case "sup"_name:
        case "time"_name:
        case "tt"_name:
        case "u"_name:
        case "var"_name:
        case "wbr"_name:
            return Gap::none;
        // Tags that part words on one line.
        case "area"_name:
        case "audio"_name:
        case "button"_name:
        case "embed"_name:
        case "iframe"_name:
        case "img"_name:
        case "input"_name:
        case "object"_name:
        case "svg"_name:
        case "td"_name:
        case "th"_name:
        case "video"_name:
            return Gap::blank;
        default:
            return Gap::line;
    }
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reads HTML from front to back once; each search that fails is not tried again.
class HtmlReader {
public:
    explicit HtmlReader(std::string_view html)
        : html_(html), out_(html.size()), last_close_(html.rfind('>')) {}

    [[nodiscard]] std::string read() {
        for (;;) {
            at_ = out_.add_until_markup(html_, at_);
            if (at_ == html_.size()) break;
            if (html_[at_] == '&') {
                read_reference();
            } else if (!read_markup()) {
                out_.add(html_[at_++]);
            }
        }
        return out_.take();
    }

private:
    void read_reference() {
        if (const auto usual = find_usual_reference(html_.substr(at_)); usual.size != 0) {
            out_.add(usual.character);
            at_ += usual.size;
            return;
        }
        std::string text;
        const std::size_t size = append_reference(text, html_, at_, ReferenceSyntax::html);
        at_ += std::max<std::size_t>(size, 1);
        out_.add_literally(size == 0 ? "&" : std::string_view(text), html_.size() - at_);
    }

    /// False if the "<" here starts no markup.
    bool read_markup() {
        const std::string_view rest = html_.substr(at_);
        if (rest.size() < 2) return false;
        if (rest[1] == '!') {
            if (rest.starts_with("<!--")) return skip_past("-->", 4);
            if (rest.starts_with("<![CDATA[")) return read_cdata();
        }
        if (last_close_ == std::string_view::npos || last_close_ < at_) return false;
        if (rest[1] == '!' || rest[1] == '?') return skip_past(">", 2);
        const bool closing = rest[1] == '/';
        if (!is_letter(rest[closing ? 2 : 1])) return closing && skip_past(">", 2);
        return read_tag(closing);
    }

    /// Goes behind `mark`, or to the end if there is none.
    bool skip_past(std::string_view mark, std::size_t offset) {
        const std::size_t found = html_.find(mark, at_ + offset);
        at_ = found == std::string_view::npos ? html_.size() : found + mark.size();
        return true;
    }

    bool read_cdata() {
        at_ += std::string_view("<![CDATA[").size();
        const std::size_t end = std::min(html_.find("]]>", at_), html_.size());
        out_.add_literally(html_.substr(at_, end - at_), html_.size() - end);
        at_ = std::min(end + 3, html_.size());
        return true;
    }

    bool read_tag(bool closing) {
        const std::size_t start = at_ + (closing ? 2 : 1);
        std::size_t name_end = start;
        while (name_end < html_.size() && !ends_name(html_[name_end])) ++name_end;
        const auto name = name_key(html_.substr(start, name_end - start));
        at_ = find_tag_end(name_end);
        out_.add_gap(gap_of(name));
        if (closing) return true;
        if (name == "script"_name) skip_element("script");
        if (name == "style"_name) skip_element("style");
        return true;
    }

    static bool ends_name(char c) {
        return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
    }

    /// Behind the ">" that ends the tag; one inside a quoted value does not. A text whose quotes
    /// do not pair up is read as if it had none from there on, so that no part is searched twice.
    std::size_t find_tag_end(std::size_t name_end) {
        std::size_t at = name_end;
        while (quotes_pair_up_) {
            at = find_any<'>', '"', '\''>(html_, at);
            if (at == html_.size()) break;
            if (html_[at] == '>') return at + 1;
            if (html_[at - 1] == '=' || html_[at - 1] == ' ') at = html_.find(html_[at], at + 1);
            if (at == std::string_view::npos) break;
            ++at;
        }
        quotes_pair_up_ = false;
        const std::size_t first = html_.find('>', name_end);
        return first == std::string_view::npos ? html_.size() : first + 1;
    }

    /// Behind the end tag of `name`, or at the end.
    void skip_element(std::string_view name) {
        while ((at_ = html_.find("</", at_)) != std::string_view::npos) {
            if (equal_ignoring_ascii_case(html_.substr(at_ + 2, name.size()), name)) {
                skip_past(">", 2);
                return;
            }
            at_ += 2;
        }
        at_ = html_.size();
    }

    std::string_view html_;
    SqueezedText out_;
    std::size_t at_ = 0;
    std::size_t last_close_;
    bool quotes_pair_up_ = true;
};

}  // namespace

std::string html_to_text(std::string_view html) {
    return HtmlReader(html).read();
}

std::string decode_references(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t next = std::min(text.find('&', at), text.size());
        out += text.substr(at, next - at);
        at = next;
        if (at == text.size()) break;
        const std::size_t size = append_reference(out, text, at, ReferenceSyntax::html);
        if (size == 0) out += '&';
        at += std::max<std::size_t>(size, 1);
    }
    return out;
}

}  // namespace sawthis::fetchers
