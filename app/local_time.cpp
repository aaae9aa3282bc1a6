#include "app/local_time.hpp"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

namespace sawthis::app {

namespace {

bool load(const std::string& name, absl::TimeZone& zone) {
    return name.find("..") == std::string::npos && name.find('/') != 0 &&
           absl::LoadTimeZone(name, &zone);
}

}  // namespace

bool is_time_zone(const std::string& name) {
    absl::TimeZone zone;
    return load(name, zone);
}

std::string local_day(Instant instant, const std::string& name) {
    absl::TimeZone zone = absl::UTCTimeZone();
    if (!load(name, zone)) zone = absl::UTCTimeZone();
    return absl::FormatCivilTime(
        absl::ToCivilDay(absl::FromUnixSeconds(instant.time_since_epoch().count()), zone));
}

}  // namespace sawthis::app
