#include "fetchers/relative_date.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kLongest = 80;     // bytes of the whole text
constexpr std::size_t kMostBeside = 40;  // and of what stands beside the time
constexpr int kMostNumber = 99;
constexpr hours kDay{24};

struct Unit {
    seconds length;
    std::vector<std::string_view> words;
};

/// Each in the forms that stand behind a number.
const std::unordered_map<std::string, seconds>& units() {
    static const auto kUnits = [] {
        const Unit all[] = {
            {minutes{1},
             {"m",       "min",     "mins",   "minute",   "minutes", "minuten",  "minuto",
              "minutos", "minuti",  "minuut", "minuter",  "minutt",  "minutter", "minut",
              "minuty",  "minute",  "minutu", "minutami", "minutou", "minuutti", "minuuttia",
              "perce",   "perccel", "dakika", "хвилин",   "хвилини", "хвилину",  "минут",
              "минуты",  "минуту",  "λεπτα",  "λεπτο"}},
            {hours{1},
             {"h",        "hr",      "hrs",    "hour",   "hours",  "std",    "stunde", "stunden",
              "heure",    "heures",  "hora",   "horas",  "ora",    "ore",    "uur",    "uren",
              "timme",    "timmar",  "time",   "timer",  "tunti",  "tuntia", "godz",   "godzine",
              "godzina",  "godziny", "godzin", "hodina", "hodinu", "hodiny", "hodin",  "hodinou",
              "hodinami", "oraja",   "oraval", "saat",   "час",    "часа",   "часов",  "годину",
              "години",   "годин",   "ωρα",    "ωρες"}},
            {kDay, {"d",     "day",   "days",   "tag",    "tage",  "tagen",  "jour",  "jours",
                    "dia",   "dias",  "giorno", "giorni", "dag",   "dagen",  "dagar", "dage",
                    "dager", "paiva", "paivaa", "dzien",  "dni",   "den",    "dny",   "dnem",
                    "dnu",   "dnami", "napja",  "nappal", "gun",   "zi",     "zile",  "день",
                    "дня",   "дней",  "дні",    "днів",   "ημερα", "ημερες", "μερα",  "μερες"}},
            {7 * kDay,
             {"w",       "wk",       "wks",      "week",    "weeks",     "woche",     "wochen",
              "semaine", "semaines", "semana",   "semanas", "settimana", "settimane", "weken",
              "vecka",   "veckor",   "uge",      "uger",    "uke",       "uker",      "viikko",
              "viikkoa", "tydzien",  "tygodnie", "tygodni", "tyden",     "tydny",     "tydnem",
              "tyzdnom", "tyzdnami", "hete",     "hafta",   "saptamana", "saptamani", "неделю",
              "недели",  "недель",   "тиждень",  "тижні",   "тижнів",    "εβδομαδα",  "εβδομαδες"}},
            {30 * kDay,
             {"month", "months",  "monat",    "monate",    "monaten", "mois",     "mes",
              "meses", "mese",    "mesi",     "maand",     "maanden", "manad",    "manader",
              "maned", "maneder", "kuukausi", "kuukautta", "miesiac", "miesiace", "miesiecy",
              "mesic", "mesici",  "mesicem",  "mesiacom",  "honapja", "ay",       "luna",
              "luni",  "месяц",   "месяца",   "месяцев",   "місяць",  "місяці",   "місяців",
              "μηνα",  "μηνες"}},
        };
        std::unordered_map<std::string, seconds> found;
        for (const auto& unit : all) {
            for (const auto word : unit.words) found.emplace(fold_case(word), unit.length);
        }
        return found;
    }();
    return kUnits;
}

/// Days ago of words that stand alone; several words are joined by blanks.
const std::unordered_map<std::string, int>& named_days() {
    static const auto kDays = [] {
        const std::vector<std::string_view> days[] = {
            {"today", "heute", "aujourd hui", "hoy", "hoje", "oggi", "vandaag", "idag", "i dag",
             "tanaan", "dzisiaj", "dzis", "dnes", "bugun", "astazi", "сегодня", "сьогодні",
             "σημερα"},
            {"yesterday", "gestern", "hier", "ayer", "ontem", "ieri", "gisteren", "igar", "i gar",
             "eilen", "wczoraj", "vcera", "tegnap", "dun", "вчера", "вчора", "χθες", "χτες"},
            {"vorgestern", "avant hier", "anteayer", "anteontem", "l altro ieri", "eergisteren",
             "toissapaivana", "przedwczoraj", "predevcirem", "позавчера"},
        };
        std::unordered_map<std::string, int> found;
        for (int ago = 0; ago < 3; ++ago) {
            for (const auto name : days[ago]) found.emplace(fold_case(name), ago);
        }
        return found;
    }();
    return kDays;
}

