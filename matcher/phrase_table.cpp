#include "matcher/phrase_table.hpp"

#include <array>
#include <cstring>
#include <string_view>

#include "core/hash.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::array<char, 8> kMagic{'s', 'a', 'w', 'p', 'h', 'r', 's', '2'};
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::uint64_t kNoKey = ~std::uint64_t{0};  // of a free slot

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

/// Those of a path on which a phrase ends: they sort last.
std::span<const PhraseNode> ends_of(std::span<const PhraseNode> path) {
    std::size_t first = 0;
    while (first < path.size() && !is_end(path[first].kind)) ++first;
    return path.subspan(first);
}

/// What is true of a path but for its ends, as marks of a slot.
constexpr std::array<std::pair<NodeKind, std::uint32_t>, 3> kMarks{
    {{NodeKind::passes, PhraseSlot::kGoesOn},
     {NodeKind::begins, PhraseSlot::kBegins},
     {NodeKind::begins_capital, PhraseSlot::kBeginsCapital}}};

std::uint32_t marks_of(std::span<const PhraseNode> path) {
    std::uint32_t marks = 0;
    for (const PhraseNode& node : path) {
        for (const auto& [kind, mark] : kMarks) marks |= node.kind == kind ? mark : 0;
    }
    return marks;
}

/// Whether the path is looked up: not if it is but a phrase's first word.
bool is_path(std::span<const PhraseNode> path) {
    return path.front().kind == NodeKind::passes || is_end(path.back().kind);
}

bool fits_slot(std::span<const PhraseNode> ends) {
    return ends.empty() || (ends.size() == 1 && ends[0].kind == NodeKind::ends);
}

}  // namespace

struct PhraseTable::Header {
    std::array<char, 8> magic = kMagic;
    std::uint32_t byte_order = kByteOrder;
    std::uint32_t header_size = sizeof(Header);
    std::uint64_t size = 0;              // of the whole block
    std::uint64_t first_word_words = 0;  // of the filter
    std::uint64_t path_words = 0;
    std::uint64_t lines = 0;
    std::uint64_t slots = 0;  // more than the lines have: the last ones may overflow
    std::uint64_t ends = 0;
    std::uint64_t phrases = 0;
    std::array<std::uint64_t, 5> reserved{};
    std::uint64_t body_hash = 0;
    std::uint64_t header_hash = 0;  // of all before it

    [[nodiscard]] std::size_t first_words_at() const { return sizeof(Header); }
    [[nodiscard]] std::size_t paths_at() const {
        return first_words_at() + aligned(first_word_words * 8);
    }
    [[nodiscard]] std::size_t slots_at() const { return paths_at() + aligned(path_words * 8); }
    [[nodiscard]] std::size_t ends_at() const {
        return slots_at() + aligned(slots * sizeof(PhraseSlot));
    }
    [[nodiscard]] std::size_t end() const { return ends_at() + aligned(ends * sizeof(PhraseEnd)); }
    [[nodiscard]] std::uint64_t own_hash() const {
        return hash_of(std::as_bytes(std::span(this, 1)).first(sizeof(Header) - 8));
    }
    /// Whether the numbers fit each other and a block of `block_size`.
    [[nodiscard]] bool fits(std::size_t block_size) const {
        const bool small = first_word_words <= block_size / 8 && path_words <= block_size / 8 &&
                           slots <= block_size / 16 && ends <= block_size / 16 &&
                           lines <= block_size / 64;
        return small && first_word_words > 0 && path_words > 0 && lines > 0 &&
               slots > lines * kLineSlots && size == block_size && end() == block_size;
    }
};

PhraseTable::Header PhraseTable::make_header(std::span<const PhraseNode> nodes) {
    Header header;
    std::size_t first_words = 0;
    std::size_t paths = 0;
    std::size_t slots = 0;
    for (auto rest = nodes; !rest.empty(); ++slots) {
        const auto path = take_path(rest);
        const auto ends = ends_of(path);
        header.phrases += ends.size();
        if (!fits_slot(ends)) header.ends += ends.size();
        const std::uint32_t marks = marks_of(path);
        first_words += (marks & PhraseSlot::kBegins) != 0 ? 1 : 0;
        first_words += (marks & PhraseSlot::kBeginsCapital) != 0 ? 1 : 0;
        paths += is_path(path) ? 1 : 0;
    }
    header.first_word_words = PhraseFilter::words_for(first_words);
    header.path_words = PhraseFilter::words_for(paths);
    header.lines = slots * 2 / 5 + 1;  // five slots in eight are taken
    std::size_t cursor = 0;
    for (auto rest = nodes; !rest.empty();) {
        const std::size_t home = place_of(take_path(rest)[0].key, header.lines) * kLineSlots;
        cursor = std::max(cursor, home) + 1;
    }
    header.slots = std::max<std::size_t>(cursor, header.lines * kLineSlots) + 1;
    header.size = header.end();
    return header;
}

PhraseTable::PhraseTable(PhraseMemory memory) : memory_(std::move(memory)) {
    std::byte* const at = memory_.bytes().data();
    const Header& head = header();
    const auto filter = [&](std::size_t begin, std::size_t words) {
        return PhraseFilter({reinterpret_cast<std::uint64_t*>(at + begin), words});
    };
    first_words_ = filter(head.first_words_at(), head.first_word_words);
    paths_ = filter(head.paths_at(), head.path_words);
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

void PhraseTable::add_to_filters(const PhraseSlot& slot, bool is_path) {
    if (is_path) paths_.add(slot.key);
    if ((slot.marks & PhraseSlot::kBegins) != 0) first_words_.add(first_word_key(slot.key, false));
    if ((slot.marks & PhraseSlot::kBeginsCapital) != 0) {
        first_words_.add(first_word_key(slot.key, true));
    }
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
        free_up_to(place_of(key, lines_) * kLineSlots);
        PhraseSlot& slot = slots_[cursor++];
        slot = {key, 0, marks_of(path)};
        add_to_filters(slot, is_path(path));
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

Result<PhraseTable> PhraseTable::open(PhraseMemory memory, bool trusted) {
    const auto bytes = memory.bytes();
    Header header;
    if (bytes.size() < sizeof header) return fail(ErrorCode::malformed, "is too short");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kMagic) return fail(ErrorCode::malformed, "holds no phrases");
    if (header.byte_order != kByteOrder || header.header_size != sizeof header) {
        return fail(ErrorCode::malformed, "was written by another kind of machine or version");
    }
    if (header.header_hash != header.own_hash() || !header.fits(bytes.size()) ||
        (!trusted && header.body_hash != hash_of(bytes.subspan(sizeof header)))) {
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
        for (const auto& [kind, mark] : kMarks) {
            if ((slot.marks & mark) != 0) nodes.push_back({slot.key, 0, 0, kind});
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
