#include "matcher/judge_tables.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>

#include "core/hash.hpp"
#include "matcher/knowledge.hpp"
#include "matcher/phrase_compiler.hpp"
#include "matcher/phrase_file.hpp"
#include "matcher/revision.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::array<char, 8> kMagic{'s', 'a', 'w', 'j', 'u', 'd', 'g', '1'};
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::size_t kMostNumbered = std::numeric_limits<std::uint32_t>::max();

/// The arrays, in the order in which they stand, each from a multiple of 64 on.
enum Section : std::uint8_t {
    kPhrases,
    kUseEnds,
    kUses,
    kSayingEnds,
    kSayings,
    kFacts,
    kKeys,
    kByKey,
    kTrades,
    kBesideEnds,
    kBeside,
    kEncodedEnds,
    kEncoded,
    kPostings,
    kBagSlots,
    kSections  // how many
};

std::size_t aligned(std::size_t size) {
    return (size + 63) / 64 * 64;
}

/// Puts items into their rows; `ends` has one place for each.
template <class T>
void fill_rows(const std::vector<std::pair<std::uint32_t, T>>& pairs, std::span<std::uint32_t> ends,
               std::span<T> items) {
    for (const auto& [row, item] : pairs) ++ends[row];
    std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), 0U);
    for (const auto& [row, item] : pairs) items[ends[row]++] = item;
}

template <class T>
void copy(const std::vector<T>& from, std::span<T> to) {
    std::ranges::copy(from, to.begin());
}

std::uint32_t rows_of(const auto& pairs) {
    std::uint32_t rows = 0;
    for (const auto& pair : pairs) rows = std::max(rows, pair.first + 1);
    return rows;
}

/// Watches as rows: from 0 on.
template <class T>
void count_from(std::uint32_t first, std::vector<std::pair<std::uint32_t, T>>& pairs) {
    for (auto& pair : pairs) pair.first -= first;
}

}  // namespace

struct JudgeTables::Header {
    std::array<char, 8> magic = kMagic;
    std::uint32_t byte_order = kByteOrder;
    std::uint32_t header_size = sizeof(Header);
    std::int64_t revision = kMatcherRevision;
    std::uint64_t knowledge = knowledge_hash();
    std::uint64_t database = 0;
    std::int64_t contacts = 0;
    std::uint64_t articles = 0;
    std::uint64_t learns = 0;
    std::array<std::uint64_t, kSections> sizes{};  // bytes
    std::uint64_t hash = 0;                        // of all before it

    [[nodiscard]] std::size_t begin_of(std::size_t section) const {
        std::size_t at = aligned(sizeof(Header));
        for (std::size_t i = 0; i < section; ++i) at += aligned(sizes[i]);
        return at;
    }
    [[nodiscard]] std::uint64_t own_hash() const {
        return stable_hash({reinterpret_cast<const char*>(this), sizeof(Header) - sizeof hash});
    }
    [[nodiscard]] bool fits(std::size_t block_size) const {
        const bool small =
            std::ranges::all_of(sizes, [&](auto size) { return size <= block_size; });
        return small && begin_of(kSections) == block_size;
    }
    template <class T>
    [[nodiscard]] std::span<T> part(std::byte* block, Section section) const {
        return {reinterpret_cast<T*>(block + begin_of(section)), sizes[section] / sizeof(T)};
    }

    /// What each array of `parts` takes up.
    void measure(const JudgeParts& parts, std::span<const std::byte> phrases,
                 const BagTable& bags) {
        const std::size_t watches = parts.phrases.size();
        sizes[kPhrases] = phrases.size();
        sizes[kUseEnds] = watches * sizeof(std::uint32_t);
        sizes[kUses] = parts.uses.size() * sizeof(WatchUse);
        sizes[kSayingEnds] = watches * sizeof(std::uint32_t);
        sizes[kSayings] = parts.sayings.size() * sizeof(Saying);
        sizes[kFacts] = parts.facts.size() * sizeof(TargetFacts);
        sizes[kKeys] = parts.keys.size() * sizeof(TargetKey);
        sizes[kByKey] = parts.keys.size() * sizeof(std::uint32_t);
        sizes[kTrades] = parts.trades.size() * sizeof(std::uint32_t);
        sizes[kBesideEnds] = rows_of(parts.beside) * sizeof(std::uint32_t);
        sizes[kBeside] = parts.beside.size() * sizeof(std::uint32_t);
        sizes[kEncodedEnds] = parts.encoded_ends.size() * sizeof(std::uint32_t);
        sizes[kEncoded] = parts.encoded.size();
        sizes[kPostings] = bags.postings.size_bytes();
        sizes[kBagSlots] = bags.slots.size_bytes();
    }
    /// Puts the arrays where they belong in `block`, which is zero.
    void fill(std::byte* block, const JudgeParts& parts, std::span<const std::byte> phrases,
              const BagTable& bags) const {
        std::ranges::copy(phrases, part<std::byte>(block, kPhrases).begin());
        fill_rows(parts.uses, part<std::uint32_t>(block, kUseEnds), part<WatchUse>(block, kUses));
        fill_rows(parts.sayings, part<std::uint32_t>(block, kSayingEnds),
                  part<Saying>(block, kSayings));
        copy(parts.facts, part<TargetFacts>(block, kFacts));
        copy(parts.keys, part<TargetKey>(block, kKeys));
        const auto sorted = part<std::uint32_t>(block, kByKey);
        std::iota(sorted.begin(), sorted.end(), 0U);
        std::ranges::sort(sorted, {}, [&](std::uint32_t target) { return parts.keys[target]; });
        copy(parts.trades, part<std::uint32_t>(block, kTrades));
        fill_rows(parts.beside, part<std::uint32_t>(block, kBesideEnds),
                  part<std::uint32_t>(block, kBeside));
        copy(parts.encoded_ends, part<std::uint32_t>(block, kEncodedEnds));
        std::ranges::copy(parts.encoded, part<char>(block, kEncoded).begin());
        std::ranges::copy(bags.postings, part<BagPosting>(block, kPostings).begin());
        std::ranges::copy(bags.slots, part<std::uint32_t>(block, kBagSlots).begin());
    }
};

