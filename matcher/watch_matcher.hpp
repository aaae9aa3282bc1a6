#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/text.hpp"
#include "matcher/watch.hpp"

namespace sawthis::matcher {

/// Where a watch was found.
struct Mention {
    WatchId watch;
    Span span;  // bytes of the text given to find()
    auto operator<=>(const Mention&) const = default;
};

/// Finds every watch a text mentions, in one pass over its words: the cost grows with the text, not
/// with the number of watches. Immutable once compiled: share one across threads.
class WatchMatcher {
public:
    /// Error bad_input: a watch without a number, or a phrase that is not is_watchable().
    [[nodiscard]] static Result<WatchMatcher> compile(std::span<const Watch> watches);

    /// Mentions in `text` (UTF-8), ordered by begin, then end, then watch. Overlapping ones are all
    /// given.
    [[nodiscard]] std::vector<Mention> find(std::string_view text) const;

    WatchMatcher(WatchMatcher&&) noexcept;
    WatchMatcher& operator=(WatchMatcher&&) noexcept;
    ~WatchMatcher();

private:
    struct Impl;
    explicit WatchMatcher(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace sawthis::matcher
