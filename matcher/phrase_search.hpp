#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "matcher/mention.hpp"
#include "matcher/phrase_table.hpp"
#include "matcher/scratch.hpp"
#include "matcher/word_reader.hpp"

namespace sawthis::matcher {

/// One text, searched for the phrases of one table or several. Keeps its memory from text to text.
///
/// Paths are followed side by side, all those of one length at a time: while some are looked up,
/// the memory for the next ones is on its way.
class PhraseSearch {
public:
    using Ids = std::span<const std::uint32_t>;  // sorted

    /// Begins with another text, which must stay until the last find_in().
    void read(std::string_view text);

    /// Looks for `table`'s phrases, but for those with one of the `hidden` ids.
    void find_in(const PhraseTable& table, Ids hidden);

    /// What all find_in() found in the text: ordered by begin, then end, then id, each once.
    void take(std::vector<Mention>& mentions);

    /// One for each thread. Memory for a text far larger than an article is given back with the
    /// next read().
    [[nodiscard]] static PhraseSearch& of_this_thread();

private:
    /// Whose phrases a path may still be. Words as written include possessives, others skip them.
    enum class Reading : std::uint32_t { folded = 1, exact = 2, both = 3 };
    [[nodiscard]] static bool has(Reading reading, Reading part) {
        return (static_cast<std::uint32_t>(reading) & static_cast<std::uint32_t>(part)) != 0;
    }

    /// A path that may exist: words `first` to `last` of the text.
    struct Path {
        std::uint64_t key;
        std::uint32_t first;
        std::uint32_t last;
        Reading reading;
    };

    /// A path that exists, on which phrases end that are still to be compared.
    struct Ends {
        Path path;
        std::uint32_t first = 0;  // PhraseTable::ends_from()
    };

    /// A phrase found: the first and last word of the text, and whose it is.
    struct Found {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        std::uint32_t id = 0;
        bool operator==(const Found&) const = default;
    };

    struct Beginnings;

    void find_first_words(const PhraseTable& table);
    void begin_paths(const PhraseTable& table);
    void keep_possible(const PhraseTable& table, const Beginnings& paths);
    void keep_possible(const PhraseTable& table);
    void propose(const PhraseTable& table, const Path& path);
    void go_on(const PhraseTable& table, const Path& path);
    void give(const Path& path, std::uint32_t id, Ids hidden);
    void give_ends(const PhraseTable& table, const Ends& ends, Ids hidden);
    void sort_found();
    [[nodiscard]] std::uint64_t exact_key(const Path& path) const;

    std::string_view text_;
    std::vector<Word> words_;
    Scratch<std::uint32_t> first_words_;  // words with which a phrase may begin
    std::vector<Path> proposed_;
    Scratch<Path> longer_;  // of those proposed, what the filter lets pass
    std::vector<Ends> ends_;
    std::vector<Found> found_;
    std::vector<Found> sorted_;
    std::vector<std::uint32_t> begins_;  // of each first word's finds among those sorted
};

}  // namespace sawthis::matcher
