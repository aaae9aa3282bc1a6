#include "index/story_verdict.hpp"

#include <algorithm>
#include <cmath>

namespace sawthis::index {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kLongText = 60;  // shingles
constexpr std::size_t kSomeText = 20;  // so many are more than a headline

/// Whether two of one site have titles that share most of their words, as those of one mould do.
bool is_titled_alike(const Similarity& alike) {
    return alike.same_site && alike.title >= 0.5 && alike.title_words >= 6;
}

/// Whether the texts can be taken at their word. Some pages give each of their articles the text of
/// another one, or a list of headlines: then titles and texts have nothing to do with each other.
bool is_trusted(const Similarity& alike) {
    if (alike.shingles < kLongText) return alike.title > 0 || alike.supported >= 0.3;
    if (alike.other_subject) return false;
    if (alike.title >= 0.3) return true;
    if (alike.text >= 0.5 && alike.title < 0.2) {
        return alike.supported >= 0.65 || (alike.supported > 0.3 && alike.best_supported >= 0.75);
    }
    return alike.supported >= 0.45;
}

/// Whether one of two sites has the same headline over a part of the other's text.
bool is_excerpt(const Similarity& alike) {
    return !alike.same_site && alike.title >= 0.9 && alike.title_words >= 4 &&
           alike.shingles >= kSomeText && alike.containment >= 0.8;
}

/// One long text on two sites, word for word, whatever each makes of the headline.
bool is_reprint(const Similarity& alike) {
    return !alike.same_site && alike.shingles >= kLongText && alike.text >= 0.9 &&
           !alike.other_figures;
}

/// A text told twice, be it under another headline. Releases of one mould differ in what their
/// titles name, and reports of one series in their figures.
bool is_copy(const Similarity& alike, std::chrono::seconds apart) {
    if (!is_trusted(alike) || alike.other_figures) return false;
    if (alike.same_site && alike.other_subject) return false;
    if (is_titled_alike(alike) && alike.shingles >= kLongText && alike.other_words) return false;
    if (is_excerpt(alike) && alike.foreign <= 0.2) return true;
    const bool is_teaser = alike.containment >= 0.9 && alike.text >= 0.1 && alike.title >= 0.3;
    if (is_teaser && alike.foreign <= 0.2 && apart <= 96h) return true;
    if (alike.beginning < 0.3) return false;
    if (alike.text >= 0.8) return alike.foreign <= 0.3;
    const bool same_text = alike.text >= 0.55 || (alike.containment >= 0.75 && alike.text >= 0.2);
    return same_text && alike.foreign <= 0.12 && apart <= 72h;
}

/// A good part of a text, told with other words around it.
bool is_rewrite(const Similarity& alike, std::chrono::seconds apart) {
    if (is_titled_alike(alike) && alike.other_names) return false;
    return alike.text >= 0.2 && alike.containment >= 0.4 && is_trusted(alike) &&
           !alike.other_figures && alike.foreign <= 0.12 && apart <= 36h &&
           ((alike.beginning >= 0.35 && alike.title >= 0.25) ||
            (alike.beginning >= 0.5 && alike.text >= 0.35));
}

/// Titles of one mould ("... is investigating claims on behalf of ...") that name different things.
/// Of two sites, both titles may say it in other words: there their texts have to bear the names
/// out.
bool is_mould(const Similarity& alike) {
    const bool much_shared = alike.title >= 0.5 && alike.title_words >= 6;
    const bool names_differ = alike.foreign >= 0.2;
    if (much_shared && alike.other_subject && (alike.same_site || names_differ)) return true;
    if (much_shared && alike.title_weight >= 75 && names_differ) return true;
    const bool mostly_names = alike.least_foreign >= 0.5;
    return alike.same_site && alike.title >= 0.4 && alike.title_words >= 5 && mostly_names;
}

/// Whether the texts are of neither article, as where a page shows another one's: what they say of
/// the titles is next to nothing.
bool are_borrowed(const Similarity& alike) {
    return alike.best_supported < 0.3 || (alike.text >= 0.5 && alike.best_supported < 0.45);
}

/// Whether the headlines alone, where texts are borrowed, are of the same news.
bool is_same_headline(const Similarity& alike, std::chrono::seconds apart) {
    return alike.title >= 0.25 && alike.title_words >= 3 && !alike.other_subject &&
           !is_titled_alike(alike) && apart <= 6h;
}

/// In doublings of three hours: what is told a day later is mostly told of something new.
double distance(std::chrono::seconds apart) {
    return std::log2(1 + std::chrono::duration<double, std::ratio<3600>>(apart).count() / 3);
}

/// Whether two long texts tell the same in other words. The logarithm of the odds is a sum, fitted
/// by logistic regression to pairs of articles that were read and judged, as for short ones.
bool is_same_long_report(const Similarity& alike, std::chrono::seconds apart) {
    if (are_borrowed(alike)) return is_same_headline(alike, apart);
    if (!is_trusted(alike)) return false;
    double odds = -0.8 - 0.67 * distance(apart) + 3.4 * alike.covered - 5.6 * alike.least_foreign;
    if (alike.same_site && alike.other_subject) odds -= 2.73;
    if (is_titled_alike(alike) && alike.other_names) odds -= 2.32;
    return odds >= 0.7;
}

/// Whether two have something of their own in common, not only what all reports on the matter have:
/// two of the six rarest words, one and two fifths of each title, or two thirds of the titles.
bool is_specific(const Similarity& alike) {
    return alike.covered + 1.5 * alike.rarest >= 0.65;
}

/// Whether two tell the same of which at least one is but a teaser.
bool is_same_short_report(const Similarity& alike, std::chrono::seconds apart) {
    if (!is_specific(alike)) return false;
    const bool telling = alike.weight >= 35 || (alike.title_words >= 3 && alike.title_weight >= 17);
    const bool is_series = alike.other_numbers && alike.title >= 0.6;
    if (!telling || is_series || (alike.same_site && alike.other_subject)) return false;
    double odds = -1.54 - 1.16 * distance(apart) + 3.9 * alike.covered + 2.75 * alike.told +
                  1.35 * alike.rarest + 1.03 * alike.best_supported - 1.8 * alike.beginning +
                  0.35 * std::log(1 + std::min(alike.weight, 120.0));
    if (alike.other_figures) odds -= 1.17;
    if (alike.other_subject) odds -= 0.64;
    if (alike.other_names) odds -= 0.4;
    return odds >= 1;
}

}  // namespace

bool same_story(const Similarity& alike, std::chrono::seconds apart) {
    const bool is_long = alike.shingles >= kLongText;
    if (is_long && (alike.other_numbers || (alike.other_issue && alike.title >= 0.5))) return false;
    if (is_reprint(alike) || is_copy(alike, apart) || is_rewrite(alike, apart)) return true;
    if (is_mould(alike) || apart > 72h) return false;
    return is_long ? is_same_long_report(alike, apart) : is_same_short_report(alike, apart);
}

}  // namespace sawthis::index
