#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sawthis::app {

/// A whole regular file (or, for "-", standard input) of at most `max_bytes`. Error not_found;
/// bad_input: a folder, a device, a pipe, unreadable, or larger. The detail names the path.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t max_bytes);

/// Writes by a temporary file and a rename, mode 0600: readers see the old or the new file whole.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view text);

/// So that it is not there; it need not have been. Error storage; the detail names the path.
[[nodiscard]] Result<void> remove_file(const std::filesystem::path& path);

/// Makes the folder, and those above it, for its owner alone (0700); one that is there is
/// tightened.
[[nodiscard]] Result<void> make_private_folder(const std::filesystem::path& path);

}  // namespace sawthis::app
