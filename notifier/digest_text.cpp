#include <fmt/format.h>

#include <algorithm>

#include "notifier/digest_render.hpp"
#include "notifier/opener_view.hpp"

namespace sawthis::notifier {

namespace {

constexpr std::size_t kNarrowest = 40;

/// `word` cut into parts of at most `width` columns.
std::vector<std::string_view> cut_word(std::string_view word, std::size_t width) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    std::size_t columns = 0;
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t start = at;
        static_cast<void>(decode_utf8(word, at));
        const std::size_t wide = display_width(word.substr(start, at - start));
        if (columns + wide > width && start > begin) {
            parts.push_back(word.substr(begin, start - begin));
            begin = start;
            columns = 0;
        }
        columns += wide;
    }
    parts.push_back(word.substr(begin));
    return parts;
}

/// Lines of at most `width` columns, broken at blanks; a longer word is cut unless it is a link,
/// which would not open any more.
std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines{""};
    std::size_t columns = 0;
    for (const auto& word : split_list(text, ' ')) {
        const bool link = word.starts_with("https://") || word.starts_with("http://");
        const auto parts = link ? std::vector<std::string_view>{word} : cut_word(word, width);
        for (const auto part : parts) {
            const std::size_t wide = display_width(part);
            if (columns > 0 && columns + 1 + wide > width) {
                lines.emplace_back();
                columns = 0;
            }
            if (columns > 0) lines.back() += ' ';
            lines.back() += part;
            columns += wide + (columns > 0 ? 1 : 0);
        }
    }
    return lines;
}

// Stand for the two ends of a mark while lines are broken: no text from outside holds control
// characters any more, and they take no column.
constexpr char kMarkBegin = '\x01';
constexpr char kMarkEnd = '\x02';

/// Writes blocks of text; knows width and colour.
class Page {
public:
    explicit Page(const TextStyle& style)
        : colour_(style.colour), width_(std::max(style.width, kNarrowest)) {}

    /// `text` wrapped, each line behind `indent`; with colour in that of `code` (SGR parameters).
    void put(std::string_view indent, std::string_view text, std::string_view code = {}) {
        for (const auto& line : wrap(text, width_ - display_width(indent))) {
            out_ += line.empty() ? indent.substr(0, indent.find_last_not_of(' ') + 1) : indent;
            put_line(line, code);
        }
    }

    /// As put(), marked pieces between « and » or, with colour, bold.
    void put_marked(std::string_view indent, const std::vector<Piece>& pieces,
                    std::string_view quote = {}) {
        std::string text(quote);
        for (const auto& piece : pieces) {
            if (!piece.marked) {
                text += piece.text;
            } else if (colour_) {
                text.append({kMarkBegin}).append(piece.text).append({kMarkEnd});
            } else {
                text.append("«").append(piece.text).append("»");
            }
        }
        put(indent, text.append(quote));
    }

    /// The hole shows by its brackets and, with colour, bold.
    void put_draft_line(std::string_view indent, std::string_view line) {
        if (colour_) {
            put_marked(indent, cut_at_hole(line));
        } else {
            put(indent, line);
        }
    }

    void blank() { out_ += '\n'; }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void put_line(std::string_view line, std::string_view code) {
        if (!colour_) {
            out_.append(line).append("\n");
            return;
        }
        const std::string plain = fmt::format("\x1b[0{}{}m", code.empty() ? "" : ";", code);
        if (!code.empty()) out_ += plain;
        if (in_mark_) out_ += kBold;
        for (const char c : line) {
            if (c == kMarkBegin || c == kMarkEnd) {
                in_mark_ = c == kMarkBegin;
                out_ += in_mark_ ? kBold : plain;
            } else {
                out_ += c;
            }
        }
        if (in_mark_ || !code.empty()) out_ += "\x1b[0m";
        out_ += '\n';
    }

    static constexpr std::string_view kBold = "\x1b[1m";

    bool colour_;
    bool in_mark_ = false;  // a mark goes on from the line before
    std::size_t width_;
    std::string out_;
};

constexpr std::string_view kIndent = "   ";
constexpr std::string_view kStrong = "1";
constexpr std::string_view kQuiet = "2";
constexpr std::string_view kLink = "4;34";

void put_article(Page& page, const OpenerView& view) {
    page.put_marked(kIndent, view.title);
    std::string origin = view.source + (view.source.empty() ? "" : ", ") + view.age;
    if (!view.also.empty()) origin += "; " + view.also;
    page.put(kIndent, origin, kQuiet);
    if (!view.link.empty()) page.put(kIndent, view.link, kLink);
    if (!view.excerpt.empty()) {
        page.blank();
        page.put_marked(kIndent, view.excerpt, "\"");
    }
}

void put_message(Page& page, const OpenerView& view) {
    std::string by = "By " + view.medium;
    if (!view.address.empty()) by += " to " + view.address;
    if (!view.medium_why.empty()) by += " (" + view.medium_why + ")";
    page.put(kIndent, by);
    constexpr std::string_view kBar = "   │ ";
    if (!view.subject.empty()) page.put(kBar, "Subject: " + view.subject, kQuiet);
    std::string_view draft = view.draft;
    while (true) {
        const auto end = draft.find('\n');
        page.put_draft_line(kBar, draft.substr(0, end));
        if (end == std::string_view::npos) break;
        draft.remove_prefix(end + 1);
    }
}

void put_opener(Page& page, std::size_t number, const Opener& opener, Instant now) {
    const OpenerView view = view_of(opener, now);
    page.put("",
             fmt::format("{}. {}{}{}", number, view.name, view.position.empty() ? "" : ", ",
                         view.position),
             kStrong);
    if (!view.reason.empty()) page.put(kIndent, view.reason);
    page.blank();
    put_article(page, view);
    page.blank();
    put_message(page, view);
    if (!view.answer.empty()) page.put(kIndent, "Then: " + view.answer, kQuiet);
    page.blank();
}

void put_with_care(Page& page, const Digest& digest) {
    page.put("", "With care", kStrong);
    page.put("", "Hard news for people you know. Whether and how to write is yours to decide.",
             kQuiet);
    page.blank();
    for (const auto& note : digest.with_care) {
        const OpenerView view = view_of(note, digest.made);
        page.put(kIndent, fmt::format("{}{}{}", view.name, view.position.empty() ? "" : ", ",
                                      view.position));
        page.put(kIndent, view.reason);
        put_article(page, view);
        page.blank();
    }
}

}  // namespace

std::string render_digest_text(const Digest& digest, const TextStyle& style) {
    Page page(style);
    page.put("", "Saw this, thought of you: " + short_day(digest.made), kStrong);
    page.put("", summary_of(digest));
    page.blank();
    std::size_t number = 0;
    for (const auto& opener : digest.openers) put_opener(page, ++number, opener, digest.made);
    if (digest.openers.empty()) {
        for (const auto& line : advice_for_empty(digest)) page.put("", line);
    }
    if (digest.openers.empty() && !digest.with_care.empty()) page.blank();
    if (!digest.with_care.empty()) put_with_care(page, digest);
    for (const auto& line : held_back_in(digest)) page.put("", line, kQuiet);
    return page.take();
}

}  // namespace sawthis::notifier
