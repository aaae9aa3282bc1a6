#include "fetchers/feed_date.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/feed_date_reader.hpp"
#include "fetchers/feed_date_words.hpp"

namespace sawthis::fetchers {

namespace {

namespace chrono = std::chrono;

/// Reads fixed forms from front to back; what does not fit is remembered.
class FormReader {
public:
    explicit FormReader(std::string_view text) : rest_(text) {}

    /// A number of `fewest` to `most` digits.
    int number(std::size_t fewest, std::size_t most) {
        int value = 0;
        std::size_t digits = 0;
        while (digits < most && digits < rest_.size() && is_digit(rest_[digits])) {
            value = value * 10 + (rest_[digits++] - '0');
        }
        take(digits >= fewest, digits);
        return value;
    }

    void literal(std::string_view text) { take(rest_.starts_with(text), text.size()); }

    std::string_view letters(std::size_t count) {
        const std::string_view word = rest_.substr(0, count);
        take(word.size() == count && std::all_of(word.begin(), word.end(), is_letter), count);
        return word;
    }

    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] bool fits() const { return fits_; }

private:
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }
    static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    void take(bool fits, std::size_t size) {
        fits_ = fits_ && fits;
        rest_.remove_prefix(std::min(size, rest_.size()));
    }

    std::string_view rest_;
    bool fits_ = true;
};

/// "GMT", "PST", "+0130"; nullopt for other ways to write a zone.
std::optional<chrono::minutes> usual_offset(std::string_view text) {
    if (text.size() < 5) return zone_of(text);
    if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    FormReader form(text.substr(1));
    const chrono::hours hours{form.number(2, 2)};
    const chrono::minutes minutes{form.number(2, 2)};
    if (!form.fits() || minutes >= chrono::hours{1}) return std::nullopt;
    return text[0] == '-' ? -(hours + minutes) : hours + minutes;
}

/// RFC 5322 §3.3 in full and in English, as nearly all feeds of RSS write it; nullopt for all else.
std::optional<Instant> parse_usual_rss_date(std::string_view text) {
    FormReader form(text);
    form.letters(3);
    form.literal(", ");
    const int day = form.number(1, 2);
    form.literal(" ");
    const int month = short_month_of(form.letters(3));
    form.literal(" ");
    const int year = form.number(4, 4);
    form.literal(" ");
    const int hour = form.number(2, 2);
    form.literal(":");
    const int minute = form.number(2, 2);
    form.literal(":");
    const int second = form.number(2, 2);
    form.literal(" ");
    if (!form.fits() || month == 0 || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    const chrono::year_month_day date{chrono::year{year},
                                      chrono::month{static_cast<unsigned>(month)},
                                      chrono::day{static_cast<unsigned>(day)}};
    const auto offset = usual_offset(form.rest());
    if (!date.ok() || !offset) return std::nullopt;
    return chrono::sys_days{date} + chrono::hours{hour} + chrono::minutes{minute} +
           chrono::seconds{second} - *offset;
}

}  // namespace

std::optional<Instant> parse_feed_date(std::string_view text) {
    const std::string_view date = trim(text);
    if (const auto usual = parse_usual_rss_date(date)) return usual;
    if (const auto usual = parse_rfc3339(date)) return usual;
    return read_feed_date(date);
}

}  // namespace sawthis::fetchers
