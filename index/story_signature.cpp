#include "index/story_signature.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/hash.hpp"
#include "core/text.hpp"
#include "index/story_tokens.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kTextWords = 300;    // later ones are background, and boilerplate
constexpr std::size_t kTextBytes = 3'000;  // what is looked at to find them
constexpr std::size_t kShingle = 3;        // words
constexpr std::size_t kLeadReach = 80;     // words of the text among which the lead words are
constexpr std::size_t kEnoughWords = 40;   // of text before its end may begin

template <std::size_t N>
void add_word(WordSet<N>& set, std::uint32_t word) {
    if (set.size == N) return;
    const auto end = set.words.begin() + set.size;
    const auto at = std::lower_bound(set.words.begin(), end, word);
    if (at != end && *at == word) return;
    std::move_backward(at, end, end + 1);
    *at = word;
    ++set.size;
}

/// Whether a line of a press release begins what is the same in all of its company's releases.
bool begins_boilerplate(std::string_view line) {
    constexpr std::string_view kBegins[] = {
        "about ",           "forward-looking", "forward looking", "cautionary ", "safe harbor",
        "media contact",    "press contact",   "contact:",        "contacts:",   "investor contact",
        "notes to editors", "note to editors", "source:",         "disclaimer"};
    const std::string head = lower_ascii(trim(line.substr(0, 40)));
    const bool short_line = line.size() < 120;
    return std::ranges::any_of(kBegins, [&](auto begin) {
        return head.starts_with(begin) && (short_line || begin != "about ");
    });
}

/// The part of a text that tells the news: its beginning, up to where a release turns to the
/// company, the lawyers and the press contact.
std::string_view news_part(std::string_view text) {
    std::string_view part = text.substr(0, kTextBytes);
    std::size_t blanks = 0;
    for (std::size_t at = 0; at < part.size();) {
        const std::size_t end = std::min(part.find('\n', at), part.size());
        const auto line = part.substr(at, end - at);
        if (blanks >= kEnoughWords && begins_boilerplate(line)) return part.substr(0, at);
        blanks += static_cast<std::size_t>(std::ranges::count(line, ' ')) + 1;
        at = end + 1;
    }
    return part;
}

/// MinHash over runs of kShingle words: minima[i] is the least of the i-th mixing of their hashes,
/// of which 16 bits suffice to see whether two are equal.
void sketch(std::span<const StoryToken> text, StoryTraits& traits) {
    if (text.size() < kShingle) return;
    std::array<std::uint32_t, kMinima> minima{};
    minima.fill(std::numeric_limits<std::uint32_t>::max());
    for (std::size_t i = 0; i + kShingle <= text.size(); ++i) {
        std::uint64_t hash = 0;
        for (const auto& token : text.subspan(i, kShingle)) {
            hash = (hash ^ token.exact) * 0x9E3779B97F4A7C15ULL;
            hash ^= hash >> 29U;
        }
        const auto step = static_cast<std::uint32_t>(hash) | 1U;
        const auto start = static_cast<std::uint32_t>(hash >> 32U);
        for (std::uint32_t k = 0; k < kMinima; ++k) {
            std::uint32_t mixed = start + k * step;
            mixed = (mixed ^ (mixed >> 15U)) * 0x85EBCA77U;
            mixed ^= mixed >> 13U;
            minima[k] = std::min(minima[k], mixed);
        }
    }
    // The high bits of a least value are nearly always 0.
    for (std::size_t k = 0; k < kMinima; ++k) traits.minima[k] = minima[k] & 0xFFFFU;
    traits.shingles = static_cast<std::uint16_t>(text.size() - kShingle + 1);
}

/// The bits of a word in the Bloom filter.
std::array<std::uint32_t, 4> bloom_bits(std::uint32_t word) {
    constexpr std::uint32_t kBits = kBloomWords * 64;
    const std::uint32_t mixed = (word >> 1U) * 0x9E3779B1U;
    return {(word >> 2U) % kBits, (word >> 17U) % kBits, mixed % kBits, (mixed >> 15U) % kBits};
}

void fill_bloom(std::span<const StoryToken> text, StoryTraits& traits) {
    for (const auto& token : text) {
        if (token.word == 0) continue;
        for (const auto bit : bloom_bits(token.word)) {
            traits.bloom[bit / 64] |= std::uint64_t{1} << (bit % 64);
        }
    }
}

