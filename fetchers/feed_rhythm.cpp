#include <algorithm>
#include <array>
#include <charconv>

#include "core/text.hpp"
#include "fetchers/entry_draft.hpp"
#include "fetchers/xml_text.hpp"

namespace sawthis::fetchers {

namespace {

namespace chrono = std::chrono;

std::optional<int> number_of(const pugi::xml_node& element) {
    const std::string text = line_of(element);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? std::optional(value) : std::nullopt;
}

/// Monday is 1 and Sunday 0.
std::optional<int> weekday_of(std::string_view name) {
    constexpr std::array<std::string_view, 7> kDays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};
    const auto* const found = std::find(kDays.begin(), kDays.end(), lower_ascii(name));
    return found == kDays.end() ? std::nullopt
                                : std::optional(static_cast<int>(found - kDays.begin()));
}

/// RSS 1.0 module syndication.
chrono::seconds period_of(std::string_view name) {
    const std::string period = lower_ascii(name);
    if (period == "hourly") return chrono::hours{1};
    if (period == "daily") return chrono::hours{24};
    if (period == "weekly") return chrono::hours{7 * 24};
    if (period == "monthly") return chrono::hours{30 * 24};
    if (period == "yearly") return chrono::hours{365 * 24};
    return chrono::seconds{0};
}

void add_day(std::vector<int>& values, int value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

}  // namespace

bool RhythmReader::read(const pugi::xml_node& element, const XmlName& name) {
    constexpr int kMostMinutes = 366 * 24 * 60;
    if (name.is_core("ttl"_name)) {
        if (const auto minutes = number_of(element); minutes && *minutes > 0) {
            ttl_ = chrono::minutes{std::min(*minutes, kMostMinutes)};
        }
    } else if (name.is_core("skiphours"_name)) {
        for (const auto child : element.children()) {
            const auto hour = number_of(child);  // RSS 0.91 counts 1 to 24, RSS 2.0 0 to 23
            if (hour && *hour >= 0 && *hour <= 24) add_day(skip_hours_, *hour % 24);
        }
    } else if (name.is_core("skipdays"_name)) {
        for (const auto child : element.children()) {
            if (const auto day = weekday_of(line_of(child))) add_day(skip_days_, *day);
        }
    } else if (name.vocabulary == Vocabulary::syndication) {
        if (name.local == "updateperiod"_name) period_ = period_of(line_of(element));
        if (name.local == "updatefrequency"_name) {
            frequency_ = std::max(1, number_of(element).value_or(1));
        }
    } else {
        return false;
    }
    return true;
}

void RhythmReader::finish(Feed& feed) const {
    feed.ttl = ttl_;
    if (!ttl_ && period_ > chrono::seconds{0}) feed.ttl = period_ / frequency_;
    feed.skip_hours = skip_hours_;
    feed.skip_days = skip_days_;
}

}  // namespace sawthis::fetchers
