#pragma once

#include <string>

#include "app/sources.hpp"

namespace sawthis::cli {

/// "silent for 12 times its usual rhythm of 1 day".
[[nodiscard]] std::string describe_silence(const app::Silence& silence);

/// How a source does, in one sentence without a full stop: "well", "failing (3 times in a row):
/// ...".
[[nodiscard]] std::string health_of(const app::SourceRow& row);

/// What its hub does: "pushed until 2026-12-01T07:30:00Z", "not pushed: the hub refuses ...". Empty
/// where it was asked for nothing.
[[nodiscard]] std::string describe_pushes(const app::SourceRow& row);

}  // namespace sawthis::cli
