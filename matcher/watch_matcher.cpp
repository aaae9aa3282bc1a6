#include "matcher/watch_matcher.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <string>

#include "matcher/word_reader.hpp"

namespace sawthis::matcher {

namespace {

// A trie of words without nodes: where a path of words leads is a number, made of the number it
// came from and the next word, and one open-addressing table says which numbers exist. Numbers have
// 64 bits, so two paths among a million meet by accident once in ten million compilations.
constexpr std::uint64_t kFoldedRoot = 0x2545F4914F6CDD1DU;
constexpr std::uint64_t kExactRoot = 0xD6E8FEB86659FD93U;

std::uint64_t step(std::uint64_t from, std::uint64_t word, std::uint64_t gap) {
    std::uint64_t key = (from + gap) * 0x9E3779B97F4A7C15U ^ word;
    key = (key ^ (key >> 32)) * 0xD6E8FEB86659FD93U;
    key ^= key >> 29;
    return key == 0 ? 1 : key;  // 0 marks a free slot
}

struct Slot {
    std::uint64_t key = 0;
    std::uint32_t first_entry = 0;  // 1-based; 0: no watch ends here
    std::uint32_t goes_on = 0;      // whether a longer phrase passes here
};

/// Grows by doubling at three quarters full.
class SlotTable {
public:
    SlotTable() : slots_(16) {}

    Slot& get_or_add(std::uint64_t key) {
        if ((used_ + 1) * 4 > slots_.size() * 3) grow();
        Slot& slot = slots_[place(key)];
        if (slot.key == 0) {
            slot.key = key;
            ++used_;
        }
        return slot;
    }

    [[nodiscard]] const Slot* find(std::uint64_t key) const {
        const Slot& slot = slots_[place(key)];
        return slot.key == key ? &slot : nullptr;
    }

private:
    [[nodiscard]] std::size_t place(std::uint64_t key) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = static_cast<std::size_t>(key) & mask;
        while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
        return at;
    }

    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.key != 0) slots_[place(slot.key)] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

/// One bit per first word, so that the many words no phrase begins with touch nothing else.
class StartFilter {
public:
    void build(const std::vector<std::uint64_t>& keys) {
        const std::size_t bits = std::bit_ceil(std::max<std::size_t>(keys.size() * 16, 64));
        shift_ = 64 - std::countr_zero(bits);
        bits_.assign(bits / 64, 0);
        for (const auto key : keys) bits_[place(key) / 64] |= std::uint64_t{1} << (place(key) % 64);
    }
    [[nodiscard]] bool may_have(std::uint64_t key) const {
        return (bits_[place(key) / 64] >> (place(key) % 64) & 1) != 0;
    }

private:
    [[nodiscard]] std::size_t place(std::uint64_t key) const {
        return static_cast<std::size_t>(key >> shift_);
    }
    std::vector<std::uint64_t> bits_;
    int shift_ = 58;
};

char32_t to_upper(char32_t c) {
    if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 0x20 : c;
    if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 0x20;  // Latin-1
    if (c >= 0x100 && c <= 0x137) return c & ~char32_t{1};     // Latin Extended-A
    if (c >= 0x139 && c <= 0x148) return c % 2 == 0 ? c - 1 : c;
    if (c >= 0x14A && c <= 0x177) return c & ~char32_t{1};
    if (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2) return c - 0x20;  // Greek
    if (c >= 0x430 && c <= 0x44F) return c - 0x20;                // Cyrillic
    if (c >= 0x450 && c <= 0x45F) return c - 0x50;
    return c;
}

std::string to_capitals(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append_utf8(out, to_upper(decode_utf8(text, at)));
    return out;
}

}  // namespace

struct WatchMatcher::Impl {
    /// Watches that end at one slot, as a list.
    struct Entry {
        std::uint32_t watch = 0;
        std::uint32_t next = 0;
    };
    /// A phrase begun in the text and not yet broken off.
    struct Path {
        std::uint64_t key = 0;
        std::size_t begin = 0;
        bool exact = false;
    };

    SlotTable table;
    StartFilter starts;
    std::vector<Entry> entries{Entry{}};  // entry 0 is "none"
    bool has_exact = false;

    /// How many words the phrase has; 0 and more than kMaxPhraseWords are for the caller to refuse.
    std::size_t add(std::string_view phrase, std::uint32_t watch, bool exact,
                    std::vector<std::uint64_t>& first_keys);
    void emit(const Slot& slot, Span span, std::vector<Mention>& mentions) const;
    /// Takes the path one word on; false if no phrase goes there.
    bool advance(Path& path, const Word& word, std::vector<Mention>& mentions) const;
    void begin(bool exact, const Word& word, std::vector<Path>& paths,
               std::vector<Mention>& mentions) const;
};

