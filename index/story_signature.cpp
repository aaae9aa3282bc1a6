#include "index/story_signature.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "core/text.hpp"
#include "index/normal_form.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kTextWords = 300;     // later ones are background, and boilerplate
constexpr std::size_t kTextBytes = 6'000;   // what is looked at to find them
constexpr std::size_t kShingle = 3;         // words
constexpr std::size_t kLeadReach = 80;      // words of the text among which the lead words are
constexpr std::size_t kEnoughWords = 40;    // of text before its end may begin

/// Function words of English and of headlines; rarity takes care of the rest.
constexpr std::string_view kFunctionWords[] = {
    "a",     "about", "after", "all",   "an",    "and",   "are",   "as",    "at",    "be",
    "been",  "but",   "by",    "can",   "could", "did",   "do",    "for",   "from",  "had",
    "has",   "have",  "he",    "her",   "him",   "his",   "how",   "i",     "in",    "into",
    "is",    "it",    "its",   "more",  "new",   "not",   "of",    "on",    "or",    "our",
    "out",   "over",  "s",     "said",  "say",   "she",   "so",    "t",     "than",  "that",
    "the",   "their", "them",  "there", "these", "they",  "this",  "to",    "up",    "was",
    "we",    "were",  "what",  "when",  "which", "who",   "why",   "will",  "with",  "would",
    "you",   "your"};

/// Words that number the issues of a series.
constexpr std::string_view kNumberWords[] = {
    "april",    "august",   "december", "eight",    "eighth",  "eleven", "february", "fifth",
    "first",    "five",     "four",     "fourth",   "friday",  "i",      "ii",       "iii",
    "iv",       "january",  "july",     "june",     "monday",  "nine",   "ninth",    "november",
    "october",  "one",      "saturday", "second",   "september", "seven", "seventh", "six",
    "sixth",    "sunday",   "ten",      "tenth",    "third",   "three",  "thursday", "tuesday",
    "twelve",   "two",      "v",        "wednesday"};

static_assert(std::ranges::is_sorted(kFunctionWords));
static_assert(std::ranges::is_sorted(kNumberWords));

bool is_in(std::span<const std::string_view> sorted, std::string_view word) {
    return std::ranges::binary_search(sorted, word);
}

/// Without the ending of plurals and of the third person.
std::string_view singular(std::string_view word) {
    if (word.size() < 4 || !word.ends_with('s') || word.ends_with("ss")) return word;
    for (const std::string_view ending : {"shes", "ches", "xes", "sses", "zes"}) {
        if (word.ends_with(ending)) return word.substr(0, word.size() - 2);
    }
    return word.substr(0, word.size() - 1);
}

/// A number as it is written with or without its currency and unit: "US$38bn", "38b", "38 billion".
std::string_view bare_number(std::string_view word) {
    if (word.starts_with("us")) word.remove_prefix(2);
    const auto unit = std::min(word.find_first_not_of("0123456789.,"), word.size());
    for (const std::string_view name : {"b", "bn", "m", "mn", "k", "tn"}) {
        if (unit > 0 && word.substr(unit) == name) return word.substr(0, unit);
    }
    return word;
}

std::uint32_t word_hash(std::string_view word) {
    const bool digits = word.find_first_of("0123456789") != std::string_view::npos;
    const bool number = digits || is_in(kNumberWords, word);
    word = digits ? bare_number(word) : singular(word);
    const auto hash = static_cast<std::uint32_t>(XXH3_64bits(word.data(), word.size()));
    return (hash & ~1U) | (number ? 1U : 0U);
}

/// A text in folded form and its words; figures with a point or comma ("1,200") are one word.
struct Words {
    std::string text;
    std::vector<Span> spans;

    explicit Words(std::string_view original) : text(normal_form(original)) {
        for (const auto& word : find_words(text)) {
            const bool joins = !spans.empty() && word.begin == spans.back().end + 1 &&
                               is_point(text[spans.back().end]) &&
                               is_digit(text[spans.back().end - 1]) && is_digit(text[word.begin]);
            if (joins) {
                spans.back().end = word.end;
            } else {
                spans.push_back(word);
            }
        }
    }

    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        return std::string_view(text).substr(spans[i].begin, spans[i].end - spans[i].begin);
    }

private:
    static bool is_point(char c) { return c == '.' || c == ','; }
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }
};

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
    constexpr std::string_view kBegins[] = {"about ",          "forward-looking", "forward looking",
                                            "cautionary ",     "safe harbor",     "media contact",
                                            "press contact",   "contact:",        "contacts:",
                                            "investor contact", "notes to editors", "note to editors",
                                            "source:",         "disclaimer"};
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
void sketch(const Words& words, StoryTraits& traits) {
    const std::size_t count = std::min(words.spans.size(), kTextWords);
    if (count < kShingle) return;
    std::array<std::uint32_t, kMinima> minima{};
    minima.fill(std::numeric_limits<std::uint32_t>::max());
    std::string shingle;
    for (std::size_t i = 0; i + kShingle <= count; ++i) {
        shingle.clear();
        for (std::size_t j = 0; j < kShingle; ++j) shingle.append(words[i + j]) += ' ';
        const std::uint64_t hash = XXH3_64bits(shingle.data(), shingle.size());
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
    traits.shingles = static_cast<std::uint16_t>(count - kShingle + 1);
}

/// The two bits of a word in the Bloom filter.
std::pair<std::uint32_t, std::uint32_t> bloom_bits(std::uint32_t word) {
    constexpr std::uint32_t kBits = kBloomWords * 64;
    return {(word >> 2U) % kBits, (word >> 17U) % kBits};
}

void fill_bloom(const Words& words, StoryTraits& traits) {
    for (std::size_t i = 0; i < std::min(words.spans.size(), kTextWords); ++i) {
        if (is_in(kFunctionWords, words[i])) continue;
        const auto [first, second] = bloom_bits(word_hash(words[i]));
        traits.bloom[first / 64] |= std::uint64_t{1} << (first % 64);
        traits.bloom[second / 64] |= std::uint64_t{1} << (second % 64);
    }
}

/// A page that is nobody's article in particular, such as a front page, identifies nothing.
std::uint64_t url_hash(std::string_view url) {
    const auto host = url.find("://");
    if (host == std::string_view::npos) return 0;
    const auto path = url.find('/', host + 3);
    if (path == std::string_view::npos || path + 1 == url.size()) return 0;
    return XXH3_64bits(url.data(), url.size()) | 1U;
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
    const auto [first, second] = bloom_bits(word);
    return ((bloom[first / 64] >> (first % 64)) & (bloom[second / 64] >> (second % 64)) & 1U) != 0;
}

StoryTraits story_traits(const Article& article) {
    StoryTraits traits;
    traits.url = url_hash(article.url);
    const Words title(article.title);
    for (std::size_t i = 0; i < title.spans.size(); ++i) {
        if (!is_in(kFunctionWords, title[i])) add_word(traits.title, word_hash(title[i]));
    }
    const Words text(news_part(article.text));
    for (std::size_t i = 0; i < std::min(text.spans.size(), kLeadReach); ++i) {
        if (is_in(kFunctionWords, text[i])) continue;
        const auto word = word_hash(text[i]);
        if (!std::ranges::binary_search(traits.title.all(), word)) add_word(traits.lead, word);
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
