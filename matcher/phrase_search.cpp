#include "matcher/phrase_search.hpp"

#include <algorithm>
#include <array>
#include <numeric>

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
    found_.clear();
}

void PhraseSearch::propose(const PhraseTable& table, const Path& path) {
    table.paths().prefetch(path.key);
    proposed_.push_back(path);
}

/// Of those proposed, keeps what the filter lets pass. Without a branch: which ones do cannot be
/// foreseen.
void PhraseSearch::keep_possible(const PhraseTable& table) {
    Path* const room = longer_.room_for(proposed_.size());
    std::size_t kept = 0;
    for (const Path& path : proposed_) {
        room[kept] = path;
        kept += table.paths().may_have(path.key) ? 1 : 0;
    }
    for (std::size_t i = 0; i < kept; ++i) table.prefetch(room[i].key);
    longer_.keep(kept);
    proposed_.clear();
}

/// Asks of each word whether a phrase may begin with it.
void PhraseSearch::find_first_words(const PhraseTable& table) {
    first_words_.clear();
    std::uint32_t* const room = first_words_.room_for(words_.size());
    const PhraseFilter filter = table.first_words();
    std::size_t found = 0;
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
        const Word& word = words_[i];
        const bool capital = is_capital(text_[word.begin]);
        room[found] = i;
        found += filter.may_have(first_word_key(first_key(word.folded), capital)) ? 1 : 0;
    }
    first_words_.keep(found);
}

/// Paths of one word and of two, by the number of the first: keys apart from the rest, as what is
/// written in parts and read as a whole would have to wait.
struct PhraseSearch::Beginnings {
    static constexpr std::size_t kMost = 64;
    std::array<std::uint64_t, kMost> one;
    std::array<std::uint64_t, kMost> two;
    std::array<std::uint32_t, kMost> first;
    std::size_t count = 0;
};

void PhraseSearch::keep_possible(const PhraseTable& table, const Beginnings& paths) {
    Path* const room = longer_.room_for(2 * paths.count);
    const PhraseFilter filter = table.paths();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < paths.count; ++i) {
        const std::uint32_t first = paths.first[i];
        room[kept] = {paths.one[i], first, first, Reading::both};
        kept += filter.may_have(paths.one[i]) ? 1 : 0;
        room[kept] = {paths.two[i], first, first + 1, Reading::both};
        kept += filter.may_have(paths.two[i]) ? 1 : 0;
    }
    for (std::size_t i = 0; i < kept; ++i) table.prefetch(room[i].key);
    longer_.keep(kept);
}

/// Words that stand alone, and pairs without looking their first word up: most that may begin a
/// phrase do. A block at a time, so that the filter's memory is on its way.
void PhraseSearch::begin_paths(const PhraseTable& table) {
    Beginnings block;
    for (const std::uint32_t i : first_words_) {
        const Word& word = words_[i];
        const std::uint64_t one = first_key(word.folded);
        const bool plain = i + 1 < words_.size() && !word.possessive && !words_[i + 1].possessive;
        if (!plain) {
            const Path path{one, i, i, word.possessive ? Reading::exact : Reading::both};
            propose(table, path);
            go_on(table, path);
            continue;
        }
        const std::uint64_t two = next_key(one, words_[i + 1].folded, words_[i + 1].gap);
        table.paths().prefetch(one);
        table.paths().prefetch(two);
        block.one[block.count] = one;
        block.two[block.count] = two;
        block.first[block.count++] = i;
        if (block.count < Beginnings::kMost) continue;
        keep_possible(table, block);
        block.count = 0;
    }
    keep_possible(table, block);
}

void PhraseSearch::go_on(const PhraseTable& table, const Path& path) {
    std::uint32_t at = path.last + 1;
    if (at >= words_.size()) return;
    const auto step_to = [&](Reading reading) {
        const Word& word = words_[at];
        propose(table, {next_key(path.key, word.folded, word.gap), path.first, at, reading});
    };
    if (!words_[at].possessive) return step_to(path.reading);
    if (has(path.reading, Reading::exact)) step_to(Reading::exact);
    if (!has(path.reading, Reading::folded)) return;
    while (at < words_.size() && words_[at].possessive) ++at;
    if (at < words_.size()) step_to(Reading::folded);
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

void PhraseSearch::give(const Path& path, std::uint32_t id, Ids hidden) {
    if (!hidden.empty() && std::ranges::binary_search(hidden, id)) return;
    found_.push_back({path.first, path.last, id});
}

void PhraseSearch::give_ends(const PhraseTable& table, const Ends& ends, Ids hidden) {
    const Path& path = ends.path;
    const std::uint64_t exact = has(path.reading, Reading::exact) ? exact_key(path) : 0;
    for (const PhraseEnd& end : table.ends_from(ends.first)) {
        const bool fits = end.exact == 0 ? has(path.reading, Reading::folded) : end.exact == exact;
        if (fits) give(path, end.id, hidden);
        if (end.more == 0) break;
    }
}

void PhraseSearch::find_in(const PhraseTable& table, Ids hidden) {
    longer_.clear();
    proposed_.clear();
    find_first_words(table);
    begin_paths(table);
    keep_possible(table);
    while (longer_.size() > 0) {
        ends_.clear();
        for (const Path& path : longer_) {
            const PhraseSlot* const slot = table.find(path.key);
            if (slot == nullptr) continue;
            if ((slot->marks & PhraseSlot::kIsId) != 0 && has(path.reading, Reading::folded)) {
                give(path, slot->value, hidden);
            }
            if ((slot->marks & PhraseSlot::kHasEnds) != 0) {
                table.prefetch_ends(slot->value);
                ends_.push_back({path, slot->value});
            }
            if ((slot->marks & PhraseSlot::kGoesOn) != 0) go_on(table, path);
        }
        for (const Ends& ends : ends_) give_ends(table, ends, hidden);
        longer_.clear();
        keep_possible(table);
    }
}

/// By first word, each of whose finds then stand together: those are few. Linear otherwise.
void PhraseSearch::sort_found() {
    begins_.assign(words_.size() + 1, 0);
    for (const Found& found : found_) ++begins_[found.first + 1];
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    sorted_.resize(found_.size());
    for (const Found& found : found_) sorted_[begins_[found.first]++] = found;
    for (std::size_t begin = 0; begin < sorted_.size();) {
        const std::size_t end = begins_[sorted_[begin].first];
        const auto at = sorted_.begin();
        std::sort(at + static_cast<std::ptrdiff_t>(begin), at + static_cast<std::ptrdiff_t>(end),
                  [](const Found& a, const Found& b) {
                      return a.last != b.last ? a.last < b.last : a.id < b.id;
                  });
        begin = end;
    }
}

void PhraseSearch::take(std::vector<Mention>& mentions) {
    mentions.clear();
    sort_found();
    const Found* before = nullptr;
    for (const Found& found : sorted_) {
        if (before != nullptr && *before == found) continue;
        before = &found;
        mentions.push_back(
            {WatchId{found.id}, {words_[found.first].begin, words_[found.last].end}});
    }
}

}  // namespace sawthis::matcher
