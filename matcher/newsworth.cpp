#include "matcher/newsworth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/text.hpp"

namespace sawthis::matcher {

namespace {

bool has_any(std::string_view text, std::span<const std::string_view> phrases) {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](auto phrase) { return text.find(phrase) != std::string_view::npos; });
}

/// What a release says of itself before its news or at its foot.
bool is_wire_release(const Article& article) {
    constexpr std::array<std::string_view, 4> kWires{"newswire", "news direct", "prnewswire",
                                                     "business wire"};
    const auto start = lower_ascii(std::string_view(article.text).substr(0, 300));
    return has_any(start, kWires) || article.text.find("\nAbout ") != std::string::npos;
}

/// Where each sign of the event stands among those of the article.
constexpr std::array<std::size_t, kEventSigns> kPlaces{6,  17, 18, 19, 14, 5,  8, 20,
                                                       21, 22, 23, 7,  16, 24, 25};

}  // namespace

double sport_votes(const ArticleView& view) {
    double most = 0;
    for (const auto& [sport, votes] : view.sports) most = std::max(most, votes);
    return most;
}

bool speaks_of_sport(const ArticleView& view) {
    constexpr std::size_t kLong = 1'500;  // one word of a sport is soon met in as many bytes
    return sport_votes(view) >= (view.article.text.size() > kLong ? 2 : 1);
}

ArticleSigns article_signs(const Article& article, const ArticleView& view) {
    ArticleSigns s{};
    const auto& title = article.title;
    s[0] = article.text.size() > 600;
    s[1] = static_cast<float>(std::log(static_cast<double>(article.text.size() + 50)) / 10);
    s[2] = static_cast<float>(find_words(title).size() + 1) / 15;
    s[3] = title.find('?') != std::string::npos;
    s[4] = !title.empty() && title[0] >= '0' && title[0] <= '9';
    s[9] = title.find(';') != std::string::npos || title.find('|') != std::string::npos;
    s[10] = static_cast<float>(std::min(sport_votes(view), 4.0) / 4);
    s[11] = view.title_case;
    s[12] = is_wire_release(article);
    s[13] = article.text.size() > 3000;
    s[kPresent] = 1;
    for (std::size_t i = 0; i < kEventSigns; ++i) s[kPlaces[i]] = view.event.signs[i];
    return s;
}

}  // namespace sawthis::matcher
