#include "fetchers/headline_links.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "core/text.hpp"
#include "fetchers/link_title.hpp"
#include "fetchers/newsletter_words.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kLongestTitle = 300;

std::string_view words_of(const MailLine& line, const MailLink& link) {
    return std::string_view(line.text).substr(link.where.begin, link.where.end - link.where.begin);
}

/// Bullets, numbers of a list, arrows and blanks at both ends of a title are no part of it.
std::string trim_title(std::string_view text) {
    constexpr std::string_view kOrnaments[] = {"•", "·", "–", "—", "▪", "►", "→", "»",
                                               "›", "*", "-", "|", ">", "#", " "};
    bool changed = true;
    while (changed) {
        changed = false;
        for (const auto ornament : kOrnaments) {
            if (text.starts_with(ornament)) {
                text.remove_prefix(ornament.size());
                changed = true;
            }
            if (text.ends_with(ornament)) {
                text.remove_suffix(ornament.size());
                changed = true;
            }
        }
    }
    const auto digits = text.find_first_not_of("0123456789");
    const bool numbered =
        digits != std::string_view::npos && digits > 0 && digits <= 2 &&
        (text.substr(digits).starts_with(". ") || text.substr(digits).starts_with(") "));
    if (numbered) text.remove_prefix(digits + 2);
    return std::string(text);
}

bool is_title(std::string_view text) {
    constexpr std::size_t kShortest = 12;
    constexpr std::size_t kFewestWords = 3;
    return text.size() >= kShortest && text.size() <= kLongestTitle &&
           judge_mail_line(text) == MailNote::none && is_telling(text) &&
           find_words(text).size() >= kFewestWords;
}

struct Found {
    std::size_t title_line = 0;
    std::size_t link_line = 0;
    HeadlineLink link;
    bool text_above = false;  // between title and link, rather than below
};

class HeadlineFinder {
public:
    HeadlineFinder(std::span<const MailLine> lines, std::size_t most)
        : lines_(lines), most_(most) {}

    HeadlineList run() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            for (const auto& link : lines_[i].links) {
                if (found_.size() < most_) consider(i, link);
            }
        }
        return finish();
    }

private:
    void consider(std::size_t at, const MailLink& link) {
        const auto url = net::parse_url(link.url);
        if (!url || is_business_address(*url)) return;
        auto canonical = net::canonical_url(*url);
        if (canonical.empty() || is_business_address(canonical)) return;
        if (known_.contains(canonical)) return;
        auto found = title_of(at, link);
        if (!found) return;
        known_.insert(canonical);
        found->link.url = std::move(canonical);
        free_ = at + 1;
        found_.push_back(std::move(*found));
    }

    std::optional<Found> title_of(std::size_t at, const MailLink& link) const {
        const auto& line = lines_[at];
        const auto words = trim_title(words_of(line, link));
        const bool stands_out = line.heading || words.size() * 10 >= line.text.size() * 6;
        if (stands_out && is_title(words)) return Found{at, at, {words, "", ""}, false};
        if (!words.empty() && is_telling(words)) return std::nullopt;  // a link within prose
        return title_above(at, line);
    }

    /// Of a link that says nothing: the last heading since the headline before, else the first line
    /// if that is short.
    std::optional<Found> title_above(std::size_t at, const MailLine& line) const {
        constexpr std::size_t kMostLinesAbove = 8;
        const std::size_t first = std::max(free_, at - std::min(at, kMostLinesAbove));
        std::optional<std::size_t> best;
        for (std::size_t i = first; i < at; ++i) {
            if (is_title(lines_[i].text) && lines_[i].heading) best = i;
        }
        for (std::size_t i = first; i < at && !best; ++i) {
            if (lines_[i].text.size() <= kLongestTitle / 2 && is_title(lines_[i].text)) best = i;
        }
        if (best) return Found{*best, at, {trim_title(lines_[*best].text), "", ""}, true};
        // "Headline: https://example.org/a" on one line.
        auto own = trim_title(line.text);
        if (own.ends_with(':')) own.pop_back();
        const bool bare =
            line.links.size() == 1 && line.links[0].where.begin == line.links[0].where.end;
        if (bare && is_title(own)) return Found{at, at, {own, "", ""}, false};
        return std::nullopt;
    }

    /// Text and list-ness, once all headlines are known.
    HeadlineList finish() {
        HeadlineList list;
        std::size_t listed = 0;
        constexpr std::size_t kMostOfOne = 600;  // of a longer text the mail is the article
        for (std::size_t i = 0; i < found_.size(); ++i) {
            auto& found = found_[i];
            const auto next = i + 1 < found_.size() ? found_[i + 1].title_line : lines_.size();
            const auto begin = found.title_line + 1;
            const auto end = found.text_above ? found.link_line : next;
            found.link.text = text_between(begin, std::max(begin, end), next);
            listed += std::min(found.link.title.size() + found.link.text.size(), kMostOfOne);
            list.links.push_back(std::move(found.link));
        }
        std::size_t whole = 0;
        for (const auto& line : lines_) whole += line.text.size();
        constexpr std::size_t kFewest = 3;
        list.is_list = list.links.size() >= kFewest && listed * 10 >= whole * 6;
        return list;
    }

    std::string text_between(std::size_t begin, std::size_t end, std::size_t next) const {
        constexpr std::size_t kMostBytes = 4'000;
        std::string text;
        for (std::size_t i = begin; i < std::min(end, next); ++i) {
            const auto& line = lines_[i];
            if (line.heading) break;  // of the next section
            if (line.text.empty() || is_hollow_line(line)) continue;
            if (text.size() + line.text.size() > kMostBytes) break;
            if (!text.empty()) text += '\n';
            text += line.text;
        }
        return text;
    }

    std::span<const MailLine> lines_;
    std::size_t most_;
    std::vector<Found> found_;
    std::unordered_set<std::string> known_;
    std::size_t free_ = 0;  // lines before belong to a headline
};

}  // namespace

bool is_hollow_line(const MailLine& line) {
    std::size_t hollow = 0;
    for (const auto& link : line.links) {
        const auto words = trim_title(words_of(line, link));
        if (words.empty() || !is_telling(words)) hollow += link.where.end - link.where.begin;
    }
    return !line.links.empty() && hollow * 10 >= line.text.size() * 7;
}

HeadlineList find_headline_links(std::span<const MailLine> lines, std::size_t most) {
    return HeadlineFinder(lines, most).run();
}

}  // namespace sawthis::fetchers
