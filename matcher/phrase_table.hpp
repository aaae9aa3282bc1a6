#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "matcher/phrase_memory.hpp"
#include "matcher/phrase_node.hpp"

namespace sawthis::matcher {

/// What one path is: 16 bytes, four in a line of the cache.
struct PhraseSlot {
    static constexpr std::uint32_t kGoesOn = 1;   // longer phrases pass
    static constexpr std::uint32_t kIsId = 2;     // one phrase of any case ends: `value` is its id
    static constexpr std::uint32_t kHasEnds = 4;  // `value` is the first of the path's ends

    std::uint64_t key = 0;
    std::uint32_t value = 0;
    std::uint32_t marks = 0;
};

/// A phrase that ends where others do, or has a case.
struct PhraseEnd {
    std::uint64_t exact = 0;  // 0: any case
    std::uint32_t id = 0;
    std::uint32_t more = 0;  // 1: another of the same path follows
};

/// Which paths exist: a filter small enough for the cache, and a hash table behind it whose slots
/// stand in the order of their keys. One block of memory that is as well a file's content:
///
///     header (128 bytes) | filter: 64-bit words | slots | ends      each from a multiple of 64 on
///
/// Numbers are of the machine's byte order, which the header tells. Immutable.
class PhraseTable {
public:
    struct Header;

    /// Of sorted nodes (sort_nodes()). Error storage: no memory.
    [[nodiscard]] static Result<PhraseTable> build(std::span<const PhraseNode> nodes);

    /// A block that build() made, after a while on disk. Error malformed: it is none, or not whole.
    /// Reads all of it once.
    [[nodiscard]] static Result<PhraseTable> open(PhraseMemory memory);

    /// False for nearly all paths that do not exist. One access.
    [[nodiscard]] bool may_have(std::uint64_t key) const {
        const std::uint64_t bits = filter_bits(key);
        return (filter_[place(key, filter_.size())] & bits) == bits;
    }

    /// Brings the memory that may_have() will read.
    void prefetch_filter(std::uint64_t key) const {
        __builtin_prefetch(filter_.data() + place(key, filter_.size()));
    }

    /// Brings the memory that find() will read.
    void prefetch(std::uint64_t key) const {
        __builtin_prefetch(slots_.data() + place(key, lines_) * kLineSlots);
    }

    /// nullptr: there is no such path.
    [[nodiscard]] const PhraseSlot* find(std::uint64_t key) const {
        const PhraseSlot* slot = slots_.data() + place(key, lines_) * kLineSlots;
        while (slot->key < key) ++slot;  // the last slot's key is larger than any
        return slot->key == key ? slot : nullptr;
    }

    /// The ends of a slot with kHasEnds: up to the first without `more`.
    [[nodiscard]] std::span<const PhraseEnd> ends_from(std::uint32_t first) const {
        return ends_.subspan(std::min<std::size_t>(first, ends_.size()));
    }

    /// Brings the memory that ends_from() will read.
    void prefetch_ends(std::uint32_t first) const { __builtin_prefetch(ends_from(first).data()); }

    /// As sorted nodes again.
    [[nodiscard]] std::vector<PhraseNode> nodes() const;

    /// Nodes on which a phrase ends.
    [[nodiscard]] std::size_t phrases() const;
    [[nodiscard]] std::span<const std::byte> bytes() const { return memory_.bytes(); }

private:
    static constexpr std::size_t kLineSlots = 4;

    /// 0 to `range` - 1, in the order of keys.
    [[nodiscard]] static std::size_t place(std::uint64_t key, std::size_t range) {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::size_t>(static_cast<Wide>(key) * range >> 64);
    }
    [[nodiscard]] static std::uint64_t filter_bits(std::uint64_t key) {
        return std::uint64_t{1} << (key & 63) | std::uint64_t{1} << (key >> 6 & 63) |
               std::uint64_t{1} << (key >> 12 & 63);
    }

    explicit PhraseTable(PhraseMemory memory);
    [[nodiscard]] Header& header() const;
    [[nodiscard]] static Header make_header(std::span<const PhraseNode> nodes);
    void fill(std::span<const PhraseNode> nodes);

    PhraseMemory memory_;
    std::span<std::uint64_t> filter_;
    std::span<PhraseSlot> slots_;
    std::span<PhraseEnd> ends_;
    std::size_t lines_ = 0;
};

}  // namespace sawthis::matcher
