#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/match.hpp"
#include "core/result.hpp"

namespace sawthis::matcher {

/// What kinds of event say of an article to the model.
enum class EventSign : std::uint8_t {
    deal,
    people,
    product,
    results,
    pride,
    market,
    promotion,
    preview,
    advice,
    research,
    hard,
    won,
    lost,
    occasion,
    club
};
inline constexpr std::size_t kEventSigns = 15;

/// For whom an event is good.
enum class Tone : std::uint8_t {
    neutral,
    good,  // for the one it is about
    bad,
    first,  // for who stands before the words; bad for who stands after them
    second  // the other way round
};

/// One line of knowledge/events.txt.
struct EventLine {
    std::string kind;  // empty: its phrases mean nothing
    std::optional<EventSign> sign;
    Tone tone = Tone::neutral;
    enum class Where { anywhere, sport, elsewhere };  // reports of a sport, or all but these
    Where where = Where::anywhere;
    std::vector<std::array<std::string, 2>> phrases;  // the second follows the first; may be empty
    bool operator==(const EventLine&) const = default;
};

/// Reads knowledge/events.txt, which documents its own form. Error malformed: "line 12: ...".
[[nodiscard]] Result<std::vector<EventLine>> parse_events(std::string_view text);

/// What an article tells.
struct Event {
    std::string kind;  // "acquisition"; empty if nothing is known of it
    Tone tone = Tone::neutral;
    bool sport = false;
    Evidence evidence;                      // the words that say so
    std::array<bool, kEventSigns> signs{};  // of all that the headline says
    bool operator==(const Event&) const = default;
};

/// Whether the event is good or bad (never first or second) for the one who is named there.
/// `others` are those in the same part who could be meant instead: it is of whoever stands nearest
/// before its words or, if nobody does, after them.
[[nodiscard]] Tone tone_for(const Event& event, const Evidence& name,
                            std::span<const Span> others = {});

/// Immutable once compiled: share one across threads.
class EventReader {
public:
    /// Error bad_input: a phrase that cannot be looked for.
    [[nodiscard]] static Result<EventReader> compile(std::span<const EventLine> lines);

    /// From the headline, or else from the first kLeadBytes of the text. `sport`: the article is a
    /// report of one, in which "X 3-1 Y" tells who won.
    [[nodiscard]] Event read(const Article& article, bool sport) const;

    EventReader(EventReader&&) noexcept;
    EventReader& operator=(EventReader&&) noexcept;
    ~EventReader();

private:
    struct Impl;
    explicit EventReader(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace sawthis::matcher
