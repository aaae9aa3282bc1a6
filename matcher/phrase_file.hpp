#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "core/result.hpp"

namespace sawthis::matcher {

/// Writes beside `path`, makes sure that it is on the disk, and puts it in the place of what was
/// there; mode 0600. Error storage: the old file stays.
[[nodiscard]] Result<void> write_phrase_file(const std::filesystem::path& path,
                                             std::span<const std::byte> bytes);

}  // namespace sawthis::matcher
