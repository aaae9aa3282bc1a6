#include "fetchers/page_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "fetchers/page_date_tokens.hpp"
#include "fetchers/page_date_words.hpp"

namespace sawthis::fetchers {

namespace {

constexpr int kFirstYear = 1995;  // before that there was hardly a page to be dated
constexpr int kLastYear = 2099;

class DayFinder {
public:
    DayFinder(std::string_view text, DayOrder order, bool year_required)
        : text_(text),
          order_(order),
          year_required_(year_required),
          tokens_(read_date_tokens(text)) {}

    std::optional<FoundDay> run() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            for (const auto& found : {year_first(i), year_month_day(i), numeric(i), day_month(i),
                                      month_day(i), compact(i)}) {
                if (found) return found;
            }
        }
        return std::nullopt;
    }

private:
    using Kind = DateToken::Kind;

    [[nodiscard]] std::string_view word(std::size_t i) const {
        if (i >= tokens_.size() || tokens_[i].kind != Kind::word) return {};
        return text_.substr(tokens_[i].where.begin, tokens_[i].where.end - tokens_[i].where.begin);
    }
    [[nodiscard]] bool is_mark(std::size_t i, std::string_view marks) const {
        return i < tokens_.size() && tokens_[i].kind == Kind::mark && tokens_[i].mark != 0 &&
               marks.find(tokens_[i].mark) != std::string_view::npos;
    }
    /// A number with that many digits at least and at most; -1 if there is none.
    [[nodiscard]] int number(std::size_t i, std::size_t least, std::size_t most) const {
        if (i >= tokens_.size() || tokens_[i].kind != Kind::number) return -1;
        const auto digits = tokens_[i].where.end - tokens_[i].where.begin;
        return digits >= least && digits <= most ? tokens_[i].value : -1;
    }
    [[nodiscard]] unsigned month(std::size_t i) const { return page_month_of(word(i)); }

    /// Vietnamese counts them: "20 tháng 11, 2026". 0 if it is none.
    [[nodiscard]] int numbered_month(std::size_t i) const {
        const auto name = fold_case(word(i));
        if (name != "thang" && name != "thg") return 0;
        return std::max(number(i + 1, 1, 2), 0);
    }

    [[nodiscard]] std::optional<FoundDay> make(int year, int month, int day, std::size_t first,
                                               std::size_t last) const {
        namespace chrono = std::chrono;
        constexpr int kLeapYear = 2024;  // stands in for a year that is not given
        const chrono::year_month_day date{chrono::year{year == 0 ? kLeapYear : year},
                                          chrono::month{static_cast<unsigned>(month)},
                                          chrono::day{static_cast<unsigned>(day)}};
        const bool year_fits =
            year == 0 ? !year_required_ : year >= kFirstYear && year <= kLastYear;
        if (month < 1 || day < 1 || !date.ok() || !year_fits) return std::nullopt;
        FoundDay found{year, static_cast<unsigned>(month), static_cast<unsigned>(day), {}};
        found.where = {tokens_[first].where.begin, tokens_[last].where.end};
        return found;
    }

    /// 2026-03-04, 2026/3/4, 2026.03.04, 2026年3月4日, 2026년 3월 4일.
    [[nodiscard]] std::optional<FoundDay> year_first(std::size_t i) const {
        const int year = number(i, 4, 4);
        if (year < kFirstYear || follows_number(i)) return std::nullopt;
        const auto sign = word(i + 1);
        const bool cjk = sign == "年" || sign == "년";
        if (!cjk && !is_mark(i + 1, "-/.")) return std::nullopt;
        const int month_number = number(i + 2, 1, 2);
        const int day = number(i + 4, 1, 2);
        const bool same =
            cjk || (is_mark(i + 3, "-/.") && tokens_[i + 3].mark == tokens_[i + 1].mark);
        if (month_number < 0 || day < 0 || !same) return std::nullopt;
        return make(year, month_number, day, i, i + 4);
    }

    /// Part of a longer number with points or strokes: "1.2.2026.03.04".
    [[nodiscard]] bool follows_number(std::size_t i) const {
        return i >= 2 && is_mark(i - 1, "-/.") && !tokens_[i].blank &&
               tokens_[i - 2].kind == Kind::number;
    }

    /// 4.3.2026, 04/03/26, 4-3-2026.
    [[nodiscard]] std::optional<FoundDay> numeric(std::size_t i) const {
        const int first = number(i, 1, 2);
        const int second = number(i + 2, 1, 2);
        if (first < 0 || second < 0 || follows_number(i)) return std::nullopt;
        if (!is_mark(i + 1, "-/.") || !is_mark(i + 3, "-/.") ||
            tokens_[i + 1].mark != tokens_[i + 3].mark) {
            return std::nullopt;
        }
        int year = number(i + 4, 4, 4);
        if (year < 0 && number(i + 4, 2, 2) >= 0) year = 2000 + number(i + 4, 2, 2);
        if (year < 0) return std::nullopt;
        const bool ambiguous = first <= 12 && second <= 12 && first != second;
        const bool month_leads =
            second > 12 || (ambiguous && order_ == DayOrder::month_first && !is_mark(i + 1, "."));
        auto found =
            month_leads ? make(year, first, second, i, i + 4) : make(year, second, first, i, i + 4);
        if (found) {
            found->numeric = true;
            found->ambiguous = ambiguous && !is_mark(i + 1, ".");
        }
        return found;
    }

