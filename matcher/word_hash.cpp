#include "matcher/word_hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/byte_block.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::size_t kBlock = sizeof(ByteBlock);

/// Of a word of at most sixteen bytes, filled up with zeros. No byte of a word is 0xFF, so neither
/// factor is ever zero.
std::uint64_t hash_block(ByteBlock word) {
    std::uint64_t half[2];
    std::memcpy(half, &word, sizeof half);
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(half[0] ^ 0x9E3779B97F4AFF15U) *
                         static_cast<Wide>(half[1] ^ 0xD6E8FEB86659FF93U);
    std::uint64_t mixed =
        static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
    mixed *= 0xA24BAED4963EE407U;
    return mixed ^ (mixed >> 32);
}

/// Of a word of at most sixteen bytes, filled up with zeros. Loads that overlap, as a copy of any
/// length is a call.
ByteBlock load_short(std::string_view word) {
    if constexpr (std::endian::native != std::endian::little) {
        ByteBlock block{};
        std::memcpy(&block, word.data(), word.size());
        return block;
    }
    const auto load = [&]<class Number>(std::size_t at, Number number) {
        std::memcpy(&number, word.data() + at, sizeof number);
        return std::uint64_t{number};
    };
    const std::size_t size = word.size();
    std::uint64_t half[2] = {0, 0};
    if (size > 8) {
        half[0] = load(0, std::uint64_t{});
        half[1] = load(size - 8, std::uint64_t{}) >> (8 * (16 - size));
    } else if (size > 3) {
        half[0] = load(0, std::uint32_t{}) | load(size - 4, std::uint32_t{}) << (8 * (size - 4));
    } else {
        for (std::size_t i = 0; i < size; ++i) half[0] |= load(i, std::uint8_t{}) << (8 * i);
    }
    ByteBlock block;
    std::memcpy(&block, half, sizeof block);
    return block;
}

/// The first `length` bytes of `bytes`, then zeros.
ByteBlock keep_first(ByteBlock bytes, std::size_t length) {
    static constexpr auto kKept = [] {
        std::array<char, 2 * kBlock> kept{};
        for (std::size_t i = 0; i < kBlock; ++i) kept[i] = static_cast<char>(0xFF);
        return kept;
    }();
    return bytes & load_block(kKept.data() + kBlock - length);
}

bool fits_block(std::string_view text, Span word) {
    return word.end - word.begin <= kBlock && word.begin + kBlock <= text.size();
}

/// How many letters of a word are its plural, by its last byte but one: a closer look is needed at
/// kUnsure, "studies" and "news".
constexpr std::uint8_t kUnsure = 2;
constexpr auto kPlurals = [] {
    std::array<std::uint8_t, 256> plurals{};
    plurals.fill(1);
    for (const char c : {'s', 'S', 'u', 'U', 'i', 'I'}) plurals[static_cast<unsigned char>(c)] = 0;
    for (const char c : {'e', 'E', 'w', 'W'}) plurals[static_cast<unsigned char>(c)] = kUnsure;
    return plurals;
}();

/// All ones for the letter that a plural ends with.
constexpr auto kIsS = [] {
    std::array<std::uint8_t, 256> is{};
    is['s'] = is['S'] = 0xFF;
    return is;
}();

/// All ones for a length that a plural may have.
constexpr auto kIsLong = [] {
    std::array<std::uint8_t, kBlock + 1> is{};
    std::fill(is.begin() + 4, is.end(), std::uint8_t{0xFF});
    return is;
}();

/// Small letters of ASCII for its capitals.
ByteBlock lower(ByteBlock bytes) {
    const ByteBlock letter = (bytes | 0x20) - 'a';
    return bytes | (static_cast<ByteBlock>(letter < 26) & 0x20);
}

/// Of a folded word that may be a plural of any kind.
[[gnu::noinline]] std::uint64_t hash_plural(ByteBlock folded, std::size_t length) {
    char written[kBlock];
    store_block(written, folded);
    const std::size_t kept = cut_plural(written, length);
    // Only "studies" has another letter now; loading what was just stored bytewise is slow.
    if (kept + 2 == length) folded = load_block(written);
    return hash_block(keep_first(folded, kept));
}

/// Of a run that fits_block(), and does not begin with the text. No branch depends on what the word
/// is, as none could be foreseen; but for plurals on es.
std::uint64_t hash_short_run(std::string_view text, std::size_t begin, std::size_t length) {
    const auto* const end = reinterpret_cast<const unsigned char*>(text.data() + begin + length);
    const ByteBlock folded = load_block(text.data() + begin) | 0x20;  // digits have this bit
    const unsigned plural = kPlurals[end[-2]] & kIsS[end[-1]] & kIsLong[length];
    if (plural == kUnsure) return hash_plural(folded, length);
    return hash_block(keep_first(folded, length - plural));
}

}  // namespace

std::uint64_t hash_word(std::string_view word) {
    if (word.size() > kBlock) return XXH3_64bits(word.data(), word.size());
    return hash_block(load_short(word));
}

std::uint64_t hash_folded(std::string_view word, bool ascii) {
    if (ascii && word.size() <= kBlock) return hash_plural(lower(load_short(word)), word.size());
    std::string folded = ascii ? lower_ascii(word) : fold_case(word);
    folded.resize(cut_plural(folded.data(), folded.size()));
    return hash_word(folded);
}

void hash_folded_runs(std::string_view text, const WordRuns& runs, std::uint64_t* hashes) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Span run = runs[i];
        const std::size_t length = run.end - run.begin;
        hashes[i] = run.begin > 0 && fits_block(text, run)
                        ? hash_short_run(text, run.begin, length)
                        : hash_folded(text.substr(run.begin, length), true);
    }
}

std::uint64_t hash_as_written(std::string_view text, Span word) {
    const auto written = text.substr(word.begin, word.end - word.begin);
    if (written.size() > 1 && written[1] == '.') return hash_word(letters_of(written));
    if (!fits_block(text, word)) return hash_word(written);
    return hash_block(keep_first(load_block(text.data() + word.begin), written.size()));
}

std::string letters_of(std::string_view initials) {
    std::string letters;
    for (std::size_t i = 0; i < initials.size(); i += 2) letters += initials[i];
    return letters;
}

std::size_t cut_plural(char* word, std::size_t length) {
    const auto ends = [&](std::string_view tail) {
        return length > tail.size() &&
               std::string_view(word + length - tail.size(), tail.size()) == tail;
    };
    if (length < 4 || word[length - 1] != 's') return length;
    if (ends("ss") || ends("us") || ends("is") || std::string_view(word, length) == "news") {
        return length;
    }
    if (length > 4 && ends("ies")) {
        word[length - 3] = 'y';
        return length - 2;
    }
    if (ends("sses") || ends("xes") || ends("ches") || ends("shes")) return length - 2;
    return length - 1;
}

}  // namespace sawthis::matcher