std::size_t WatchMatcher::Impl::add(std::string_view phrase, std::uint32_t watch, bool exact,
                                    std::vector<std::uint64_t>& first_keys) {
    WordReader reader(phrase);
    Word word;
    std::vector<std::uint64_t> keys;
    std::uint64_t key = exact ? kExactRoot : kFoldedRoot;
    while (keys.size() <= kMaxPhraseWords && reader.next(word)) {
        if (!exact && word.possessive) continue;
        key = step(key, exact ? word.exact : word.folded, keys.empty() ? 0 : word.gap);
        keys.push_back(key);
    }
    if (keys.empty() || keys.size() > kMaxPhraseWords) return keys.size();
    first_keys.push_back(keys.front());
    for (std::size_t i = 0; i + 1 < keys.size(); ++i) table.get_or_add(keys[i]).goes_on = 1;
    Slot& last = table.get_or_add(keys.back());
    entries.push_back({watch, last.first_entry});
    last.first_entry = static_cast<std::uint32_t>(entries.size() - 1);
    has_exact = has_exact || exact;
    return keys.size();
}

void WatchMatcher::Impl::emit(const Slot& slot, Span span, std::vector<Mention>& mentions) const {
    for (std::uint32_t at = slot.first_entry; at != 0; at = entries[at].next) {
        mentions.push_back({WatchId{entries[at].watch}, span});
    }
}

bool WatchMatcher::Impl::advance(Path& path, const Word& word,
                                 std::vector<Mention>& mentions) const {
    if (!path.exact && word.possessive) return true;  // "women's football" is "women football"
    path.key = step(path.key, path.exact ? word.exact : word.folded, word.gap);
    const Slot* const slot = table.find(path.key);
    if (slot == nullptr) return false;
    emit(*slot, {path.begin, word.span.end}, mentions);
    return slot->goes_on != 0;
}

void WatchMatcher::Impl::begin(bool exact, const Word& word, std::vector<Path>& paths,
                               std::vector<Mention>& mentions) const {
    const std::uint64_t key =
        step(exact ? kExactRoot : kFoldedRoot, exact ? word.exact : word.folded, 0);
    if (!starts.may_have(key)) return;
    const Slot* const slot = table.find(key);
    if (slot == nullptr) return;
    emit(*slot, word.span, mentions);
    if (slot->goes_on != 0) paths.push_back({key, word.span.begin, exact});
}

bool is_watchable(const Watch& watch) {
    WordReader reader(watch.phrase);
    Word word;
    std::size_t words = 0;
    while (words <= kMaxPhraseWords && reader.next(word)) {
        if (watch.exact_case || !word.possessive) ++words;
    }
    return words > 0 && words <= kMaxPhraseWords;
}

Result<WatchMatcher> WatchMatcher::compile(std::span<const Watch> watches) {
    auto impl = std::make_unique<Impl>();
    std::vector<std::uint64_t> first_keys;
    first_keys.reserve(watches.size());
    impl->entries.reserve(watches.size() + 1);
    if (watches.size() >= std::numeric_limits<std::uint32_t>::max() / 2) {
        return fail(ErrorCode::bad_input, "more watches than one matcher can number");
    }
    for (const Watch& watch : watches) {
        if (watch.id.value < 1 || watch.id.value > std::numeric_limits<std::uint32_t>::max()) {
            return fail(ErrorCode::bad_input, "a watch has no number");
        }
        const auto id = static_cast<std::uint32_t>(watch.id.value);
        const std::size_t words = impl->add(watch.phrase, id, watch.exact_case, first_keys);
        if (words == 0) {
            return fail(ErrorCode::bad_input,
                        "there is no word in the phrase '" + watch.phrase + "'");
        }
        if (words > kMaxPhraseWords) {
            return fail(ErrorCode::bad_input,
                        "the phrase '" + shorten(watch.phrase, 60) +
                            "' has more words than a phrase may have; shorten it");
        }
        if (!watch.exact_case) continue;
        const std::string capitals = to_capitals(watch.phrase);
        if (capitals != watch.phrase) impl->add(capitals, id, true, first_keys);
    }
    std::sort(first_keys.begin(), first_keys.end());
    first_keys.erase(std::unique(first_keys.begin(), first_keys.end()), first_keys.end());
    impl->starts.build(first_keys);
    return WatchMatcher(std::move(impl));
}

std::vector<Mention> WatchMatcher::find(std::string_view text) const {
    std::vector<Mention> mentions;
    std::vector<Impl::Path> paths;
    WordReader reader(text);
    Word word;
    while (reader.next(word)) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            if (impl_->advance(paths[i], word, mentions)) paths[kept++] = paths[i];
        }
        paths.resize(kept);
        if (!word.possessive) impl_->begin(false, word, paths, mentions);
        if (impl_->has_exact) impl_->begin(true, word, paths, mentions);
    }
    std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
        if (a.span != b.span) return a.span < b.span;
        return a.watch < b.watch;
    });
    return mentions;
}

WatchMatcher::WatchMatcher(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
WatchMatcher::WatchMatcher(WatchMatcher&&) noexcept = default;
WatchMatcher& WatchMatcher::operator=(WatchMatcher&&) noexcept = default;
WatchMatcher::~WatchMatcher() = default;

}  // namespace sawthis::matcher
