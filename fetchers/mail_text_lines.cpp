#include <algorithm>
#include <utility>

#include "fetchers/mail_lines.hpp"
#include "fetchers/mail_padding.hpp"

namespace sawthis::fetchers {

namespace {

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

std::vector<MailLine> read_text_lines(std::string_view text) {
    return TextLines().read(text);
}

}  // namespace sawthis::fetchers