    /// 2026/mar/04, 2026 March 4.
    [[nodiscard]] std::optional<FoundDay> year_month_day(std::size_t i) const {
        const int year = number(i, 4, 4);
        if (year < kFirstYear) return std::nullopt;
        const std::size_t at = is_mark(i + 1, "-/.") ? i + 2 : i + 1;
        const auto named = static_cast<int>(month(at));
        if (named == 0) return std::nullopt;
        const std::size_t last = is_mark(at + 1, "-/.") ? at + 2 : at + 1;
        const int day = number(last, 1, 2);
        return day < 1 ? std::nullopt : make(year, named, day, i, last);
    }

    /// 20260304, alone.
    [[nodiscard]] std::optional<FoundDay> compact(std::size_t i) const {
        const int value = number(i, 8, 8);
        if (value < 0 || follows_number(i)) return std::nullopt;
        return make(value / 10'000, value / 100 % 100, value % 100, i, i);
    }

    /// Behind a day's number: st, nd, rd, th, er, º, a full stop.
    [[nodiscard]] std::size_t skip_ordinal(std::size_t i) const {
        const auto suffix = word(i);
        constexpr std::string_view kSuffixes[] = {"st", "nd", "rd", "th", "er", "ero", "º", "ª"};
        if (i < tokens_.size() && !tokens_[i].blank &&
            std::find(std::begin(kSuffixes), std::end(kSuffixes), suffix) != std::end(kSuffixes) &&
            !suffix.empty()) {
            ++i;
        }
        return i;
    }
    [[nodiscard]] std::size_t skip_joints(std::size_t i) const {
        constexpr std::string_view kJoints[] = {"de", "of", "del", "d",  "the",
                                                "do", "da", "a",   "năm"};
        for (int skipped = 0; skipped < 3; ++skipped) {
            const auto joint = lower_ascii(word(i));
            const bool is_joint =
                !joint.empty() &&
                std::find(std::begin(kJoints), std::end(kJoints), joint) != std::end(kJoints);
            if (!is_joint && !is_mark(i, ".,-/'")) break;
            ++i;
        }
        return i;
    }
    /// The year at `i`, "2026" or "'26"; 0 if there is none, and then `i` stays.
    [[nodiscard]] int year_at(std::size_t& i) const {
        const std::size_t at = skip_joints(i);
        int year = number(at, 4, 4);
        const bool apostrophe = at > 0 && is_mark(at - 1, "'");
        const bool dashed = at > 0 && is_mark(at - 1, "-") && !tokens_[at - 1].blank;
        if (year < 0 && (apostrophe || dashed) && number(at, 2, 2) >= 0) {
            year = 2000 + number(at, 2, 2);
        }
        if (year < kFirstYear || year > kLastYear) return 0;
        i = at + 1;
        return year;
    }

    /// 4 March 2026, 4. März 2026, 4 de marzo de 2026, 4th of March, 2026.
    [[nodiscard]] std::optional<FoundDay> day_month(std::size_t i) const {
        const int day = number(i, 1, 2);
        if (day < 1) return std::nullopt;
        const std::size_t at = skip_joints(skip_ordinal(i + 1));
        const int numbered = numbered_month(at);
        const int named = numbered > 0 ? numbered : static_cast<int>(month(at));
        if (named == 0) return std::nullopt;
        std::size_t end = at + (numbered > 0 ? 2 : 1);
        const int year = year_at(end);
        return make(year, named, day, i, end - 1);
    }

    /// March 4, 2026; Mar. 4th 2026.
    [[nodiscard]] std::optional<FoundDay> month_day(std::size_t i) const {
        if (i + 1 >= tokens_.size() || tokens_[i].kind != Kind::word) return std::nullopt;
        const std::size_t at = is_mark(i + 1, ".") ? i + 2 : i + 1;
        const int day = number(at, 1, 2);
        if (day < 1) return std::nullopt;
        const auto named = static_cast<int>(month(i));
        if (named == 0) return std::nullopt;
        std::size_t end = skip_ordinal(at + 1);
        const int year = year_at(end);
        return make(year, named, day, i, end - 1);
    }

    std::string_view text_;
    DayOrder order_;
    bool year_required_;
    std::vector<DateToken> tokens_;
};

}  // namespace

std::optional<FoundDay> find_day(std::string_view text, DayOrder order, bool year_required) {
    constexpr std::size_t kMostRead = std::size_t{64} << 10;
    return DayFinder(text.substr(0, kMostRead), order, year_required).run();
}

std::string format_day(const FoundDay& day) {
    return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

}  // namespace sawthis::fetchers
