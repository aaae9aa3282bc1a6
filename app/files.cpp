#include "app/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace sawthis::app {

namespace fs = std::filesystem;

namespace {

struct Descriptor {
    int fd = -1;
    explicit Descriptor(int number) : fd(number) {}
    ~Descriptor() {
        if (fd > STDERR_FILENO) ::close(fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

std::string reason() {
    return std::generic_category().message(errno);
}

Result<void> write_all(int fd, std::string_view text, const fs::path& path) {
    while (!text.empty()) {
        const auto written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0)
            return fail(ErrorCode::storage, fmt::format("{}: {}", path.string(), reason()));
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::size_t max_bytes) {
    const bool standard_input = path == "-";
    // O_NONBLOCK: opening a pipe without a writer must not hang.
    const Descriptor file(standard_input ? STDIN_FILENO
                                         : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.fd < 0) {
        const auto code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::bad_input;
        return fail(code, fmt::format("{}: {}", path.string(), reason()));
    }
    struct stat about {};
    if (!standard_input && (::fstat(file.fd, &about) != 0 || !S_ISREG(about.st_mode))) {
        return fail(ErrorCode::bad_input, fmt::format("{}: is no regular file", path.string()));
    }
    std::string text;
    std::array<char, 64 * 1024> chunk;
    for (;;) {
        const auto got = ::read(file.fd, chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            return fail(ErrorCode::bad_input, fmt::format("{}: {}", path.string(), reason()));
        if (got == 0) return text;
        text.append(chunk.data(), static_cast<std::size_t>(got));
        if (text.size() > max_bytes) {
            return fail(ErrorCode::bad_input,
                        fmt::format("{}: is larger than {} MiB", path.string(), max_bytes >> 20U));
        }
    }
}

Result<void> write_file(const fs::path& path, std::string_view text) {
    std::string name = path.string() + ".XXXXXX";
    {
        const Descriptor file(::mkostemp(name.data(), O_CLOEXEC));  // mode 0600
        if (file.fd < 0)
            return fail(ErrorCode::storage, fmt::format("{}: {}", path.string(), reason()));
        const auto written = write_all(file.fd, text, path);
        if (!written || ::fsync(file.fd) != 0) {
            ::unlink(name.c_str());
            return written
                       ? fail(ErrorCode::storage, fmt::format("{}: {}", path.string(), reason()))
                       : written;
        }
    }
    if (::rename(name.c_str(), path.c_str()) != 0) {
        const auto why = reason();
        ::unlink(name.c_str());
        return fail(ErrorCode::storage, fmt::format("{}: {}", path.string(), why));
    }
    return {};
}

Result<void> remove_file(const fs::path& path) {
    std::error_code error;
    fs::remove(path, error);
    if (!error) return {};
    return fail(ErrorCode::storage, path.string() + ": " + error.message());
}

Result<void> make_private_folder(const fs::path& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (!error && !fs::is_directory(path, error))
        error = std::make_error_code(std::errc::not_a_directory);
    if (!error) fs::permissions(path, fs::perms::owner_all, error);
    if (error)
        return fail(ErrorCode::storage, fmt::format("{}: {}", path.string(), error.message()));
    return {};
}

}  // namespace sawthis::app
