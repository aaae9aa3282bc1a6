#pragma once

#include <string>
#include <vector>

#include "core/id.hpp"
#include "core/time.hpp"

namespace sawthis {

/// Articles that tell the same news: people are told of it once.
struct Story {
    StoryId id;
    ArticleId lead;                    // the one to show
    std::vector<ArticleId> articles;   // in the order in which they appeared
    std::vector<std::string> sources;  // the publishers, in that order too, each once
    Instant first_seen;                // when its first article appeared
    Instant last_seen;                 // and its last
    bool operator==(const Story&) const = default;
};

}  // namespace sawthis
