#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <span>

#include "core/result.hpp"

namespace sawthis::matcher {

/// Writes the parts, one after the other, beside `path`, makes sure that it is on the disk, and
/// puts it in the place of what was there; mode 0600. Error storage: the old file stays.
[[nodiscard]] Result<void> write_phrase_file(
    const std::filesystem::path& path, std::initializer_list<std::span<const std::byte>> parts);

}  // namespace sawthis::matcher
