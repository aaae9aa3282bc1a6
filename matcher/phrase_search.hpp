#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "matcher/mention.hpp"
#include "matcher/phrase_table.hpp"
#include "matcher/word_reader.hpp"

namespace sawthis::matcher {

/// One text, searched for the phrases of one table or several. Keeps its memory from text to text.
///
/// Paths are followed side by side, all those of one length at a time: while some are looked up,
/// the memory for the next ones is on its way.
class PhraseSearch {
public:
    /// Begins with another text, which must stay until the last find_in().
    void read(std::string_view text);

    /// Appends the mentions of `table`'s phrases, in no order; one may stand there twice.
    void find_in(const PhraseTable& table, std::vector<Mention>& mentions);

    /// One for each thread. Memory for a text far larger than an article is given back with the
    /// next read().
    [[nodiscard]] static PhraseSearch& of_this_thread();

private:
    /// Whose phrases a path may still be. Words as written include possessives, others skip them.
    enum Reading : std::uint32_t { kFolded = 1, kExact = 2, kBoth = 3 };

    /// A path that may exist: words `first` to `last` of the text.
    struct Path {
        std::uint64_t key = 0;
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        Reading reading = kBoth;
    };

    /// A path that exists, on which phrases end that are still to be compared.
    struct Ends {
        Path path;
        std::uint32_t first = 0;  // PhraseTable::ends_from()
    };

    void begin_paths(const PhraseTable& table);
    void keep_possible(const PhraseTable& table, std::span<const Path> paths);
    void propose(const PhraseTable& table, const Path& path);
    void go_on(const PhraseTable& table, const Path& path);
    void give_ends(const PhraseTable& table, const Ends& ends,
                   std::vector<Mention>& mentions) const;
    [[nodiscard]] Span span_of(const Path& path) const;
    [[nodiscard]] std::uint64_t exact_key(const Path& path) const;

    std::string_view text_;
    std::vector<Word> words_;
    std::vector<Path> proposed_;
    std::vector<Path> longer_;  // of those proposed, what the filter lets pass
    std::vector<Ends> ends_;
};

}  // namespace sawthis::matcher
