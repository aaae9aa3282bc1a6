#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/alert.hpp"
#include "core/article.hpp"
#include "core/result.hpp"

namespace sawthis::matcher {

/// An alert that an article sets off, and the words that did it.
struct AlertMatch {
    AlertId alert;
    std::vector<Evidence> evidence;  // in order, at most kMaxAlertEvidence; none if a query found
                                     // it by what it is not
    bool operator==(const AlertMatch&) const = default;
};

inline constexpr std::size_t kMaxAlertEvidence = 100;

/// Whether an alert's text can be looked for. Error bad_input: the detail names it, the place ("at
/// character 6") and the mend.
[[nodiscard]] Result<void> check_alert(const Alert& alert);

/// All alerts, looked for in one reading of title and text: phrases by PhraseDictionary, patterns
/// by PatternWatches, queries by BooleanWatches. Share one across threads.
class AlertWatches {
public:
    /// Error bad_input: one does not pass check_alert().
    [[nodiscard]] static Result<AlertWatches> compile(std::span<const Alert> alerts);

    /// By alert.
    [[nodiscard]] std::vector<AlertMatch> find(const Article& article) const;

    AlertWatches(AlertWatches&&) noexcept;
    AlertWatches& operator=(AlertWatches&&) noexcept;
    ~AlertWatches();

private:
    struct Impl;
    explicit AlertWatches(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace sawthis::matcher
