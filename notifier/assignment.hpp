#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sawthis::notifier {

/// A way to serve a person: with this story, which is worth `value` to them.
struct Option {
    std::size_t person = 0;
    std::size_t story = 0;
    std::int64_t value = 0;
};

/// Places in `options` that use no person and no story twice, at most `limit`: as many as there can
/// be and, among those, with the highest sum of values. Between equals the earlier option wins.
/// Persons and stories are numbered from 0 without large gaps. O(limit² · options) at worst.
[[nodiscard]] std::vector<std::size_t> assign(std::span<const Option> options, std::size_t limit);

}  // namespace sawthis::notifier
