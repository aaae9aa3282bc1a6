#include "matcher/target_bytes.hpp"

#include <bit>

#include "matcher/byte_stream.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::size_t kTermBytes = 1 + 4;
constexpr std::size_t kBagWordBytes = 8 + 4 + 1;
constexpr auto kRoles = static_cast<std::uint64_t>(TermRole::home) + 1;

template <class T>
bool make_room(ByteReader& reader, std::size_t item_bytes, std::vector<T>& items) {
    const auto count = reader.number(4);
    if (!reader.ok() || count > reader.left() / item_bytes) return false;
    items.resize(count);
    return true;
}

bool read_terms(ByteReader& reader, std::vector<Term>& terms) {
    if (!make_room(reader, kTermBytes, terms)) return false;
    for (Term& term : terms) {
        const auto role = reader.number(1);
        if (role >= kRoles) return false;
        term.role = static_cast<TermRole>(role);
        term.group = static_cast<int>(static_cast<std::uint32_t>(reader.number(4)));
    }
    return true;
}

bool read_bag(ByteReader& reader, std::vector<BagWord>& bag) {
    if (!make_room(reader, kBagWordBytes, bag)) return false;
    for (BagWord& word : bag) {
        word.stem = reader.number(8);
        word.weight = std::bit_cast<float>(static_cast<std::uint32_t>(reader.number(4)));
        word.learnt = reader.number(1) != 0;
    }
    return true;
}

bool read_target(std::string_view bytes, Target& target) {
    ByteReader reader(bytes);
    target.key = reader.number(8);
    const auto slot = reader.number(1);
    if (slot >= kSlots) return false;
    target.slot = static_cast<Slot>(slot);
    const auto marks = reader.number(1);
    target.coined = (marks & 1) != 0;
    target.of_sport = (marks & 2) != 0;
    if (!read_terms(reader, target.terms) || !read_bag(reader, target.bag)) return false;
    for (auto* text : {&target.domain, &target.sport, &target.league, &target.team})
        *text = reader.text();
    for (auto* texts : {&target.rivals, &target.namesakes}) {
        if (!make_room(reader, 1, *texts)) return false;
        for (auto& text : *texts) text = reader.text();
    }
    return reader.ok() && reader.left() == 0;
}

}  // namespace

std::string encode_target(const Target& target) {
    // Does not compile when a target has something more to be kept.
    [[maybe_unused]] const auto& [slot, key, written, terms, trade, coined, domain, sport, league,
                                  team, rivals, namesakes, of_sport, bag] = target;
    ByteWriter writer;
    writer.number(target.key, 8);
    writer.number(static_cast<std::uint64_t>(target.slot), 1);
    writer.number((target.coined ? 1 : 0) + (target.of_sport ? 2 : 0), 1);
    writer.number(target.terms.size(), 4);
    for (const Term& term : target.terms) {
        writer.number(static_cast<std::uint64_t>(term.role), 1);
        writer.number(static_cast<std::uint32_t>(term.group), 4);
    }
    writer.number(target.bag.size(), 4);
    for (const BagWord& word : target.bag) {
        writer.number(word.stem, 8);
        writer.number(std::bit_cast<std::uint32_t>(word.weight), 4);
        writer.number(word.learnt ? 1 : 0, 1);
    }
    for (const auto* text : {&target.domain, &target.sport, &target.league, &target.team})
        writer.text(*text);
    for (const auto* texts : {&target.rivals, &target.namesakes}) {
        writer.number(texts->size(), 4);
        for (const auto& text : *texts) writer.text(text);
    }
    return writer.take();
}

bool decode_target(std::string_view bytes, Target& target) {
    if (read_target(bytes, target)) return true;
    target = {};
    return false;
}

}  // namespace sawthis::matcher