JudgeTables::JudgeTables(PhraseMemory memory, PhraseTable phrase_table, const Header& header)
    : memory_(std::move(memory)),
      origin_{header.database, header.contacts, header.articles, header.learns != 0},
      phrases_(std::move(phrase_table)) {
    const auto at = [&]<class T>(std::span<const T>& part, Section section) {
        part = header.part<const T>(memory_.bytes().data(), section);
    };
    at(uses_.ends, kUseEnds);
    at(uses_.items, kUses);
    at(sayings_.ends, kSayingEnds);
    at(sayings_.items, kSayings);
    at(facts_, kFacts);
    at(keys_, kKeys);
    at(by_key_, kByKey);
    at(trades_, kTrades);
    at(beside_.ends, kBesideEnds);
    at(beside_.items, kBeside);
    at(encoded_.ends, kEncodedEnds);
    at(encoded_.items, kEncoded);
    at(bags_.postings, kPostings);
    at(bags_.slots, kBagSlots);
}

Result<JudgeTables> JudgeTables::build(JudgeParts parts) {
    auto nodes = make_nodes(parts.phrases);
    if (!nodes) return tl::unexpected(nodes.error());
    auto table = PhraseTable::build(*nodes);
    if (!table) return tl::unexpected(table.error());
    *nodes = {};
    parts.bags.build();
    const BagTable bags = parts.bags.table();
    count_from(parts.first_watch, parts.uses);
    count_from(parts.first_watch, parts.sayings);
    if (std::max({parts.encoded.size(), parts.uses.size(), bags.postings.size()}) > kMostNumbered) {
        return fail(ErrorCode::bad_input, "more to look for than can be numbered");
    }

    Header header;
    header.measure(parts, table->bytes(), bags);
    header.hash = header.own_hash();

    auto memory = PhraseMemory::allocate(header.begin_of(kSections));
    if (!memory) return tl::unexpected(memory.error());
    std::byte* const block = memory->bytes().data();
    std::memcpy(block, &header, sizeof header);
    header.fill(block, parts, table->bytes(), bags);

    auto tables = open(*std::move(memory));
    if (!tables) return tables;
    tables->first_target_ = parts.first_target;
    tables->first_watch_ = parts.first_watch;
    return tables;
}

Result<JudgeTables> JudgeTables::map(const std::filesystem::path& path) {
    auto memory = PhraseMemory::map_file(path);
    if (!memory) return tl::unexpected(memory.error());
    auto tables = open(*std::move(memory));
    if (!tables) return fail_in(path.string(), tables.error());
    return tables;
}

Result<JudgeTables> JudgeTables::open(PhraseMemory memory) {
    const auto bytes = memory.bytes();
    Header header;
    const auto [revision, knowledge] = std::pair(header.revision, header.knowledge);
    if (bytes.size() < sizeof header) return fail(ErrorCode::malformed, "is too short");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kMagic || header.byte_order != kByteOrder ||
        header.header_size != sizeof header) {
        return fail(ErrorCode::malformed, "holds no judge of this kind of machine or version");
    }
    if (header.hash != header.own_hash() || !header.fits(bytes.size())) {
        return fail(ErrorCode::malformed, "is damaged");
    }
    if (header.revision != revision || header.knowledge != knowledge) {
        return fail(ErrorCode::malformed, "was made by another version");
    }
    auto table = PhraseTable::open(
        PhraseMemory::borrow(header.part<std::byte>(bytes.data(), kPhrases)), true);
    if (!table) return tl::unexpected(table.error());
    JudgeTables tables(std::move(memory), *std::move(table), header);
    const auto targets = tables.facts_.size();
    const auto slot_count = tables.bags_.slots.size();
    if (tables.keys_.size() != targets || tables.by_key_.size() != targets ||
        tables.trades_.size() != targets || tables.encoded_.ends.size() != targets ||
        tables.uses_.ends.size() != tables.sayings_.ends.size() ||
        !std::has_single_bit(slot_count)) {
        return fail(ErrorCode::malformed, "is damaged");
    }
    return tables;
}

Result<void> JudgeTables::save(const std::filesystem::path& path, const JudgeOrigin& origin) const {
    Header header;
    std::memcpy(&header, bytes().data(), sizeof header);
    header.database = origin.database;
    header.contacts = origin.contacts;
    header.articles = origin.articles;
    header.learns = origin.learns ? 1 : 0;
    header.hash = header.own_hash();
    return write_phrase_file(
        path, {std::as_bytes(std::span(&header, 1)), bytes().subspan(sizeof header)});
}

std::string_view JudgeTables::encoded(std::uint32_t target) const {
    const auto row = encoded_[target - first_target_];
    return {row.data(), row.size()};
}

std::uint32_t JudgeTables::find(TargetKey key) const {
    const auto key_at = [&](std::uint32_t target) {
        return target < keys_.size() ? keys_[target] : 0;
    };
    const auto at = std::ranges::lower_bound(by_key_, key, {}, key_at);
    if (at == by_key_.end() || key_at(*at) != key) return 0;
    return first_target_ + *at + 1;
}

}  // namespace sawthis::matcher
