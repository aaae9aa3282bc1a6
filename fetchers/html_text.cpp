#include "fetchers/html_text.hpp"

#include <algorithm>
#include <iterator>

#include "core/text.hpp"
#include "fetchers/references.hpp"

namespace sawthis::fetchers {

namespace {

/// What stands between the words on the two sides of a tag.
enum class Gap { none, blank, line };

// Tags that part neither words nor lines, by what browsers lay out inline.
constexpr std::string_view kJoining[] = {
    "a",      "abbr",   "acronym", "b",   "bdi",  "bdo",  "big", "blink", "cite",  "code",
    "data",   "del",    "dfn",     "em",  "font", "i",    "ins", "kbd",   "label", "mark",
    "nobr",   "q",      "rb",      "rp",  "rt",   "ruby", "s",   "samp",  "small", "span",
    "strike", "strong", "sub",     "sup", "time", "tt",   "u",   "var",   "wbr"};
// Tags that part words on one line.
constexpr std::string_view kParting[] = {"area",  "audio",  "button", "embed", "iframe", "img",
                                         "input", "object", "svg",    "td",    "th",     "video"};

bool contains(const auto& names, std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

Gap gap_of(std::string_view tag) {
    if (contains(kJoining, tag)) return Gap::none;
    return contains(kParting, tag) ? Gap::blank : Gap::line;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Bytes of the white space character at `at`; 0 if none stands there. No-break and wide blanks
/// too.
std::size_t white_space_size(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    const std::string_view rest = text.substr(at, 3);
    if (rest.starts_with("\xC2\xA0") || rest.starts_with("\xC2\x85")) return 2;
    if (rest == "\xE3\x80\x80" || rest == "\xE2\x81\x9F" || rest == "\xE1\x9A\x80") return 3;
    if (!rest.starts_with("\xE2\x80") || rest.size() < 3) return 0;
    const auto last = static_cast<unsigned char>(rest[2]);
    return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0;
}

bool may_be_white_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\xC2' || c == '\xE1' || c == '\xE2' ||
           c == '\xE3';
}

/// Text with its white space squeezed while it is written.
class SqueezedText {
public:
    explicit SqueezedText(std::size_t size) { out_.reserve(size); }

    void add_gap(Gap gap) { gap_ = std::max(gap_, gap); }

    void add(std::string_view text) {
        std::size_t start = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t blank = may_be_white_space(text[at]) ? white_space_size(text, at) : 0;
            if (blank == 0) {
                ++at;
                continue;
            }
            add_word(text.substr(start, at - start));
            add_gap(Gap::blank);
            start = at += blank;
        }
        add_word(text.substr(start));
    }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void add_word(std::string_view word) {
        if (word.empty()) return;
        if (gap_ != Gap::none && !out_.empty()) out_ += gap_ == Gap::line ? '\n' : ' ';
        gap_ = Gap::none;
        out_ += word;
    }

    std::string out_;
    Gap gap_ = Gap::none;
};

/// Reads HTML from front to back once; each search that fails is not tried again.
class HtmlReader {
public:
    explicit HtmlReader(std::string_view html)
        : html_(html), out_(html.size() / 2), last_close_(html.rfind('>')) {}

    [[nodiscard]] std::string read() {
        while (at_ < html_.size()) {
            const std::size_t special = find_markup(html_, at_);
            out_.add(html_.substr(at_, special - at_));
            at_ = special;
            if (at_ == html_.size()) break;
            if (html_[at_] == '&') {
                read_reference();
            } else if (!read_markup()) {
                out_.add(html_.substr(at_++, 1));
            }
        }
        return out_.take();
    }

private:
    void read_reference() {
        std::string text;
        const std::size_t size = append_reference(text, html_, at_, ReferenceSyntax::html);
        out_.add(size == 0 ? "&" : std::string_view(text));
        at_ += std::max<std::size_t>(size, 1);
    }

    /// False if the "<" here starts no markup.
    bool read_markup() {
        const std::string_view rest = html_.substr(at_);
        if (rest.starts_with("<!--")) return skip_past("-->", 4);
        if (rest.starts_with("<![CDATA[")) return read_cdata();
        if (rest.size() < 2 || last_close_ == std::string_view::npos || last_close_ < at_) {
            return false;
        }
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
        out_.add(html_.substr(at_, end - at_));
        at_ = std::min(end + 3, html_.size());
        return true;
    }

    bool read_tag(bool closing) {
        const std::size_t start = at_ + (closing ? 2 : 1);
        const std::size_t name_end =
            std::min(html_.find_first_of(" \t\r\n\f/>", start), html_.size());
        const std::string name =
            lower_ascii(html_.substr(start, std::min(name_end - start, kName)));
        at_ = find_tag_end(name_end);
        out_.add_gap(gap_of(name));
        if (!closing && (name == "script" || name == "style")) skip_element(name);
        return true;
    }

    /// Behind the ">" that ends the tag; one inside a quoted value does not. A text whose quotes
    /// do not pair up is read as if it had none from there on, so that no part is searched twice.
    std::size_t find_tag_end(std::size_t name_end) {
        std::size_t at = name_end;
        while (quotes_pair_up_) {
            at = html_.find_first_of(">\"'", at);
            if (at == std::string_view::npos) break;
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

    static constexpr std::size_t kName = 32;

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
