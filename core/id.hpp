#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace sawthis {

/// A row's number as a type of its own, so that a contact's cannot stand in for an article's.
/// 0 means "not stored yet".
template <class Tag>
struct Id {
    std::int64_t value = 0;
    [[nodiscard]] explicit operator bool() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
};

using SourceId = Id<struct SourceTag>;
using ArticleId = Id<struct ArticleTag>;
using StoryId = Id<struct StoryTag>;
using ContactId = Id<struct ContactTag>;
using WatchId = Id<struct WatchTag>;
using AlertId = Id<struct AlertTag>;

}  // namespace sawthis

template <class Tag>
struct std::hash<sawthis::Id<Tag>> {
    std::size_t operator()(const sawthis::Id<Tag>& id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
