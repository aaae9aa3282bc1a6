#include "matcher/phrase_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace sawthis::matcher {

namespace fs = std::filesystem;

namespace {

bool write_all(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

/// A rename is on the disk when its folder is.
bool sync_folder(const fs::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    return synced;
}

}  // namespace

Result<void> write_phrase_file(const fs::path& path,
                               std::initializer_list<std::span<const std::byte>> parts) {
    const auto failed = [&] {
        return fail(ErrorCode::storage,
                    path.string() + ": " + std::generic_category().message(errno));
    };
    std::string aside = path.string() + ".XXXXXX";
    const int fd = ::mkostemp(aside.data(), O_CLOEXEC);  // mode 0600
    if (fd < 0) return failed();
    const bool written =
        std::ranges::all_of(parts, [&](const auto& part) { return write_all(fd, part); }) &&
        ::fsync(fd) == 0;
    const bool moved = written && ::rename(aside.c_str(), path.c_str()) == 0;
    const auto outcome = moved && sync_folder(path) ? Result<void>{} : failed();
    ::close(fd);
    if (!moved) ::unlink(aside.c_str());
    return outcome;
}

}  // namespace sawthis::matcher
