#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace sawthis::index {

/// From a 32-bit key to the articles (by number) that have it, in order of arrival: one flat table
/// with open addressing and one flat pool of links, so a hundred thousand articles with dozens of
/// keys each take tens of megabytes.
class Postings {
public:
    void add(std::uint32_t key, std::uint32_t article);

    /// How many articles have `key`.
    [[nodiscard]] std::uint32_t count(std::uint32_t key) const;

    /// Calls `fn(article)` for at most `most` of the articles that have `key`, the latest first.
    template <class Fn>
    void for_latest(std::uint32_t key, std::size_t most, Fn&& fn) const {
        if (slots_.empty()) return;
        const Slot& slot = slots_[find_slot(key)];
        for (auto at = slot.latest; at != kNone && most > 0; at = links_[at].earlier, --most) {
            fn(links_[at].article);
        }
    }

private:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    struct Slot {
        std::uint32_t key = 0;
        std::uint32_t latest = kNone;  // kNone: the slot is free
        std::uint32_t count = 0;
    };
    struct Link {
        std::uint32_t article;
        std::uint32_t earlier;
    };

    /// The slot of `key`, or the free one where it would be.
    [[nodiscard]] std::size_t find_slot(std::uint32_t key) const;
    void grow();

    std::vector<Slot> slots_;  // a power of two, at most two thirds in use
    std::vector<Link> links_;
    std::size_t used_ = 0;
};

}  // namespace sawthis::index
