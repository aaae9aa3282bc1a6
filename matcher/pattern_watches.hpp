#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "matcher/mention.hpp"

namespace sawthis::matcher {

/// A regular expression of a user's, in RE2's syntax.
struct Pattern {
    std::uint32_t id = 0;  // the caller's
    std::string expression;
    bool any_case = false;
};

/// Bounds on one expression, and on what it finds in one text: the first ones are given.
inline constexpr std::size_t kMaxPatternBytes = 2'000;
inline constexpr std::size_t kMaxPatternMentions = 100;

/// Finds regular expressions in linear time, many at once: each is run only on texts that have the
/// letters without which it cannot match ("acme" of "Acme\s+(Ltd|Inc)"), and those of all
/// expressions are looked for in one pass. Immutable once compiled: share one across threads.
class PatternWatches {
public:
    /// Error bad_input: an expression that does not parse, is too large, or matches the empty text;
    /// the detail names it, the place ("at character 6") and the mend.
    [[nodiscard]] static Result<PatternWatches> compile(std::span<const Pattern> patterns);

    /// The mentions in `text` (UTF-8), in place of what `mentions` held; those of one expression do
    /// not overlap. Ordered by begin, then end, then id, which is their `watch`.
    void find(std::string_view text, std::vector<Mention>& mentions) const;

    PatternWatches(PatternWatches&&) noexcept;
    PatternWatches& operator=(PatternWatches&&) noexcept;
    ~PatternWatches();

private:
    struct Impl;
    explicit PatternWatches(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace sawthis::matcher
