#include "matcher/phrase_search.hpp"

#include <array>

#include "matcher/word_hash.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::size_t kUsualWords = 200'000;

}  // namespace

PhraseSearch& PhraseSearch::of_this_thread() {
    thread_local PhraseSearch search;
    return search;
}

void PhraseSearch::read(std::string_view text) {
    if (words_.capacity() > kUsualWords) *this = PhraseSearch();
    text_ = text.substr(0, kMaxReadBytes);
    read_words(text_, words_);
}

void PhraseSearch::propose(const PhraseTable& table, const Path& path) {
    table.prefetch_filter(path.key);
    proposed_.push_back(path);
}

/// Appends those that the filter lets pass. Without a branch: which ones do cannot be foreseen.
void PhraseSearch::keep_possible(const PhraseTable& table, std::span<const Path> paths) {
    std::size_t kept = longer_.size();
    longer_.resize(kept + paths.size());
    const std::size_t begin = kept;
    for (const Path& path : paths) {
        longer_[kept] = path;
        kept += table.may_have(path.key) ? 1 : 0;
    }
    longer_.resize(kept);
    for (std::size_t i = begin; i < kept; ++i) table.prefetch(longer_[i].key);
}

/// Words that stand alone, and pairs without looking their first word up: nearly every word begins
/// some phrase of a large table. A block at a time, so that the filter's memory is on its way.
void PhraseSearch::begin_paths(const PhraseTable& table) {
    constexpr std::size_t kBlock = 128;
    std::array<Path, kBlock> block;
    std::size_t filled = 0;
    const auto add = [&](const Path& path) {
        table.prefetch_filter(path.key);
        block[filled++] = path;
    };
    const auto count = static_cast<std::uint32_t>(words_.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const Word& word = words_[i];
        const Path path{first_key(word.folded), i, i, word.possessive ? kExact : kBoth};
        add(path);
        if (i + 1 < count) {
            const Word& next = words_[i + 1];
            if (next.possessive) {
                go_on(table, path);
            } else {
                add({next_key(path.key, next.folded, next.gap), i, i + 1, path.reading});
            }
        }
        if (filled + 2 <= kBlock && i + 1 < count) continue;
        keep_possible(table, {block.data(), filled});
        filled = 0;
    }
}

void PhraseSearch::go_on(const PhraseTable& table, const Path& path) {
    std::uint32_t at = path.last + 1;
    if (at >= words_.size()) return;
    const auto step_to = [&](std::uint32_t reading) {
        const Word& word = words_[at];
        propose(table, {next_key(path.key, word.folded, word.gap), path.first, at,
                        static_cast<Reading>(reading)});
    };
    if (!words_[at].possessive) return step_to(path.reading);
    if ((path.reading & kExact) != 0) step_to(kExact);
    if ((path.reading & kFolded) == 0) return;
    while (at < words_.size() && words_[at].possessive) ++at;
    if (at < words_.size()) step_to(kFolded);
}

std::uint64_t PhraseSearch::exact_key(const Path& path) const {
    const auto written = [&](std::uint32_t at) {
        return hash_as_written(text_, words_[at].span());
    };
    std::uint64_t key = first_key(written(path.first));
    for (std::uint32_t at = path.first + 1; at <= path.last; ++at) {
        key = next_key(key, written(at), words_[at].gap);
    }
    return key;
}

Span PhraseSearch::span_of(const Path& path) const {
    return {words_[path.first].begin, words_[path.last].end};
}

void PhraseSearch::give_ends(const PhraseTable& table, const Ends& ends,
                             std::vector<Mention>& mentions) const {
    const Path& path = ends.path;
    const auto give = [&](std::uint32_t id) { mentions.push_back({WatchId{id}, span_of(path)}); };
    const std::uint64_t exact = (path.reading & kExact) != 0 ? exact_key(path) : 0;
    for (const PhraseEnd& end : table.ends_from(ends.first)) {
        const bool fits = end.exact == 0 ? (path.reading & kFolded) != 0 : end.exact == exact;
        if (fits) give(end.id);
        if (end.more == 0) break;
    }
}

void PhraseSearch::find_in(const PhraseTable& table, std::vector<Mention>& mentions) {
    longer_.clear();
    proposed_.clear();
    begin_paths(table);
    keep_possible(table, proposed_);
    while (!longer_.empty()) {
        proposed_.clear();
        ends_.clear();
        for (const Path& path : longer_) {
            const PhraseSlot* const slot = table.find(path.key);
            if (slot == nullptr) continue;
            if ((slot->marks & PhraseSlot::kIsId) != 0 && (path.reading & kFolded) != 0) {
                mentions.push_back({WatchId{slot->value}, span_of(path)});
            }
            if ((slot->marks & PhraseSlot::kHasEnds) != 0) {
                table.prefetch_ends(slot->value);
                ends_.push_back({path, slot->value});
            }
            if ((slot->marks & PhraseSlot::kGoesOn) != 0) go_on(table, path);
        }
        for (const Ends& ends : ends_) give_ends(table, ends, mentions);
        longer_.clear();
        keep_possible(table, proposed_);
    }
}

}  // namespace sawthis::matcher
