#include "index/story_verdict.hpp"

#include <algorithm>
#include <cmath>

namespace sawthis::index {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kLongText = 60;  // shingles
constexpr double kSureOdds = 1.5;      // natural logarithm

/// Whether the texts can be taken at their word. Some pages give each of their articles the text of
/// another one, or a list of headlines: then titles and texts have nothing to do with each other.
bool is_trusted(const Similarity& alike) {
    if (alike.shingles < kLongText) return alike.title > 0 || alike.supported >= 0.3;
    if (alike.other_subject) return false;
    if (alike.title >= 0.3) return true;
    if (alike.text >= 0.5 && alike.title < 0.2) {
        return alike.supported >= 0.65 || (alike.supported > 0.5 && alike.best_supported >= 0.75);
    }
    return alike.supported >= 0.45;
}

/// A text told twice, be it under another headline. Releases of one mould differ in what their
/// titles name, and reports of one series in their figures.
bool is_copy(const Similarity& alike, std::chrono::seconds apart) {
    if (!is_trusted(alike) || alike.other_figures) return false;
    if (alike.same_site && alike.other_subject) return false;
    const bool is_mould = alike.same_site && alike.shingles >= kLongText && alike.other_words;
    if (is_mould && alike.title >= 0.5 && alike.title_words >= 6) return false;
    const bool is_teaser = alike.containment >= 0.9 && alike.text >= 0.1 && alike.title >= 0.3;
    if (is_teaser && alike.foreign <= 0.2 && apart <= 96h) return true;
    if (alike.beginning < 0.3) return false;
    if (alike.text >= 0.8) return alike.foreign <= 0.3;
    const bool same_text = alike.text >= 0.55 || (alike.containment >= 0.75 && alike.text >= 0.2);
    return same_text && alike.foreign <= 0.12 && apart <= 72h;
}

/// A good part of a text, told with other words around it.
bool is_rewrite(const Similarity& alike, std::chrono::seconds apart) {
    const bool is_mould = alike.same_site && alike.title >= 0.5 && alike.title_words >= 6;
    if (is_mould && alike.other_names) return false;
    return alike.text >= 0.2 && alike.containment >= 0.4 && is_trusted(alike) &&
           !alike.other_figures && alike.foreign <= 0.12 && apart <= 36h &&
           ((alike.beginning >= 0.35 && alike.title >= 0.25) ||
            (alike.beginning >= 0.5 && alike.text >= 0.35));
}

/// How alike two reports must begin, the more so the farther apart they are: what is told anew days
/// later is mostly told of something new.
double needed_likeness(std::chrono::seconds apart) {
    if (apart <= 6h) return 0.64;
    if (apart <= 12h) return 0.68;
    if (apart <= 36h) return 0.8;
    return apart <= 72h ? 1.0 : 2.1;
}

/// Whether the titles share enough that they are no rubric ("Market close", "Daily briefing").
bool is_telling(const Similarity& alike) {
    return (alike.title_words >= 4 && alike.title_weight >= 18) ||
           (alike.title_words == 3 && alike.title_weight >= 24) ||
           (alike.title_words == 2 && alike.weight >= 70);
}

/// How alike two reports of one event must be, the more so the farther apart they are: an event has
/// new words every day.
double needed_nearness(std::chrono::seconds apart) {
    if (apart <= 3h) return 0.32;
    if (apart <= 6h) return 0.38;
    if (apart <= 12h) return 0.45;
    if (apart <= 24h) return 0.53;
    return apart <= 72h ? 0.66 : 2;
}

/// Titles of one mould ("... is investigating claims on behalf of ...") that name different things.
bool is_mould(const Similarity& alike) {
    const bool much_shared = alike.title >= 0.5 && alike.title_words >= 6;
    return much_shared &&
           (alike.other_subject || (alike.title_weight >= 75 && alike.foreign >= 0.2));
}

/// Whether two long texts by different hands have the same names and things, if in other words. Who
/// publishes long texts writes one of an event; two are of one mould.
bool is_same_long_report(const Similarity& alike, std::chrono::seconds apart) {
    if (alike.same_publisher || !is_trusted(alike)) return false;
    if (alike.same_site && alike.foreign > 0.2) return false;
    const bool close_titles =
        alike.beginning >= 0.25 && alike.title >= 0.35 && alike.foreign <= 0.2 && is_telling(alike);
    if (close_titles && alike.title + alike.beginning >= needed_likeness(apart)) return true;
    const bool other_names = alike.other_subject || alike.foreign > 0.5;
    if (alike.other_figures && (other_names || alike.title >= 0.7)) return false;
    const double doubt = alike.foreign >= 0.7 ? 1.2 : 1;  // roundups that have one thing in common
    return alike.weight >= 35 && alike.cosine + 0.3 * alike.title >= needed_nearness(apart) * doubt;
}

/// Whether two tell the same of which at least one is but a teaser. The logarithm of the odds is a
/// sum, fitted by logistic regression to pairs of articles that were read and judged; the nearer in
/// time, the likelier.
bool is_same_short_report(const Similarity& alike, std::chrono::seconds apart) {
    const bool telling = alike.weight >= 35 || (alike.title_words >= 3 && alike.title_weight >= 17);
    const bool is_series = alike.other_numbers && alike.title >= 0.6;
    const bool is_mould = alike.same_site && alike.other_subject;
    if (!telling || is_series || is_mould) return false;
    const double hours = std::chrono::duration<double, std::ratio<3600>>(apart).count();
    double odds = 0.85 - 1.18 * std::log2(1 + hours / 3) + 2.71 * alike.covered +
                  2.64 * alike.overlap + 0.009 * std::min(alike.weight, 120.0) -
                  1.52 * alike.foreign;
    if (alike.same_publisher) odds -= 0.5 + 1.06 * alike.foreign;
    return odds >= kSureOdds;
}

}  // namespace

bool same_story(const Similarity& alike, std::chrono::seconds apart) {
    const bool is_long = alike.shingles >= kLongText;
    if (is_long && (alike.other_numbers || (alike.other_issue && alike.title >= 0.5))) return false;
    if (is_copy(alike, apart) || is_rewrite(alike, apart)) return true;
    if (is_mould(alike)) return false;
    return is_long ? is_same_long_report(alike, apart) : is_same_short_report(alike, apart);
}

}  // namespace sawthis::index
