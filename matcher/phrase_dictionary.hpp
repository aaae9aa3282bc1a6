#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "matcher/mention.hpp"

namespace sawthis::matcher {

/// Words looked for, at word boundaries. "Word" is as in word_reader.hpp: "AT&T", "A.B.C.", "C++",
/// "St. Louis" may be written as people do.
struct Phrase {
    std::uint32_t id = 0;  // the caller's; several phrases may have one
    std::string text;
    bool exact_case =
        false;  // as written, or all capitals; else any case and plain inflection ignored
    bool operator==(const Phrase&) const = default;
};

/// Bounds the work per word of a text.
inline constexpr std::size_t kMaxPhraseWords = 32;

/// Whether compile() takes the phrase: it has a word, and no more than kMaxPhraseWords.
[[nodiscard]] bool is_findable(const Phrase& phrase);

class PhraseTable;

/// Finds every phrase that a text mentions, in one pass over its words: the cost grows with the
/// text and its mentions, not with the number of phrases. Some 40 to 75 bytes for a phrase of two
/// to four words. Immutable once made: share one across threads; copies share the memory.
class PhraseDictionary {
public:
    /// A million in less than a second. Error bad_input: a phrase that is not is_findable().
    [[nodiscard]] static Result<PhraseDictionary> compile(std::span<const Phrase> phrases);

    /// What save() wrote, mapped into memory: processes share it. Read once to prove that it is
    /// whole. Error not_found; malformed: is no such file, or a damaged one; storage.
    [[nodiscard]] static Result<PhraseDictionary> map(const std::filesystem::path& path);

    /// Replaces the file at once and for good, mode 0600. Error storage; the old file stays then.
    [[nodiscard]] Result<void> save(const std::filesystem::path& path) const;

    /// The mentions in `text` (UTF-8), in place of what `mentions` held: ordered by begin, then
    /// end, then id, which is their `watch`; overlapping ones are all given. A thread that calls
    /// again with the same vector allocates nothing more.
    void find(std::string_view text, std::vector<Mention>& mentions) const;

    /// Phrases, equal ones once; those of exact case count twice, for their capitals.
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t memory_bytes() const;

    /// Of a table that is there already.
    explicit PhraseDictionary(std::shared_ptr<const PhraseTable> table);

private:
    friend class PhraseSet;
    friend class PhraseSnapshot;
    std::shared_ptr<const PhraseTable> table_;
};

}  // namespace sawthis::matcher