const std::unordered_set<std::string>& after_words() {
    static const std::unordered_set<std::string> kWords{
        "ago",  "fa",   "atras", "geleden", "sedan",   "siden", "sitten",
        "temu", "once", "назад", "тому",    "ezelott", "nazad"};
    return kWords;
}

/// "a" only in "il y a".
const std::unordered_set<std::string>& before_words() {
    static const std::unordered_set<std::string> kWords{"vor",  "hace", "ha",   "a",
                                                        "pred", "acum", "πριν", "απο"};
    return kWords;
}

const std::unordered_set<std::string>& ones() {
    static const std::unordered_set<std::string> kWords{
        "a",   "an", "one", "ein", "einer", "einem", "eine", "un",  "une", "una",
        "uno", "um", "uma", "een", "en",    "et",    "ett",  "bir", "egy", "yksi"};
    return kWords;
}

/// What may stand beside the name of a day: the time of it.
bool is_time_word(const std::string& word) {
    static const std::unordered_set<std::string> kWords{
        "at", "um", "uhr", "a",  "h", "am", "pm", "kl", "klo", "alle", "ore", "las", "as",
        "la", "om", "o",   "ve", "v", "в",  "ob", "de", "les", "à",    "los", "και"};
    return kWords.count(word) > 0 || word.find_first_not_of("0123456789") == std::string::npos ||
           (word.size() <= 5 && word.find_first_not_of("0123456789hampu") == std::string::npos);
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const auto folded = fold_case(text);
    for (const auto& span : find_words(folded)) {
        words.push_back(folded.substr(span.begin, span.end - span.begin));
    }
    return words;
}

class TimeAgoFinder {
public:
    TimeAgoFinder(std::string_view text, std::string_view language)
        : words_(words_of(text)), size_(text.size()), language_(language.substr(0, 2)) {}

    std::optional<TimeAgo> run() const {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (auto found = counted(i)) return found;
        }
        return named();
    }

private:
    [[nodiscard]] bool is(std::size_t i, const std::unordered_set<std::string>& words) const {
        return i < words_.size() && words.count(words_[i]) > 0;
    }

    /// A number at `i` and a unit behind it, in one word or two, with a word that says "ago".
    [[nodiscard]] std::optional<TimeAgo> counted(std::size_t i) const {
        int number = 0;
        std::string unit;
        const auto& word = words_[i];
        const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
        std::size_t end = i + 1;
        if (read.ec == std::errc()) {
            unit = word.substr(static_cast<std::size_t>(read.ptr - word.data()));
        } else if (is(i, ones())) {
            number = 1;
        } else {
            return std::nullopt;
        }
        if (unit.empty() && end < words_.size()) unit = words_[end++];
        const auto length = units().find(unit);
        if (length == units().end() || number > kMostNumber || number < 0) return std::nullopt;
        const bool behind = is(end, after_words());
        const bool before = i > 0 && is(i - 1, before_words()) && !is_plain_a(i - 1);
        if (!(behind || before) || beside(i, end) > kMostBeside) return std::nullopt;
        return TimeAgo{number * length->second, length->second >= kDay};
    }

    /// "a" that is not part of "il y a".
    [[nodiscard]] bool is_plain_a(std::size_t i) const {
        return words_[i] == "a" && (i == 0 || words_[i - 1] != "y");
    }

    /// Bytes of the words that are not the time.
    [[nodiscard]] std::size_t beside(std::size_t begin, std::size_t end) const {
        std::size_t time = 0;
        for (std::size_t i = begin; i < end; ++i) time += words_[i].size();
        return size_ > time ? size_ - time : 0;
    }

    /// The name of a day, and at most the time of it.
    [[nodiscard]] std::optional<TimeAgo> named() const {
        for (std::size_t count = 3; count > 0; --count) {
            if (words_.size() < count) continue;
            std::string name = words_[0];
            for (std::size_t i = 1; i < count; ++i) name += ' ' + words_[i];
            const auto day = named_days().find(name);
            if (day == named_days().end()) continue;
            if (name == "hier" && !language_.empty() && language_ != "fr") continue;
            const bool alone = std::all_of(words_.begin() + static_cast<std::ptrdiff_t>(count),
                                           words_.end(), is_time_word);
            if (alone) return TimeAgo{day->second * kDay, true};
        }
        return std::nullopt;
    }

    std::vector<std::string> words_;
    std::size_t size_;
    std::string_view language_;
};

}  // namespace

std::optional<TimeAgo> find_time_ago(std::string_view text, std::string_view language) {
    text = trim(text);
    if (text.empty() || text.size() > kLongest) return std::nullopt;
    return TimeAgoFinder(text, language).run();
}

std::string stamp_of(const TimeAgo& time, Instant now) {
    const auto then = now - time.ago;
    return time.days ? format_day(then) : format_rfc3339(then);
}

}  // namespace sawthis::fetchers
