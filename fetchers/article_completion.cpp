#include "fetchers/article_completion.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "core/text.hpp"
#include "fetchers/record_days.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kShortestArticle = 800;  // characters
constexpr std::size_t kLongestTeaser = 4'000;  // bytes
constexpr std::size_t kMostTextBytes = std::size_t{256} << 10U;
constexpr std::size_t kMostAuthorBytes = 500;
constexpr std::size_t kMostTitleBytes = 1'000;

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) >> 6U) != 2;
    }));
}

std::string_view without_ellipsis(std::string_view text) {
    for (const std::string_view sign : {"…", "...", "[…]", "[...]", "(…)", "(...)"}) {
        if (text.ends_with(sign)) return trim(text.substr(0, text.size() - sign.size()));
    }
    return text;
}

/// The last line invites to read on.
bool invites(std::string_view text) {
    static constexpr std::array<std::string_view, 17> kInvitations{
        "read more",      "continue reading", "read the full",      "full story", "read on",
        "weiterlesen",    "mehr lesen",       "lire la suite",      "lire plus",  "leer mas",
        "seguir leyendo", "leggi tutto",      "continua a leggere", "leia mais",  "lees verder",
        "las mer",        "czytaj wiecej"};
    constexpr std::size_t kTail = 80;
    const auto tail = fold_case(text.substr(text.size() - std::min(kTail, text.size())));
    return std::any_of(kInvitations.begin(), kInvitations.end(), [&](std::string_view words) {
        return tail.find(words) != std::string::npos;
    });
}

std::unordered_set<std::string> words_of(std::string_view text) {
    std::unordered_set<std::string> words;
    const auto folded = fold_case(text);
    for (const auto& word : find_words(folded)) {
        words.insert(folded.substr(word.begin, word.end - word.begin));
    }
    return words;
}

/// By its words, as sites give the headline of their lists another form than that of the page.
bool speaks_of(const PageArticle& page, std::string_view title) {
    constexpr std::size_t kOpening = 8'000;
    const auto wanted = words_of(title);
    auto found = words_of(page.title);
    found.merge(words_of(std::string_view(page.text).substr(0, kOpening)));
    const auto common = std::count_if(wanted.begin(), wanted.end(), [&](const std::string& word) {
        return found.count(word) > 0;
    });
    return 2 * static_cast<std::size_t>(common) >= wanted.size();
}

/// A title that stands at the start of the text was made from it, or is repeated there.
bool lacks_title(const Article& article, std::string_view page_title) {
    const auto start = without_ellipsis(article.title);
    if (start.size() < article.title.size()) return page_title.starts_with(start);
    return article.title.empty() || article.text.starts_with(article.title);
}

}  // namespace

bool is_teaser(std::string_view text) {
    if (count_characters(text) < kShortestArticle) return true;
    if (text.size() > kLongestTeaser) return false;
    return without_ellipsis(text).size() < text.size() || invites(text);
}

std::optional<Article> complete_article(const Article& article, const PageArticle& page) {
    const auto had = without_ellipsis(article.text).size();
    if (trim(page.text).size() <= had || !speaks_of(page, article.title)) return std::nullopt;
    Article completed = article;
    const auto title = squeeze_space(one_line(page.title));
    if (!title.empty() && lacks_title(article, title)) {
        completed.title = shorten(title, kMostTitleBytes);
    }
    completed.text = shorten(page.text, kMostTextBytes);
    if (completed.author.empty()) {
        completed.author = shorten(squeeze_space(one_line(page.byline)), kMostAuthorBytes);
    }
    if (completed.language.empty()) completed.language = page.language;
    if (!completed.published) completed.published = instant_of(page.published);
    return completed;
}

}  // namespace sawthis::fetchers
