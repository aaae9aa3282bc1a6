#include <algorithm>
#include <charconv>
#include <utility>

#include "fetchers/html_tree.hpp"
#include "fetchers/mail_lines.hpp"
#include "fetchers/mail_padding.hpp"

namespace sawthis::fetchers {

namespace {

bool starts_with_blank(std::string_view text) {
    return text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r') || text.starts_with("\xC2\xA0");
}

bool ends_with_blank(std::string_view text) {
    return text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r') ||
           text.ends_with("\xC2\xA0");
}

/// A style attribute without blanks, in lower case, with ";" at both ends.
std::string plain_style(std::string_view style) {
    constexpr std::size_t kMostRead = 1'000;
    std::string plain = ";";
    for (const char c : style.substr(0, kMostRead)) {
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') plain += c;
    }
    return lower_ascii(plain) + ";";
}

/// The number that follows `property` (";font-size:"); -1 if there is none.
double style_number(std::string_view style, std::string_view property) {
    const auto at = style.find(property);
    if (at == std::string_view::npos) return -1;
    const auto text = style.substr(at + property.size());
    double number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool is_hidden(const HtmlTree& tree, NodeId id) {
    if (tree.has_attribute(id, "hidden")) return true;
    const auto style = tree.attribute(id, "style");
    if (style.empty()) return false;
    const auto plain = plain_style(style);
    const auto holds = [&](std::string_view part) { return plain.find(part) != plain.npos; };
    return holds(";display:none") || holds(";visibility:hidden") || holds(";mso-hide:all") ||
           style_number(plain, ";max-height:") == 0 || style_number(plain, ";opacity:") == 0 ||
           (style_number(plain, ";font-size:") >= 0 && style_number(plain, ";font-size:") <= 2 &&
            !holds("em;") && !holds("rem;"));
}

bool is_strong(const HtmlTree& tree, NodeId id) {
    const Tag tag = tree[id].tag;
    if (tag == Tag::b || tag == Tag::strong) return true;
    const auto style = tree.attribute(id, "style");
    if (style.empty()) return false;
    const auto plain = plain_style(style);
    constexpr double kBold = 600;
    constexpr double kLarge = 20;  // pixels
    return plain.find(";font-weight:bold") != std::string::npos ||
           style_number(plain, ";font-weight:") >= kBold ||
           (style_number(plain, ";font-size:") >= kLarge && plain.find("px") != std::string::npos);
}

class HtmlLines {
public:
    explicit HtmlLines(const HtmlTree& tree) : tree_(tree) {}

    std::vector<MailLine> read() {
        for (NodeId at = 0; at < tree_.size() && lines_.size() < kMostLines;) {
            leave(at);
            const auto& node = tree_[at];
            if (node.tag == Tag::text) {
                add(node.text);
            } else if (is_unread(node.tag) || is_hidden(tree_, at)) {
                at = node.end;
                continue;
            } else {
                enter(at);
            }
            ++at;
        }
        flush();
        return std::move(lines_);
    }

private:
    void enter(NodeId at) {
        const auto& node = tree_[at];
        if (node.tag == Tag::br || is_block(node.tag)) {
            flush();
            if (node.end > at + 1) blocks_.push_back(node.end);
        }
        if (is_heading(node.tag)) heading_end_ = std::max(heading_end_, node.end);
        if (is_strong(tree_, at)) strong_end_ = std::max(strong_end_, node.end);
        if (node.tag == Tag::a && !tree_.attribute(at, "href").empty()) {
            url_ = trim(tree_.attribute(at, "href"));
            link_end_ = node.end;
            new_link_ = true;
        }
    }

    void leave(NodeId at) {
        while (!blocks_.empty() && at >= blocks_.back()) {
            flush();
            blocks_.pop_back();
        }
        at_ = at;
    }

    void add(std::string_view raw) {
        const auto shown = without_padding(raw);
        if (shown.empty()) return;
        const auto text = squeeze_space(shown);
        if (text.empty() || starts_with_blank(shown)) blank_ = true;
        if (text.empty()) return;
        if (blank_ && !line_.text.empty()) line_.text += ' ';
        const std::size_t begin = line_.text.size();
        line_.text += text;
        blank_ = ends_with_blank(shown);
        if (at_ < strong_end_ || at_ < heading_end_) strong_bytes_ += text.size();
        line_.heading = line_.heading || at_ < heading_end_;
        if (at_ >= link_end_ || line_.links.size() >= kMostLinksOfLine) return;
        if (new_link_ || line_.links.empty()) line_.links.push_back({url_, {begin, begin}});
        new_link_ = false;
        line_.links.back().where.end = line_.text.size();
    }

    void flush() {
        blank_ = false;
        const bool strong = strong_bytes_ * 10 >= line_.text.size() * 9;
        line_.heading = (line_.heading || strong) && line_.text.size() <= kLongestHeading;
        if (!line_.text.empty()) lines_.push_back(std::move(line_));
        line_ = {};
        strong_bytes_ = 0;
    }

    const HtmlTree& tree_;
    std::vector<MailLine> lines_;
    std::vector<NodeId> blocks_;
    MailLine line_;
    std::string url_;
    NodeId at_ = 0;
    NodeId link_end_ = 0;
    NodeId heading_end_ = 0;
    NodeId strong_end_ = 0;
    std::size_t strong_bytes_ = 0;
    bool blank_ = false;
    bool new_link_ = false;
};

}  // namespace

std::vector<MailLine> read_html_lines(std::string_view html) {
    const auto tree = HtmlTree::parse(html);
    if (!tree) return read_text_lines(html);
    return HtmlLines(*tree).read();
}

}  // namespace sawthis::fetchers
