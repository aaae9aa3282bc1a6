#include "matcher/newsworth.hpp"

#include <algorithm>
#include <array>

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

constexpr std::array<std::string_view, 10> kPromotion{
    " announces ", " introduces ", " offers ",  " reports ", " sponsor",
    " nasdaq ",    " otc ",        " tickets ", " pr ",      " sale now "};

}  // namespace

double weigh_news(std::string_view title, Facet facet) {
    const std::string padded = pad(title);
    switch (facet) {
        case Facet::company:
        case Facet::person:
            return (has_any(padded, kBigNews) ? 0.06 : 0.0) -
                   (has_any(padded, kForTraders) ? 0.12 : 0.0);
        case Facet::team:
            return has_any(padded, kTriumph) ? 0.05 : 0.0;
        case Facet::interest:
        case Facet::project:
            return has_any(padded, kPromotion) ? -0.06 : 0.0;
        case Facet::industry:
        case Facet::role:
        case Facet::place:
            return 0;
    }
    return 0;
}

}  // namespace sawthis::matcher
