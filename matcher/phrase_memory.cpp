#include "matcher/phrase_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace sawthis::matcher {

namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;

std::string reason() {
    return std::generic_category().message(errno);
}

}  // namespace

Result<PhraseMemory> PhraseMemory::allocate(std::size_t size) {
    void* const at =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return fail(ErrorCode::storage, "memory for phrases: " + reason());
    if (size >= 2 * kHugePage) ::madvise(at, size, MADV_HUGEPAGE);  // refused: slower, no worse
    return PhraseMemory(static_cast<std::byte*>(at), size);
}

Result<PhraseMemory> PhraseMemory::map_file(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::storage,
                    path.string() + ": " + reason());
    }
    struct stat about {};
    void* at = MAP_FAILED;
    if (::fstat(fd, &about) == 0) {
        if (S_ISREG(about.st_mode) && about.st_size == 0) {
            ::close(fd);
            return PhraseMemory();
        }
        at = ::mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_SHARED, fd, 0);
    }
    const std::string why = reason();
    ::close(fd);
    if (at == MAP_FAILED) return fail(ErrorCode::storage, path.string() + ": " + why);
    return PhraseMemory(static_cast<std::byte*>(at), static_cast<std::size_t>(about.st_size));
}

PhraseMemory::PhraseMemory(PhraseMemory&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      borrowed_(other.borrowed_) {}

PhraseMemory& PhraseMemory::operator=(PhraseMemory&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    std::swap(borrowed_, other.borrowed_);
    return *this;
}

PhraseMemory::~PhraseMemory() {
    if (begin_ != nullptr && !borrowed_) ::munmap(begin_, size_);
}

}  // namespace sawthis::matcher
