#pragma once

#include <chrono>
#include <filesystem>
#include <string_view>

#include "core/result.hpp"

namespace sawthis::app {

/// What one process at a time may do with a data directory.
enum class DataRight { write, listen };

/// A right that one process has at a time; the system takes it back when that process ends, however
/// it ends.
class DataLock {
public:
    /// Waits up to `patience`. Error conflict: says which command of which process holds it.
    [[nodiscard]] static Result<DataLock> take(const std::filesystem::path& folder,
                                               std::string_view command,
                                               std::chrono::milliseconds patience,
                                               DataRight right = DataRight::write);
    /// Whether somebody has it now.
    [[nodiscard]] static bool is_taken(const std::filesystem::path& folder, DataRight right);

    DataLock(DataLock&&) noexcept;
    DataLock& operator=(DataLock&&) noexcept;
    ~DataLock();

private:
    explicit DataLock(int fd) : fd_(fd) {}
    int fd_;
};

}  // namespace sawthis::app
