#pragma once

#include <string>
#include <vector>

#include "app/app.hpp"
#include "core/result.hpp"
#include "matcher/judgement.hpp"

namespace sawthis::app {

/// One thing of a contact, and how many articles of the window speak of it, by its name or by words
/// that are said of little else.
struct CoveredTarget {
    matcher::Slot slot = matcher::Slot::company;
    std::string written;
    std::size_t articles = 0;
};

/// A source that might speak of what no article does.
struct SourceAdvice {
    std::string what;   // as `sawthis source add` takes it
    std::string title;  // of a feed; empty for a company's domain
    std::string why;    // what of the contact it is for
};

struct CoverageRow {
    std::string contact_key;
    std::string contact_name;
    std::vector<CoveredTarget> targets;
    std::size_t matches = 0;
    std::size_t openers = 0;
    std::vector<SourceAdvice> advice;  // a few
};

/// For each contact, by number, what the articles within the configured window say of them, and
/// which sources to add for what none speaks of: their company's own domain, and feeds of
/// feeds.example.toml whose subjects are theirs. From the stored judgements.
[[nodiscard]] Result<std::vector<CoverageRow>> find_coverage(App& app);

}  // namespace sawthis::app
