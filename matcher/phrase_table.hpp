#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "matcher/phrase_filter.hpp"
#include "matcher/phrase_memory.hpp"
#include "matcher/phrase_node.hpp"

namespace sawthis::matcher {

/// What one path is: 16 bytes, four in a line of the cache.
struct PhraseSlot {
    static constexpr std::uint32_t kGoesOn = 1;   // longer phrases pass
    static constexpr std::uint32_t kIsId = 2;     // one phrase of any case ends: `value` is its id
    static constexpr std::uint32_t kHasEnds = 4;  // `value` is the first of the path's ends
    static constexpr std::uint32_t kBegins = 8;   // NodeKind::begins
    static constexpr std::uint32_t kBeginsCapital = 16;

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

/// Which paths exist: filters small enough for the cache, one of the words with which phrases begin
/// and one of the paths to look up, and a hash table behind them whose slots stand in the order of
/// their keys. One block of memory that is as well a file's content:
///
///     header (128 bytes) | filter of first words | filter of paths | slots | ends
///
/// each from a multiple of 64 on; filters are 64-bit words.
///
/// Numbers are of the machine's byte order, which the header tells. Immutable.
class PhraseTable {
public:
    struct Header;

    /// Of sorted nodes (sort_nodes()). Error storage: no memory.
    [[nodiscard]] static Result<PhraseTable> build(std::span<const PhraseNode> nodes);

    /// A block that build() made, after a while on disk. Error malformed: it is none, or not whole.
    /// Reads all of it once, unless it is `trusted`: then damage makes phrases be found that are
    /// not there, or not be found, and no worse.
    [[nodiscard]] static Result<PhraseTable> open(PhraseMemory memory, bool trusted = false);

    /// Has the words with which phrases begin, by first_word_key().
    [[nodiscard]] const PhraseFilter& first_words() const { return first_words_; }

    /// Has the paths that find() knows.
    [[nodiscard]] const PhraseFilter& paths() const { return paths_; }

    /// Brings the memory that find() will read.
    void prefetch(std::uint64_t key) const {
        __builtin_prefetch(slots_.data() + place_of(key, lines_) * kLineSlots);
    }

    /// nullptr: there is no such path.
    [[nodiscard]] const PhraseSlot* find(std::uint64_t key) const {
        const PhraseSlot* slot = slots_.data() + place_of(key, lines_) * kLineSlots;
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

    explicit PhraseTable(PhraseMemory memory);
    [[nodiscard]] Header& header() const;
    [[nodiscard]] static Header make_header(std::span<const PhraseNode> nodes);
    void add_to_filters(const PhraseSlot& slot, bool is_path);
    void fill(std::span<const PhraseNode> nodes);

    PhraseMemory memory_;
    PhraseFilter first_words_;
    PhraseFilter paths_;
    std::span<PhraseSlot> slots_;
    std::span<PhraseEnd> ends_;
    std::size_t lines_ = 0;
};

}  // namespace sawthis::matcher
