#pragma once

#include <chrono>
#include <filesystem>
#include <string_view>

#include "core/result.hpp"

namespace sawthis::app {

/// The right to write a data directory; one process has it at a time, and the system takes it back
/// when that process ends, however it ends.
class DataLock {
public:
    /// Waits up to `patience`. Error conflict: says which command of which process holds it.
    [[nodiscard]] static Result<DataLock> take(const std::filesystem::path& folder,
                                               std::string_view command,
                                               std::chrono::milliseconds patience);

    DataLock(DataLock&&) noexcept;
    DataLock& operator=(DataLock&&) noexcept;
    ~DataLock();

private:
    explicit DataLock(int fd) : fd_(fd) {}
    int fd_;
};

}  // namespace sawthis::app
