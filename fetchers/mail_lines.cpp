#include "fetchers/mail_lines.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "fetchers/html_tree.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kLongestHeading = 250;
constexpr std::size_t kMostLines = 20'000;
constexpr std::size_t kMostLinksOfLine = 200;

/// Characters without width that mails are padded with: the preview of an inbox shall end there.
/// Joiners stay between the letters of scripts, and the parts of emoji, that need them.
std::string without_padding(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool in_word = false;
    std::string_view joiner;  // seen behind a letter, not yet before one
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = decode_utf8(text, at);
        const auto bytes = text.substr(begin, at - begin);
        const bool filler = c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || c == 0x200B ||
                            c == 0x2060 || c == 0xFEFF;
        const bool joins = c >= 0x200C && c <= 0x200F;
        if (joins && in_word) joiner = bytes;
        if (filler || joins) continue;
        constexpr char32_t kPictures = 0x1F000;
        in_word = c >= 0x80 && (is_word_character(c) || c >= kPictures || c == 0xFE0F ||
                                (c >= 0x2600 && c < 0x2800));
        if (in_word) out += joiner;
        joiner = {};
        out += bytes;
    }
    return out;
}

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

/// "----", "* * *", "--": parts what stands around it, or underlines what stands before.
bool is_rule(std::string_view line) {
    return line.size() >= 2 && line.find_first_not_of("-=_*~#+. ") == std::string_view::npos;
}

bool starts_item(std::string_view line) {
    if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return true;
    for (const std::string_view bullet : {"•", "·", "–", "—", "▪", "►", "→", "#", ">"}) {
        if (line.starts_with(bullet)) return true;
    }
    const auto digits = line.find_first_not_of("0123456789");
    return digits != std::string_view::npos && digits > 0 && digits <= 2 &&
           (line[digits] == '.' || line[digits] == ')');
}

std::size_t find_address(std::string_view text, std::size_t from) {
    return std::min(text.find("http://", from), text.find("https://", from));
}

/// Takes the addresses out of a paragraph; each leaves an empty place behind.
MailLine line_of(std::string_view text) {
    MailLine line;
    std::size_t at = 0;
    while (line.links.size() < kMostLinksOfLine) {
        const auto begin = find_address(text, at);
        if (begin == std::string_view::npos) break;
        auto end = std::min(text.find_first_of(" \t<>\"[]", begin), text.size());
        while (end > begin &&
               std::string_view(".,;:!?)'").find(text[end - 1]) != std::string_view::npos) {
            --end;
        }
        auto before = text.substr(at, begin - at);
        at = end;
        const bool wrapped = !before.empty() && at < text.size() &&
                             ((before.back() == '<' && text[at] == '>') ||
                              (before.back() == '(' && text[at] == ')') ||
                              (before.back() == '[' && text[at] == ']'));
        if (wrapped) {
            before.remove_suffix(1);
            ++at;
        }
        line.text += before;
        line.links.push_back({std::string(text.substr(begin, end - begin)), {}});
        line.links.back().where = {line.text.size(), line.text.size()};
    }
    line.text += text.substr(at);
    const auto squeezed = squeeze_space(line.text);
    for (auto& link : line.links) {
        const auto place = std::min(link.where.begin, squeezed.size());
        link.where = {place, place};
    }
    line.text = squeezed;
    return line;
}

class TextLines {
public:
    std::vector<MailLine> read(std::string_view text) {
        while (!text.empty() && lines_.size() < kMostLines) {
            const auto end = std::min(text.find('\n'), text.size());
            add(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        flush();
        return std::move(lines_);
    }

private:
    void add(std::string_view raw) {
        const auto line = squeeze_space(without_padding(raw));
        if (line.empty() || is_rule(line)) {
            const bool underlined = !line.empty() && !paragraph_.empty();
            flush();
            if (underlined && !lines_.empty() && lines_.back().text.size() <= kLongestHeading) {
                lines_.back().heading = true;
            }
            return;
        }
        // Wrapped text fills its lines; what ends early was meant to end there.
        constexpr std::size_t kFull = 55;
        constexpr std::size_t kLongestParagraph = 20'000;
        const bool goes_on = last_size_ >= kFull && paragraph_.size() < kLongestParagraph &&
                             !starts_item(line) && find_address(line, 0) != 0 && !ends_in_address_;
        if (!goes_on) flush();
        if (!paragraph_.empty()) paragraph_ += ' ';
        paragraph_ += line;
        last_size_ = line.size();
        const auto word = line.rfind(' ');
        const auto last = std::string_view(line).substr(word == std::string::npos ? 0 : word + 1);
        ends_in_address_ = find_address(last, 0) != std::string_view::npos;
    }

    void flush() {
        last_size_ = 0;
        ends_in_address_ = false;
        if (paragraph_.empty()) return;
        auto line = line_of(paragraph_);
        paragraph_.clear();
        if (!line.text.empty() || !line.links.empty()) lines_.push_back(std::move(line));
    }

    std::vector<MailLine> lines_;
    std::string paragraph_;
    std::size_t last_size_ = 0;
    bool ends_in_address_ = false;
};

}  // namespace

std::vector<MailLine> read_html_lines(std::string_view html) {
    const auto tree = HtmlTree::parse(html);
    if (!tree) return read_text_lines(html);
    return HtmlLines(*tree).read();
}

std::vector<MailLine> read_text_lines(std::string_view text) {
    return TextLines().read(text);
}

}  // namespace sawthis::fetchers
