#include "app/data_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "core/text.hpp"

namespace sawthis::app {

namespace {

std::filesystem::path file_of(const std::filesystem::path& folder, DataRight right) {
    return folder / (right == DataRight::write ? "lock" : "listen.lock");
}

std::string holder_in(int fd) {
    std::array<char, 200> words{};
    const auto size = ::pread(fd, words.data(), words.size(), 0);
    const auto holder =
        size > 0 ? one_line({words.data(), static_cast<std::size_t>(size)}) : std::string();
    return holder.empty() ? "another sawthis" : std::string(trim(holder));
}

}  // namespace

Result<DataLock> DataLock::take(const std::filesystem::path& folder, std::string_view command,
                                std::chrono::milliseconds patience, DataRight right) {
    const auto file = file_of(folder, right);
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        return fail(ErrorCode::storage,
                    fmt::format("{}: {}", file.string(), std::generic_category().message(errno)));
    }
    DataLock lock(fd);
    const auto give_up = std::chrono::steady_clock::now() + patience;
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(ErrorCode::storage, fmt::format("{}: {}", file.string(),
                                                        std::generic_category().message(errno)));
        }
        if (std::chrono::steady_clock::now() >= give_up) {
            return fail(ErrorCode::conflict,
                        fmt::format("{}: in use by {}; try again when it has finished",
                                    folder.string(), holder_in(fd)));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    const std::string holder = fmt::format("`sawthis {}` (process {})\n", command, ::getpid());
    if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, holder.data(), holder.size(), 0) < 0) {
        return fail(ErrorCode::storage,
                    fmt::format("{}: {}", file.string(), std::generic_category().message(errno)));
    }
    return lock;
}

bool DataLock::is_taken(const std::filesystem::path& folder, DataRight right) {
    const int fd = ::open(file_of(folder, right).c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    const DataLock probe(fd);
    return ::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

DataLock::DataLock(DataLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

DataLock& DataLock::operator=(DataLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}

DataLock::~DataLock() {
    if (fd_ >= 0) ::close(fd_);
}

}  // namespace sawthis::app
