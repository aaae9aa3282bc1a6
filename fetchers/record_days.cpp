#include "fetchers/record_days.hpp"

#include <fmt/format.h>

#include <chrono>

#include "core/number.hpp"
#include "fetchers/page_stamp.hpp"

namespace sawthis::fetchers {

bool is_day_line(std::string_view text, DayOrder order) {
    const auto day = find_day(text, order, false);
    constexpr std::size_t kLittle = 12;
    return day && text.size() <= day->where.end - day->where.begin + kLittle;
}

std::string machine_day(const HtmlTree& tree, Range range, DayOrder order) {
    for (NodeId id = range.begin; id < range.end; ++id) {
        std::string_view stamp;
        if (tree[id].tag == Tag::time) stamp = tree.attribute(id, "datetime");
        if (stamp.empty() && tree.attribute(id, "itemprop") == "datePublished") {
            stamp = tree.attribute(id, "content");
        }
        if (stamp.empty()) continue;
        auto day = normal_stamp(stamp, order);
        if (!day.empty()) return day;
    }
    return {};
}

std::string written_day(const std::vector<Line>& lines, DayOrder order, int year) {
    std::string best;
    std::size_t least = kLongestDateLine;
    std::string joined;
    for (const auto& line : lines) {
        if (line.text.size() > kLongestDateLine) continue;
        if (joined.size() < kLongestDateLine) joined += line.text + ' ';
        auto day = find_day(line.text, order, year == 0);
        if (!day) continue;
        const std::size_t beside = line.text.size() - (day->where.end - day->where.begin);
        if (beside >= least) continue;
        least = beside;
        if (day->year == 0) day->year = year;
        best = format_day(*day);
    }
    // "12", "Mar", "2026" in boxes of their own.
    if (best.empty()) {
        if (const auto day = find_day(joined, order)) best = format_day(*day);
    }
    return best;
}

int year_in(std::string_view text) {
    const int year = text.size() == 4 ? parse_number<int>(text).value_or(0) : 0;
    return year >= 1995 && year <= 2099 ? year : 0;
}

std::string latest_day(std::string_view text, DayOrder order, Instant fetched) {
    if (!is_day_line(text, order)) return {};
    const auto latest = sawthis::format_day(fetched + std::chrono::hours{24});
    auto day = *find_day(text, order, false);
    day.year = year_in(std::string_view(latest).substr(0, 4));
    if (format_day(day) > latest) --day.year;
    return format_day(day);
}

std::optional<Instant> instant_of(std::string_view stamp) {
    constexpr std::size_t kDay = 10;
    return parse_rfc3339(stamp.size() == kDay ? fmt::format("{}T00:00:00Z", stamp)
                                              : std::string(stamp));
}

}  // namespace sawthis::fetchers
