#include "matcher/newsworth.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"

namespace sawthis::matcher {

namespace {

template <std::size_t n>
bool has_any(std::string_view padded, const std::array<std::string_view, n>& phrases) {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](auto phrase) { return padded.find(phrase) != std::string_view::npos; });
}

/// Folded words with one blank around each.
std::string pad(std::string_view title) {
    std::string out = " ";
    for (const Span& span : find_words(title)) {
        out += fold_case(title.substr(span.begin, span.end - span.begin)) + ' ';
    }
    return out;
}

// What changes a company, and what makes its people proud.
constexpr std::array<std::string_view, 34> kBigNews{
    " acquire",  " acquisition", " to buy ",       " buys ",         " takeover ", " merger ",
    " merge ",   " deal ",       " partners",      " unveils ",      " launches ", " launch ",
    " wins ",    " award",       " record ",       " breaks ",       " first ",    " raises ",
    " funding ", " names ",      " appoints ",     " new ceo ",      " expands ",  " to open ",
    " opens ",   " invest",      " agreement ",    " approval ",     " approves ", " fastest ",
    " bid ",     " contract ",   " breakthrough ", " joint venture "};

// For those who trade the shares rather than those who work there.
constexpr std::array<std::string_view, 30> kForTraders{" price target ",
                                                       " analyst",
                                                       " stock reports ",
                                                       " stocks to ",
                                                       " upgrade",
                                                       " downgrade",
                                                       " etf ",
                                                       " shares of ",
                                                       " dividend ",
                                                       " conference call ",
                                                       " to release ",
                                                       " zacks ",
                                                       " should you ",
                                                       " buy or sell ",
                                                       " rating ",
                                                       " stock market ",
                                                       " earnings preview ",
                                                       " what to expect ",
                                                       " earnings on ",
                                                       " outperform ",
                                                       " wall street ",
                                                       " share price ",
                                                       " market cap ",
                                                       " options traders ",
                                                       " insider ",
                                                       " 13f ",
                                                       " stock a ",
                                                       " stock falls ",
                                                       " stock rises ",
                                                       " falls "};

constexpr std::array<std::string_view, 20> kTriumph{
    " win ",    " wins ",  " beat ",     " beats ",   " title ",    " champion", " clinch",
    " final ",  " rout ",  " record ",   " victory ", " sign ",     " signs ",   " sweep",
    " playoff", " crush ", " dominate ", " top ",     " unbeaten ", " series "};

constexpr std::array<std::string_view, 22> kMilestones{
    " title ", " champion", " clinch", " final ", " finals ", " record ", " unbeaten ", " world series ", " super bowl ", " grand slam ", " playoff", " cup ", " sweep", " series ", " pennant ", " historic ", " milestone ", " first ", " crown", " trophy ", " captain ", " comeback "};
constexpr std::array<std::string_view, 16> kDefeat{
    " lose ", " loses ", " lost ", " loss ", " losing ", " defeat", " beaten ", " falls to ", " fall to ", " crash ", " stunned ", " routed ", " eliminated ", " slump", " injury ", " out for "};

constexpr std::array<std::string_view, 10> kPromotion{
    " announces ", " introduces ", " offers ",  " reports ", " sponsor",
    " nasdaq ",    " otc ",        " tickets ", " pr ",      " sale now "};

}  // namespace

Signs article_signs(const Article& article, const ArticleView& view) {
    Signs s{};
    const std::string padded = pad(article.title);
    const auto& title = article.title;
    s[0] = article.text.size() > 600;
    s[1] = static_cast<float>(std::log(static_cast<double>(article.text.size() + 50)) / 10);
    s[2] = static_cast<float>(std::count(padded.begin(), padded.end(), ' ')) / 15;
    s[3] = title.find('?') != std::string::npos;
    s[4] = !title.empty() && title[0] >= '0' && title[0] <= '9';
    s[5] = has_any(padded, kForTraders);
    s[6] = has_any(padded, kBigNews);
    s[7] = has_any(padded, kTriumph);
    s[8] = has_any(padded, kPromotion);
    s[9] = title.find(';') != std::string::npos || title.find('|') != std::string::npos;
    double most = 0;
    for (const auto& [sport, votes] : view.sports) most = std::max(most, votes);
    s[10] = static_cast<float>(std::min(most, 4.0) / 4);
    s[11] = view.title_case;
    const auto low = lower_ascii(std::string_view(article.text).substr(0, 300));
    s[12] = low.find("newswire") != std::string::npos || low.find("news direct") != std::string::npos || low.find("prnewswire") != std::string::npos || low.find("business wire") != std::string::npos || article.text.find("\nAbout ") != std::string::npos;
    s[13] = article.text.size() > 3000;
    s[14] = has_any(padded, kMilestones);
    s[15] = 1;
    s[16] = has_any(padded, kDefeat);
    return s;
}

}  // namespace sawthis::matcher
