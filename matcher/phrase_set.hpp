#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "matcher/phrase_dictionary.hpp"

namespace sawthis::matcher {

/// The phrases of a PhraseSet at one moment. Immutable: share one across threads.
class PhraseSnapshot {
public:
    /// As PhraseDictionary::find(), over all levels in one reading of the text.
    void find(std::string_view text, std::vector<Mention>& mentions) const;

private:
    friend class PhraseSet;
    using Ids = std::vector<std::uint32_t>;  // sorted

    /// Phrases, of which those of some ids are gone or stand in a newer level.
    struct Level {
        PhraseDictionary phrases;
        std::shared_ptr<const Ids> hidden;
    };

    PhraseSnapshot(Level base, Level newer, PhraseDictionary newest);
    Level base_;
    Level newer_;
    PhraseDictionary newest_;
};

/// A large dictionary whose phrases change one contact at a time, without compiling it anew.
///
/// Three levels: the base (it may be mapped from disk), what has changed since, and the last few
/// changes, which alone are compiled at each change. What is gone is hidden in the levels below.
/// Safe to use from several threads; readers are never kept waiting.
class PhraseSet {
public:
    explicit PhraseSet(PhraseDictionary base);

    /// From now on, `phrases` are all there are of `ids`, which must hold their ids. Far less than
    /// a millisecond for one contact's. Error bad_input: a phrase is not is_findable(), and nothing
    /// has changed.
    [[nodiscard]] Result<void> replace(std::span<const std::uint32_t> ids,
                                       std::span<const Phrase> phrases);

    /// What there is now; stays as it is.
    [[nodiscard]] std::shared_ptr<const PhraseSnapshot> snapshot() const;

    /// Whether so much has changed that merge() is due: a sixteenth of the base, at least 4,096
    /// phrases and at most 16,384. Beyond that, changes and finding get slower.
    [[nodiscard]] bool is_outgrown() const;

    /// Makes one base of all levels, without any phrase's text; a tenth of a second for a million.
    /// Meanwhile readers go on, and changes wait. Error storage: no memory; nothing has changed.
    [[nodiscard]] Result<void> merge();

    /// The base, to be saved after merge().
    [[nodiscard]] PhraseDictionary base() const;

private:
    void publish(PhraseSnapshot snapshot);

    std::mutex changing_;
    std::vector<Phrase> recent_;  // of the newest level; guarded by changing_
    mutable std::mutex current_mutex_;
    std::shared_ptr<const PhraseSnapshot> current_;  // guarded by current_mutex_
};

}  // namespace sawthis::matcher