/// A title without the mark by which agencies number the versions of a report: "UPDATE 2-",
/// "(3rd LD)", "CORRECTED:".
std::string_view without_version(std::string_view title) {
    constexpr std::string_view kMarks[] = {"update", "wrapup", "corrected", "refile", "correct",
                                           "recast", "lead",   "rpt",       "urgent"};
    const bool bracket = title.starts_with('(');
    const auto end = bracket ? title.find(')') : title.find_first_of("-:");
    if (end == std::string_view::npos || end > 15) return title;
    const std::string mark =
        lower_ascii(trim(title.substr(bracket ? 1 : 0, end - (bracket ? 1 : 0))));
    const auto word = std::string_view(mark).substr(0, mark.find(' '));
    const bool is_mark = std::ranges::count(kMarks, word) > 0 || (bracket && mark.ends_with(" ld"));
    return is_mark ? trim(title.substr(end + 1)) : title;
}

/// Of host and path: a site is one with and without "www." and TLS. A page that is nobody's article
/// in particular, such as a front page, identifies nothing.
std::uint64_t url_hash(std::string_view url) {
    constexpr std::string_view kSchemeEnd = "://";
    constexpr std::string_view kWorldWideWeb = "www.";
    const auto scheme = url.find(kSchemeEnd);
    if (scheme == std::string_view::npos) return 0;
    url.remove_prefix(scheme + kSchemeEnd.size());
    if (url.starts_with(kWorldWideWeb)) url.remove_prefix(kWorldWideWeb.size());
    const auto path = url.find('/');
    if (path == std::string_view::npos || path + 1 == url.size()) return 0;
    return stable_hash(url) | 1U;
}

void put_number(std::string& bytes, std::uint64_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        bytes += static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
    }
}

/// Reads numbers off the front; what is missing reads as 0 and is noted.
struct ByteReader {
    std::string_view bytes;
    bool sound = true;

    std::uint64_t number(std::size_t size) {
        if (bytes.size() < size) {
            sound = false;
            return 0;
        }
        std::uint64_t number = 0;
        for (std::size_t i = size; i > 0; --i) {
            number = (number << 8U) | static_cast<unsigned char>(bytes[i - 1]);
        }
        bytes.remove_prefix(size);
        return number;
    }

    template <std::size_t N>
    void words(WordSet<N>& set, std::size_t size) {
        if (size > N) sound = false;
        for (std::size_t i = 0; i < size && sound; ++i) {
            add_word(set, static_cast<std::uint32_t>(number(4)));
        }
    }
};

}  // namespace

bool StoryTraits::text_may_have(std::uint32_t word) const {
    return std::ranges::all_of(bloom_bits(word), [&](std::uint32_t bit) {
        return ((bloom[bit / 64] >> (bit % 64)) & 1U) != 0;
    });
}

StoryTraits story_traits(const Article& article) {
    StoryTraits traits;
    traits.url = url_hash(article.url);
    for (const auto& token : read_story_tokens(without_version(article.title), kTextWords)) {
        if (token.word != 0) add_word(traits.title, token.word);
    }
    const auto text = read_story_tokens(news_part(article.text), kTextWords);
    for (const auto& token : std::span(text).first(std::min(text.size(), kLeadReach))) {
        const bool in_title = std::ranges::binary_search(traits.title.all(), token.word);
        if (token.word != 0 && !in_title) add_word(traits.lead, token.word);
    }
    sketch(text, traits);
    if (traits.shingles > 0) fill_bloom(text, traits);
    return traits;
}

StorySignature encode(const StoryTraits& traits) {
    StorySignature signature;
    auto& bytes = signature.bytes;
    put_number(bytes, kSignatureVersion, 1);
    put_number(bytes, traits.title.size, 1);
    put_number(bytes, traits.lead.size, 1);
    put_number(bytes, traits.shingles, 2);
    put_number(bytes, traits.url, 8);
    if (traits.shingles > 0) {
        for (const auto least : traits.minima) put_number(bytes, least, 2);
        for (const auto bits : traits.bloom) put_number(bytes, bits, 8);
    }
    for (const auto word : traits.title.all()) put_number(bytes, word, 4);
    for (const auto word : traits.lead.all()) put_number(bytes, word, 4);
    return signature;
}

std::optional<StoryTraits> decode(const StorySignature& signature) {
    ByteReader reader{signature.bytes};
    if (reader.number(1) != kSignatureVersion) return std::nullopt;
    StoryTraits traits;
    const auto title_words = reader.number(1);
    const auto lead_words = reader.number(1);
    traits.shingles = static_cast<std::uint16_t>(reader.number(2));
    traits.url = reader.number(8);
    if (traits.shingles > 0) {
        for (auto& least : traits.minima) least = static_cast<std::uint16_t>(reader.number(2));
        for (auto& bits : traits.bloom) bits = reader.number(8);
    }
    reader.words(traits.title, title_words);
    reader.words(traits.lead, lead_words);
    if (!reader.sound || !reader.bytes.empty()) return std::nullopt;
    return traits;
}

StorySignature story_signature(const Article& article) {
    return encode(story_traits(article));
}

}  // namespace sawthis::index
