#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace sawthis::app {

/// How far a long use case has come. `total` 0: not known.
struct ProgressState {
    std::string_view doing;  // "polling", "indexing"
    std::string_view unit;   // "sources", "articles"
    std::size_t done = 0;
    std::size_t total = 0;
};

/// Called often, on the thread of the use case; has to be cheap. May be empty.
using ProgressSink = std::function<void(const ProgressState&)>;

}  // namespace sawthis::app
