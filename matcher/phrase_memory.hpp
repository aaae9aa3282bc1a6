#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "core/result.hpp"

namespace sawthis::matcher {

/// Pages of memory: either fresh ones, or a file's. Unmapped at the end.
class PhraseMemory {
public:
    PhraseMemory() = default;

    /// `size` zero bytes, on huge pages where they are many and the system grants it.
    /// Error storage: there is no memory.
    [[nodiscard]] static Result<PhraseMemory> allocate(std::size_t size);

    /// A regular file, to be read only. Error not_found; storage: cannot be opened or mapped.
    [[nodiscard]] static Result<PhraseMemory> map_file(const std::filesystem::path& path);

    /// Begins on a page.
    [[nodiscard]] std::span<std::byte> bytes() const { return {begin_, size_}; }

    PhraseMemory(PhraseMemory&& other) noexcept;
    PhraseMemory& operator=(PhraseMemory&& other) noexcept;
    ~PhraseMemory();

private:
    PhraseMemory(std::byte* begin, std::size_t size) : begin_(begin), size_(size) {}
    std::byte* begin_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace sawthis::matcher
