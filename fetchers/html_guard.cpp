#include "fetchers/html_guard.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

/// How a start tag bears on the nesting of what follows.
enum class Kind : unsigned char {
    nests,       // stays open until its end tag
    empty,       // void: never open
    implied,     // closed by its own kind or its parent, so it cannot pile up without a `nests`
    formatting,  // opened again in each later block until its end tag
    raw,         // text up to its end tag
};

std::array<Kind, GUMBO_TAG_LAST + 1> make_kinds() {
    std::array<Kind, GUMBO_TAG_LAST + 1> kinds{};
    const auto set = [&kinds](Kind kind, std::initializer_list<GumboTag> tags) {
        for (const auto tag : tags) kinds[tag] = kind;
    };
    set(Kind::empty,
        {GUMBO_TAG_AREA, GUMBO_TAG_BASE, GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND, GUMBO_TAG_BR,
         GUMBO_TAG_COL, GUMBO_TAG_EMBED, GUMBO_TAG_FRAME, GUMBO_TAG_HR, GUMBO_TAG_IMAGE,
         GUMBO_TAG_IMG, GUMBO_TAG_INPUT, GUMBO_TAG_KEYGEN, GUMBO_TAG_LINK, GUMBO_TAG_META,
         GUMBO_TAG_PARAM, GUMBO_TAG_SOURCE, GUMBO_TAG_TRACK, GUMBO_TAG_WBR});
    // An a closes the one before it, so it counts here and not as formatting.
    set(Kind::implied,
        {GUMBO_TAG_A,     GUMBO_TAG_BODY, GUMBO_TAG_COLGROUP, GUMBO_TAG_DD,       GUMBO_TAG_DT,
         GUMBO_TAG_HEAD,  GUMBO_TAG_HTML, GUMBO_TAG_LI,       GUMBO_TAG_OPTGROUP, GUMBO_TAG_OPTION,
         GUMBO_TAG_P,     GUMBO_TAG_RB,   GUMBO_TAG_RP,       GUMBO_TAG_RT,       GUMBO_TAG_RTC,
         GUMBO_TAG_TBODY, GUMBO_TAG_TD,   GUMBO_TAG_TFOOT,    GUMBO_TAG_TH,       GUMBO_TAG_THEAD,
         GUMBO_TAG_TR});
    set(Kind::formatting, {GUMBO_TAG_B, GUMBO_TAG_BIG, GUMBO_TAG_CODE, GUMBO_TAG_EM, GUMBO_TAG_FONT,
                           GUMBO_TAG_I, GUMBO_TAG_NOBR, GUMBO_TAG_S, GUMBO_TAG_SMALL,
                           GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_TT, GUMBO_TAG_U});
    set(Kind::raw,
        {GUMBO_TAG_IFRAME, GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_PLAINTEXT,
         GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEXTAREA, GUMBO_TAG_TITLE, GUMBO_TAG_XMP});
    return kinds;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// An end tag does not reach through these to what is open around them (HTML standard §13.2.4.2).
bool is_barrier(GumboTag tag) {
    return tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_OBJECT || tag == GUMBO_TAG_APPLET ||
           tag == GUMBO_TAG_MARQUEE || tag == GUMBO_TAG_CAPTION || tag == GUMBO_TAG_TEMPLATE;
}

/// Where tags mean something else: script and title in here need not hold raw text.
bool is_foreign(GumboTag tag) {
    return tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH || tag == GUMBO_TAG_SELECT ||
           tag == GUMBO_TAG_FRAMESET;
}

bool is_drawing(GumboTag tag) {
    return tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH;
}

/// Where HTML may stand inside a drawing or formula (HTML standard §13.2.6: integration points),
/// and select, which libgumbo takes for HTML's there. It aborts on tables inside; without these
/// tags none gets there, as a table ends the drawing.
bool leads_out_of_drawing(GumboTag tag) {
    return tag == GUMBO_TAG_FOREIGNOBJECT || tag == GUMBO_TAG_DESC || tag == GUMBO_TAG_TITLE ||
           tag == GUMBO_TAG_SELECT || tag == GUMBO_TAG_ANNOTATION_XML || tag == GUMBO_TAG_MI ||
           tag == GUMBO_TAG_MO || tag == GUMBO_TAG_MN || tag == GUMBO_TAG_MS ||
           tag == GUMBO_TAG_MTEXT;
}

/// Reads tags only, counts what a tree builder would have open, and notes what to leave out.
class Guard {
public:
    Guard(std::string_view html, const HtmlLimits& limits)
        : html_(html.substr(0, limits.bytes)), limits_(limits), cut_(html.size() > limits.bytes) {
        open_.reserve(limits.depth);
    }

    std::optional<std::string> run() {
        while (at_ < html_.size()) {
            at_ = std::min(html_.find('<', at_), html_.size());
            if (at_ + 1 < html_.size()) {
                read_markup();
            } else {
                at_ = html_.size();
            }
        }
        if (!cut_ && drops_.empty()) return std::nullopt;
        std::string kept;
        kept.reserve(html_.size());
        std::size_t from = 0;
        for (const auto& drop : drops_) {
            kept += html_.substr(from, drop.begin - from);
            from = drop.end;
        }
        return kept += html_.substr(from);
    }

private:
    struct TagEnd {
        std::size_t end;            // behind the '>'
        std::size_t surplus;        // where the attributes beyond the limit begin; npos if none do
        bool self_closing = false;  // "/>"
    };

    void read_markup() {
        const char next = html_[at_ + 1];
        if (is_letter(next)) {
            read_start_tag();
        } else if (next == '/' && at_ + 2 < html_.size() && is_letter(html_[at_ + 2])) {
            read_end_tag();
        } else if (html_.substr(at_, 4) == "<!--") {
            const auto end = html_.find("-->", at_ + 2);
            at_ = end == std::string_view::npos ? html_.size() : end + 3;
        } else if (next == '!' || next == '?' || next == '/') {
            const auto end = html_.find('>', at_ + 1);
            at_ = end == std::string_view::npos ? html_.size() : end + 1;
        } else {
            ++at_;
        }
    }

    std::string_view name_at(std::size_t at) const {
        std::size_t end = at;
        while (end < html_.size() && !is_blank(html_[end]) && html_[end] != '/' &&
               html_[end] != '>') {
            ++end;
        }
        return html_.substr(at, end - at);
    }

    static GumboTag tag_of(std::string_view name) {
        constexpr std::size_t kLongestName = 64;  // no element's name is longer
        if (name.size() > kLongestName) return GUMBO_TAG_UNKNOWN;
        return gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
    }

    std::size_t skip_value(std::size_t at) const {
        while (at < html_.size() && is_blank(html_[at])) ++at;
        if (at == html_.size()) return at;
        if (html_[at] == '"' || html_[at] == '\'') {
            const auto end = html_.find(html_[at], at + 1);
            return end == std::string_view::npos ? html_.size() : end + 1;
        }
        while (at < html_.size() && !is_blank(html_[at]) && html_[at] != '>') ++at;
        return at;
    }

    TagEnd find_tag_end(std::size_t at) const {
        TagEnd tag{html_.size(), std::string_view::npos};
        for (std::size_t count = 0; at < html_.size();) {
            if (html_[at] == '>') {
                tag.self_closing = html_[at - 1] == '/';
                tag.end = at + 1;
                return tag;
            }
            if (is_blank(html_[at]) || html_[at] == '/') {
                ++at;
                continue;
            }
            if (++count == limits_.attributes + 1) tag.surplus = at;
            ++at;
            while (at < html_.size() && !is_blank(html_[at]) && html_[at] != '/' &&
                   html_[at] != '>' && html_[at] != '=') {
                ++at;
            }
            std::size_t after = at;
            while (after < html_.size() && is_blank(html_[after])) ++after;
            if (after < html_.size() && html_[after] == '=') at = skip_value(after + 1);
        }
        return tag;
    }

    void drop(std::size_t begin, std::size_t end) { drops_.push_back({begin, end}); }

    void end_here() {
        html_ = html_.substr(0, at_);
        cut_ = true;
    }

    void read_start_tag() {
        const auto name = name_at(at_ + 1);
        const auto tag = tag_of(name);
        const auto read = find_tag_end(at_ + 1 + name.size());
        if (++tags_ > limits_.tags) return end_here();
        if (!open(tag, read.self_closing)) {
            drop(at_, read.end);
        } else if (read.surplus != std::string_view::npos) {
            drop(read.surplus, std::max(read.surplus, read.end - 1));
        }
        at_ = read.end;
        if (kind_of(tag) == Kind::raw && foreign_ == 0) skip_raw(tag, name);
    }

    /// False if the tag must go.
    bool open(GumboTag tag, bool self_closing) {
        if (drawings_ > 0 && leads_out_of_drawing(tag)) {
            if (!self_closing) ++dropped_[tag];
            return false;
        }
        switch (kind_of(tag)) {
            case Kind::empty:
            case Kind::implied:
                return true;
            case Kind::raw:
                return true;
            case Kind::formatting:
                if (formatting_ >= limits_.formatting) {
                    ++dropped_[tag];
                    return false;
                }
                ++formatting_;
                ++formats_[tag];
                return true;
            case Kind::nests:
                break;
        }
        if (self_closing && foreign_ > 0) return true;
        if (open_.size() >= limits_.depth) {
            ++dropped_[tag];
            return false;
        }
        open_.push_back(tag);
        if (is_foreign(tag)) ++foreign_;
        if (is_drawing(tag)) ++drawings_;
        return true;
    }

    void read_end_tag() {
        const auto name = name_at(at_ + 2);
        const auto tag = tag_of(name);
        const auto end = find_tag_end(at_ + 2 + name.size()).end;
        if (dropped_[tag] > 0) {
            --dropped_[tag];
            drop(at_, end);
        } else if (kind_of(tag) == Kind::formatting) {
            if (formats_[tag] > 0) {
                --formats_[tag];
                --formatting_;
            }
        } else if (kind_of(tag) == Kind::nests) {
            close(tag);
        }
        at_ = end;
    }

    void close(GumboTag tag) {
        for (std::size_t i = open_.size(); i-- > 0;) {
            if (open_[i] == tag) {
                for (std::size_t j = i; j < open_.size(); ++j) {
                    if (is_foreign(open_[j])) --foreign_;
                    if (is_drawing(open_[j])) --drawings_;
                }
                open_.resize(i);
                return;
            }
            if (is_barrier(open_[i]) && tag != GUMBO_TAG_TABLE) return;
        }
    }

    void skip_raw(GumboTag tag, std::string_view name) {
        while (tag != GUMBO_TAG_PLAINTEXT && at_ < html_.size()) {
            at_ = html_.find("</", at_);
            if (at_ == std::string_view::npos) break;
            if (equal_ignoring_ascii_case(html_.substr(at_ + 2, name.size()), name)) return;
            at_ += 2;
        }
        at_ = html_.size();
    }

    static Kind kind_of(GumboTag tag) {
        static const auto kKinds = make_kinds();
        return kKinds[tag];
    }

    std::string_view html_;
    const HtmlLimits& limits_;
    bool cut_;
    std::size_t at_ = 0;
    std::size_t tags_ = 0;
    std::vector<GumboTag> open_;
    std::size_t foreign_ = 0;
    std::size_t drawings_ = 0;
    std::size_t formatting_ = 0;
    std::array<std::size_t, GUMBO_TAG_LAST + 1> formats_{};
    std::array<std::size_t, GUMBO_TAG_LAST + 1> dropped_{};
    std::vector<Span> drops_;
};

}  // namespace

std::optional<std::string> bounded_html(std::string_view html, const HtmlLimits& limits) {
    return Guard(html, limits).run();
}

}  // namespace sawthis::fetchers
