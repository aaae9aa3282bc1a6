// Any bytes as kept lore: they are refused, or what they say stays the same when it is kept again.
// Their hash is made right, since no fuzzer finds one.
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "app/kept_lore.hpp"
#include "core/hash.hpp"
#include "matcher/revision.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sawthis;
    const std::string input(reinterpret_cast<const char*>(bytes), size);
    const auto as_it_is = app::parse_lore(input);
    const auto lore = app::parse_lore(fmt::format(
        "sawthis lore 2 {} 7 {:x}\n{}", matcher::kMatcherRevision, stable_hash(input), input));
    if (!lore) return 0;
    const auto again = app::parse_lore(app::format_lore(*lore));
    if (!again || again->words.size() != lore->words.size()) std::abort();
    if (again->rarity != lore->rarity || again->elsewhere != lore->elsewhere) std::abort();
    return 0;
}
