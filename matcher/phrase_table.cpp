#include "matcher/phrase_table.hpp"

#include <array>
#include <cstring>
#include <string_view>

#include "core/hash.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::array<char, 8> kMagic{'s', 'a', 'w', 'p', 'h', 'r', 's', '1'};
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::uint64_t kNoKey = ~std::uint64_t{0};  // of a free slot
constexpr std::size_t kFilterBitsPerNode = 12;

std::size_t aligned(std::size_t size) {
    return (size + 63) / 64 * 64;
}

std::uint64_t hash_of(std::span<const std::byte> bytes) {
    return stable_hash({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

/// The nodes of one path, which stand together.
std::span<const PhraseNode> take_path(std::span<const PhraseNode>& nodes) {
    std::size_t count = 1;
    while (count < nodes.size() && nodes[count].key == nodes[0].key) ++count;
    const auto path = nodes.first(count);
    nodes = nodes.subspan(count);
    return path;
}

/// Those of a path on which a phrase ends: passes sorts first.
std::span<const PhraseNode> ends_of(std::span<const PhraseNode> path) {
    return path.subspan(path.front().kind == NodeKind::passes ? 1 : 0);
}

bool fits_slot(std::span<const PhraseNode> ends) {
    return ends.empty() || (ends.size() == 1 && ends[0].kind == NodeKind::ends);
}

}  // namespace

struct PhraseTable::Header {
    std::array<char, 8> magic = kMagic;
    std::uint32_t byte_order = kByteOrder;
    std::uint32_t header_size = sizeof(Header);
    std::uint64_t size = 0;  // of the whole block
    std::uint64_t filter_words = 0;
    std::uint64_t lines = 0;
    std::uint64_t slots = 0;  // more than the lines have: the last ones may overflow
    std::uint64_t ends = 0;
    std::uint64_t phrases = 0;
    std::array<std::uint64_t, 6> reserved{};
    std::uint64_t body_hash = 0;
    std::uint64_t header_hash = 0;  // of all before it

    [[nodiscard]] std::size_t filter_at() const { return sizeof(Header); }
    [[nodiscard]] std::size_t slots_at() const { return filter_at() + aligned(filter_words * 8); }
    [[nodiscard]] std::size_t ends_at() const {
        return slots_at() + aligned(slots * sizeof(PhraseSlot));
    }
    [[nodiscard]] std::size_t end() const { return ends_at() + aligned(ends * sizeof(PhraseEnd)); }
    [[nodiscard]] std::uint64_t own_hash() const {
        return hash_of(std::as_bytes(std::span(this, 1)).first(sizeof(Header) - 8));
    }
    /// Whether the numbers fit each other and a block of `block_size`.
    [[nodiscard]] bool fits(std::size_t block_size) const {
        const bool small = filter_words <= block_size / 8 && slots <= block_size / 16 &&
                           ends <= block_size / 16 && lines <= block_size / 64;
        return small && filter_words > 0 && lines > 0 && slots > lines * kLineSlots &&
               size == block_size && end() == block_size;
    }
};

PhraseTable::Header PhraseTable::make_header(std::span<const PhraseNode> nodes) {
    Header header;
    std::size_t paths = 0;
    for (auto rest = nodes; !rest.empty(); ++paths) {
        const auto ends = ends_of(take_path(rest));
        header.phrases += ends.size();
        if (!fits_slot(ends)) header.ends += ends.size();
    }
    header.filter_words = paths * kFilterBitsPerNode / 64 + 1;
    header.lines = paths * 2 / 5 + 1;  // five slots in eight are taken
    std::size_t cursor = 0;
    for (auto rest = nodes; !rest.empty();) {
        const std::size_t home = place(take_path(rest)[0].key, header.lines) * kLineSlots;
        cursor = std::max(cursor, home) + 1;
    }
    header.slots = std::max<std::size_t>(cursor, header.lines * kLineSlots) + 1;
    header.size = header.end();
    return header;
}

PhraseTable::PhraseTable(PhraseMemory memory) : memory_(std::move(memory)) {
    std::byte* const at = memory_.bytes().data();
    const Header& head = header();
    filter_ = {reinterpret_cast<std::uint64_t*>(at + head.filter_at()), head.filter_words};
    slots_ = {reinterpret_cast<PhraseSlot*>(at + head.slots_at()), head.slots};
    ends_ = {reinterpret_cast<PhraseEnd*>(at + head.ends_at()), head.ends};
    lines_ = head.lines;
}

PhraseTable::Header& PhraseTable::header() const {
    return *reinterpret_cast<Header*>(memory_.bytes().data());
}

std::size_t PhraseTable::phrases() const {
    return header().phrases;
}

void PhraseTable::fill(std::span<const PhraseNode> nodes) {
    std::size_t cursor = 0;
    std::size_t end = 0;
    const auto free_up_to = [&](std::size_t slot) {
        while (cursor < slot) slots_[cursor++].key = kNoKey;
    };
    while (!nodes.empty()) {
        const auto path = take_path(nodes);
        const std::uint64_t key = path[0].key;
        filter_[place(key, filter_.size())] |= filter_bits(key);
        free_up_to(place(key, lines_) * kLineSlots);
        PhraseSlot& slot = slots_[cursor++];
        slot.key = key;
        slot.marks = path[0].kind == NodeKind::passes ? PhraseSlot::kGoesOn : 0;
        const auto ends = ends_of(path);
        if (ends.empty()) continue;
        slot.marks |= fits_slot(ends) ? PhraseSlot::kIsId : PhraseSlot::kHasEnds;
        slot.value = fits_slot(ends) ? ends[0].id : static_cast<std::uint32_t>(end);
        if (fits_slot(ends)) continue;
        for (const auto& node : ends) ends_[end++] = {node.exact, node.id, 1};
        ends_[end - 1].more = 0;
    }
    free_up_to(slots_.size());
}

Result<PhraseTable> PhraseTable::build(std::span<const PhraseNode> nodes) {
    Header header = make_header(nodes);
    if (header.ends > std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorCode::bad_input, "more phrases than one dictionary can number");
    }
    auto memory = PhraseMemory::allocate(header.size);
    if (!memory) return tl::unexpected(memory.error());
    std::memcpy(memory->bytes().data(), &header, sizeof header);
    PhraseTable table(*std::move(memory));
    table.fill(nodes);
    header.body_hash = hash_of(table.bytes().subspan(sizeof header));
    header.header_hash = header.own_hash();
    table.header() = header;
    return table;
}

Result<PhraseTable> PhraseTable::open(PhraseMemory memory) {
    const auto bytes = memory.bytes();
    Header header;
    if (bytes.size() < sizeof header) return fail(ErrorCode::malformed, "is too short");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kMagic) return fail(ErrorCode::malformed, "holds no phrases");
    if (header.byte_order != kByteOrder || header.header_size != sizeof header) {
        return fail(ErrorCode::malformed, "was written by another kind of machine or version");
    }
    if (header.header_hash != header.own_hash() || !header.fits(bytes.size()) ||
        header.body_hash != hash_of(bytes.subspan(sizeof header))) {
        return fail(ErrorCode::malformed, "is damaged");
    }
    PhraseTable table(std::move(memory));
    if (table.slots_.back().key != kNoKey) return fail(ErrorCode::malformed, "is damaged");
    return table;
}

std::vector<PhraseNode> PhraseTable::nodes() const {
    std::vector<PhraseNode> nodes;
    nodes.reserve(slots_.size());
    for (const PhraseSlot& slot : slots_) {
        if (slot.key == kNoKey) continue;
        if ((slot.marks & PhraseSlot::kGoesOn) != 0) {
            nodes.push_back({slot.key, 0, 0, NodeKind::passes});
        }
        if ((slot.marks & PhraseSlot::kIsId) != 0) {
            nodes.push_back({slot.key, 0, slot.value, NodeKind::ends});
        }
        if ((slot.marks & PhraseSlot::kHasEnds) == 0) continue;
        for (const PhraseEnd& end : ends_from(slot.value)) {
            nodes.push_back({slot.key, end.exact, end.id,
                             end.exact == 0 ? NodeKind::ends : NodeKind::ends_exact});
            if (end.more == 0) break;
        }
    }
    return nodes;
}

}  // namespace sawthis::matcher
