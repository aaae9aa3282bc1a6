#include "fetchers/feed_date_reader.hpp"

#include <algorithm>
#include <string>

#include "core/text.hpp"
#include "fetchers/feed_date_parts.hpp"
#include "fetchers/feed_date_words.hpp"

namespace sawthis::fetchers {

namespace {

namespace chrono = std::chrono;

constexpr std::size_t kLongestDate = 160;
constexpr int kMostOtherWords = 5;  // weekday, "at", "Uhr"; more of them are a sentence

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Letters and whatever is not ASCII.
bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

struct Number {
    int value = 0;
    std::size_t digits = 0;
};

/// RFC 5322 §4.3: 00 to 49 are 2000 to 2049, other years of two and three digits follow 1900.
int full_year(Number year) {
    if (year.digits >= 4) return year.value;
    return year.value + (year.digits == 2 && year.value < 50 ? 2000 : 1900);
}

class DateReader {
public:
    explicit DateReader(std::string_view text) : text_(text) {}

    [[nodiscard]] std::optional<Instant> read() {
        if (text_.empty() || text_.size() > kLongestDate) return std::nullopt;
        while (at_ < text_.size()) {
            if (!read_token()) return std::nullopt;
        }
        // The word that is left may have been a month.
        if (day_alone_ && !parts_.month) return std::nullopt;
        return instant_of(parts_);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    bool read_token() {
        const char c = peek();
        if (is_digit(c)) return read_number_group();
        if (is_word_byte(c)) return read_word();
        if ((c == '+' || c == '-') && is_digit(peek(1)) && expects_offset()) return read_offset();
        if (c == '(') {  // RFC 5322 comment
            at_ = std::min(text_.find(')', at_), text_.size() - 1);
        }
        ++at_;
        return true;
    }

    [[nodiscard]] bool has_date() const { return parts_.year && (parts_.month || parts_.day); }

    /// After a time, or right behind the name of a zone ("GMT+2").
    [[nodiscard]] bool expects_offset() const { return parts_.hour && !parts_.offset_is_number; }

    Number read_number() {
        Number number;
        while (is_digit(peek()) && number.digits < 9) {
            number.value = number.value * 10 + (text_[at_++] - '0');
            ++number.digits;
        }
        return number;
    }

    bool read_number_group() {
        const Number first = read_number();
        if (is_digit(peek())) return first.digits == 9 && read_long_number(first);
        const char next = peek();
        const bool number_follows = is_digit(peek(1));
        if (next == ':' && number_follows) return read_clock(first);
        if ((next == 'h' || next == 'H') && first.digits <= 2 && has_date()) {
            return read_clock(first);
        }
        if ((next == '-' || next == '/' || next == '.') && number_follows && !has_date()) {
            return read_date(first, next);
        }
        if (next == '.' && number_follows && first.digits <= 2) return read_clock(first);
        if (static_cast<unsigned char>(next) >= 0x80 && read_unit(first)) return true;
        return read_lone_number(first);
    }

    /// "20031231101455", whose first nine digits have been read.
    bool read_long_number(Number first) {
        const Number rest = read_number();
        if (rest.digits != 5 || is_digit(peek()) || has_date()) return false;
        set_date(first.value / 100'000, first.value / 1'000 % 100, first.value / 10 % 100);
        parts_.hour = first.value % 10 * 10 + rest.value / 10'000;
        parts_.minute = rest.value / 100 % 100;
        parts_.second = rest.value % 100;
        return true;
    }

    /// Minutes and seconds after the hour; `at_` stands on the separator.
    bool read_clock(Number hour) {
        if (parts_.hour || hour.digits > 2) return false;
        parts_.hour = hour.value;
        const char separator = peek();
        ++at_;
        if (is_digit(peek())) parts_.minute = read_number().value;
        if ((peek() == ':' || (separator == '.' && peek() == '.')) && is_digit(peek(1))) {
            ++at_;
            parts_.second = read_number().value;
        }
        if ((peek() == '.' || peek() == ',') && is_digit(peek(1))) {
            ++at_;
            while (is_digit(peek())) ++at_;
        }
        return true;
    }

    /// "2003-12-31", "31.12.2003", "12/31/03", "2003-12", "2003-365"; `at_` stands on the
    /// separator.
    bool read_date(Number first, char separator) {
        ++at_;
        const Number second = read_number();
        if (peek() != separator || !is_digit(peek(1))) return set_short_date(first, second);
        ++at_;
        const Number third = read_number();
        const bool year_first = first.digits == 4 || (third.digits < 4 && separator == '-');
        if (first.digits > 4 || second.digits > 2 || third.digits > 4) return false;
        if (year_first) return set_date(full_year(first), second.value, third.value);
        // Slashes are American unless the month could be none; dots and hyphens are not.
        const bool month_first =
            separator == '/' ? first.value <= 12 : first.value <= 12 && second.value > 12;
        const auto& month = month_first ? first : second;
        const auto& day = month_first ? second : first;
        return set_date(full_year(third), month.value, day.value);
    }

    bool set_date(int year, int month, int day) {
        parts_.year = year;
        parts_.month = month;
        parts_.day = day;
        return true;
    }

    bool set_short_date(Number first, Number second) {
        if (first.digits == 4) {
            parts_.year = first.value;
            (second.digits == 3 ? parts_.day : parts_.month) = second.value;
            return second.digits <= 3;
        }
        if (second.digits != 4) return false;
        parts_.month = first.value;
        parts_.year = second.value;
        return true;
    }

    /// The Chinese, Japanese or Korean sign behind a number that says what it counts.
    bool read_unit(Number number) {
        constexpr std::string_view kKorean = "년월일시분초";
        constexpr std::string_view kChinese = "年月日時分秒";
        constexpr std::size_t kSign = 3;
        std::string_view sign = text_.substr(at_, kSign);
        if (sign == "时") sign = "時";
        for (std::size_t i = 0; i < kKorean.size(); i += kSign) {
            const bool korean = sign == kKorean.substr(i, kSign);
            if (!korean && sign != kChinese.substr(i, kSign)) continue;
            parts_.korean = parts_.korean || korean;
            at_ += kSign;
            set_unit(i / kSign, number);
            return true;
        }
        return false;
    }

    void set_unit(std::size_t unit, Number number) {
        switch (unit) {
            case 0:
                parts_.year = full_year(number);
                break;
            case 1:
                parts_.month = number.value;
                break;
            case 2:
                parts_.day = number.value;
                break;
            case 3:
                parts_.hour = number.value;
                break;
            case 4:
                parts_.minute = number.value;
                break;
            default:
                parts_.second = number.value;
                break;
        }
    }

    /// A number that stands by itself: its length and what is still missing tell what it is.
    bool read_lone_number(Number number) {
        if (number.digits == 8 && !has_date()) {
            return set_date(number.value / 10'000, number.value / 100 % 100, number.value % 100);
        }
        if (number.digits == 7 && !has_date()) {
            parts_.year = number.value / 1'000;
            parts_.day = number.value % 1'000;
            return true;
        }
        if ((number.digits == 6 || number.digits == 4) && has_date() && !parts_.hour &&
            (parts_.day || number.digits == 6)) {
            return set_compact_clock(number);
        }
        if (number.digits == 6 && !has_date()) {
            const Number year{number.value / 10'000, 2};
            return set_date(full_year(year), number.value / 100 % 100, number.value % 100);
        }
        if (number.digits == 4 && !parts_.year) {
            parts_.year = number.value;
            return true;
        }
        if (number.digits <= 2 && !parts_.day) {
            parts_.day = number.value;
            day_alone_ = true;
            return true;
        }
        if ((number.digits == 2 || number.digits == 3) && !parts_.year) {
            parts_.year = full_year(number);
            return true;
        }
        return read_bare_hour(number);
    }

    bool set_compact_clock(Number number) {
        const int with_seconds = number.digits == 6 ? number.value : number.value * 100;
        parts_.hour = with_seconds / 10'000;
        parts_.minute = with_seconds / 100 % 100;
        parts_.second = with_seconds % 100;
        return true;
    }

    /// "3 pm": an hour is only told from other numbers by what comes behind it.
    bool read_bare_hour(Number number) {
        if (number.digits > 2 || parts_.hour) return false;
        while (peek() == ' ') ++at_;
        const char first = static_cast<char>(peek() | 0x20);
        const char last = static_cast<char>(peek(peek(1) == '.' ? 2 : 1) | 0x20);
        if ((first != 'a' && first != 'p') || last != 'm') return false;
        parts_.hour = number.value;
        return true;
    }

    bool read_offset() {
        const bool negative = peek() == '-';
        ++at_;
        const Number first = read_number();
        Number minutes;
        if (first.digits <= 2 && peek() == ':' && is_digit(peek(1))) {
            ++at_;
            minutes = read_number();
        }
        const int hours = first.digits <= 2 ? first.value : first.value / 100;
        if (first.digits > 2) minutes.value = first.value % 100;
        const bool sound = first.digits <= 4 && minutes.value < 60;  // "+3000" exists
        if (!sound) return false;
        const chrono::minutes span{hours * 60 + minutes.value};
        parts_.offset = negative ? -span : span;
        parts_.offset_is_number = true;
        return true;
    }

    bool read_word() {
        const std::size_t start = at_;
        while (is_word_byte(peek()) || (peek() == '.' && is_word_byte(peek(1)))) ++at_;
        const std::string_view word = text_.substr(start, at_ - start);
        const std::string folded = fold_case(word);
        if (const auto half_day = half_day_of(folded)) {
            parts_.half_day = half_day;
            parts_.korean = parts_.korean || word.starts_with("오");
            return true;
        }
        if (peek() == '/' && parts_.hour) return read_zone_name(start);
        if (const int month = month_of(folded); month != 0 && !parts_.hour) {
            return set_named_month(month);
        }
        if (const auto zone = zone_of(folded); zone && (parts_.hour || has_date())) {
            if (!parts_.offset_is_number) parts_.offset = zone;
            return true;
        }
        if (const int month = month_of(folded); month != 0) return set_named_month(month);
        const bool separates_time = folded == "t" && has_date();
        return separates_time || ++other_words_ <= kMostOtherWords;
    }

    /// Of two the later one counts: weekdays come first, and some are short for both ("mar").
    bool set_named_month(int month) {
        parts_.month = month;
        return true;
    }

    bool read_zone_name(std::size_t start) {
        while (
            is_word_byte(peek()) || is_digit(peek()) ||
            (peek() != '\0' && std::string_view("/_+-").find(peek()) != std::string_view::npos)) {
            ++at_;
        }
        parts_.zone = text_.substr(start, at_ - start);
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    DateParts parts_;
    int other_words_ = 0;
    bool day_alone_ = false;  // it was no part of a date in figures
};

}  // namespace

std::optional<Instant> read_feed_date(std::string_view text) {
    return DateReader(text).read();
}

}  // namespace sawthis::fetchers
