#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "core/result.hpp"

namespace sawthis::matcher {

/// Pages of memory: either fresh ones, or a file's, unmapped at the end; or a part of another's.
class PhraseMemory {
public:
    PhraseMemory() = default;

    /// `size` zero bytes, on huge pages where they are many and the system grants it.
    /// Error storage: there is no memory.
    [[nodiscard]] static Result<PhraseMemory> allocate(std::size_t size);

    /// A regular file, to be read only. Error not_found; storage: cannot be opened or mapped.
    [[nodiscard]] static Result<PhraseMemory> map_file(const std::filesystem::path& path);

    /// `bytes` of an owner who outlives it.
    [[nodiscard]] static PhraseMemory borrow(std::span<std::byte> bytes) {
        PhraseMemory memory(bytes.data(), bytes.size());
        memory.borrowed_ = true;
        return memory;
    }

    /// Begins on a page, unless it is borrowed.
    [[nodiscard]] std::span<std::byte> bytes() const { return {begin_, size_}; }

    PhraseMemory(PhraseMemory&& other) noexcept;
    PhraseMemory& operator=(PhraseMemory&& other) noexcept;
    ~PhraseMemory();

private:
    PhraseMemory(std::byte* begin, std::size_t size) : begin_(begin), size_(size) {}
    std::byte* begin_ = nullptr;
    std::size_t size_ = 0;
    bool borrowed_ = false;
};

}  // namespace sawthis::matcher
