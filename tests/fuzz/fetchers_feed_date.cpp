// parse_feed_date() on any bytes; the quick forms mean what the reader of any form makes of them,
// and what is read is written and read back the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/text.hpp"
#include "fetchers/feed_date.hpp"
#include "fetchers/feed_date_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto instant = fetchers::parse_feed_date(text);
    if (instant != fetchers::read_feed_date(trim(text))) std::abort();
    if (!instant) return 0;
    const auto again = fetchers::parse_feed_date(format_rfc3339(*instant));
    const auto year =
        std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(*instant)}.year();
    const bool four_digits = year >= std::chrono::year{1} && year <= std::chrono::year{9999};
    if (four_digits && again != instant) std::abort();
    return 0;
}
