#include "matcher/event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/text.hpp"
#include "matcher/article_view.hpp"
#include "matcher/knowledge_lines.hpp"
#include "matcher/phrase_dictionary.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::array<std::string_view, kEventSigns> kSignNames{
    "deal",   "people",   "product", "results", "pride", "market",   "promotion", "preview",
    "advice", "research", "hard",    "won",     "lost",  "occasion", "club"};
constexpr std::array<std::string_view, 5> kToneNames{"neutral", "good", "bad", "first", "second"};
constexpr std::string_view kNoKind = "nothing";
constexpr std::size_t kGapBytes = 40;  // between the two halves of a phrase

template <class Enum, std::size_t n>
std::optional<Enum> find_named(const std::array<std::string_view, n>& names,
                               std::string_view name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<Enum>(at - names.begin());
}

/// What is wrong with the phrase, if something is.
std::optional<std::string> add_phrase(EventLine& line, const std::string& phrase) {
    constexpr std::string_view kGap = "...";
    const auto gap = phrase.find(kGap);
    std::array<std::string, 2> halves{std::string(trim(phrase.substr(0, gap))), {}};
    if (gap != std::string::npos) halves[1] = trim(phrase.substr(gap + kGap.size()));
    if (find_words(halves[0]).empty() ||
        (gap != std::string::npos && find_words(halves[1]).empty())) {
        return fmt::format("\"{}\" lacks a word", phrase);
    }
    line.phrases.push_back(std::move(halves));
    return std::nullopt;
}

std::optional<std::string> read_line(std::string_view text, EventLine& line) {
    const auto parts = split_list(text, '|');
    if (parts.size() != 4) return "an event has a kind, a sign, a tone and phrases";
    if (parts[0] != kNoKind) line.kind = parts[0];
    if (parts[1] != "-") {
        line.sign = find_named<EventSign>(kSignNames, parts[1]);
        if (!line.sign) return fmt::format("there is no sign \"{}\"", parts[1]);
    }
    std::string_view tone = parts[2];
    if (take_start(tone, "sport ")) line.where = EventLine::Where::sport;
    if (take_start(tone, "elsewhere ")) line.where = EventLine::Where::elsewhere;
    const auto known = find_named<Tone>(kToneNames, trim(tone));
    if (!known) return fmt::format("there is no tone \"{}\"", tone);
    line.tone = *known;
    for (const std::string& phrase : split_list(parts[3], ',')) {
        if (auto fault = add_phrase(line, phrase)) return fault;
    }
    return std::nullopt;
}

/// Where words of a line stand.
struct Told {
    std::size_t line = 0;
    Span span;
};

bool is_inside(const Span& inner, const Span& outer) {
    return outer.begin <= inner.begin && inner.end <= outer.end &&
           outer.end - outer.begin > inner.end - inner.begin;
}

void drop_covered(std::vector<Told>& told) {
    const std::vector<Told> all = told;
    std::erase_if(told, [&](const Told& one) {
        return std::any_of(all.begin(), all.end(),
                           [&](const Told& other) { return is_inside(one.span, other.span); });
    });
}

/// "Leeds 3-1 Derby": names on both sides.
bool stands_between_names(const Score& score, std::string_view title) {
    return score.span.begin >= 2 && score.span.end + 2 < title.size() &&
           has_capital(title.substr(score.span.end + 1));
}

std::optional<Event> read_score(std::string_view title) {
    auto score = find_score(title);
    if (score && !stands_between_names(*score, title)) return std::nullopt;
    if (!score) score = find_listed_score(title);
    if (!score) return std::nullopt;
    const Tone tone = score->left > score->right   ? Tone::first
                      : score->left < score->right ? Tone::second
                                                   : Tone::neutral;
    return Event{"match", tone, true, {ArticlePart::title, score->span}, {}};
}

bool overlap(const Span& a, const Span& b) {
    return a.begin < b.end && b.begin < a.end;
}

/// How near a name stands to the words; those before them are nearer than those after.
std::size_t distance(const Span& name, const Span& words) {
    constexpr std::size_t kAfter = std::size_t{1} << 32U;
    return name.begin < words.begin ? words.begin - std::min(name.end, words.begin)
                                    : kAfter + name.begin;
}

}  // namespace

Result<std::vector<EventLine>> parse_events(std::string_view text) {
    std::vector<EventLine> lines;
    const auto read = for_each_line(
        text, [&](std::string_view line) { return read_line(line, lines.emplace_back()); });
    if (!read) return tl::unexpected(read.error());
    return lines;
}

Tone tone_for(const Event& event, const Evidence& name, std::span<const Span> others) {
    const bool by_side = event.tone == Tone::first || event.tone == Tone::second;
    if (event.tone == Tone::neutral) return Tone::neutral;
    const Span& words = event.evidence.span;
    if (name.part != event.evidence.part)
        return by_side || event.sport ? Tone::neutral : event.tone;
    const bool before = name.span.begin < words.begin;
    const auto mine = distance(name.span, words);
    const bool other_is_meant = std::any_of(others.begin(), others.end(), [&](const Span& other) {
        if (overlap(other, name.span)) return false;
        const bool same_side = (other.begin < words.begin) == before;
        return (same_side || !by_side) && distance(other, words) < mine;
    });
    if (other_is_meant) return Tone::neutral;
    if (!by_side) return event.tone;
    return before == (event.tone == Tone::first) ? Tone::good : Tone::bad;
}

struct EventReader::Impl {
    /// What a watch is half of.
    struct Use {
        std::size_t line = 0;
        std::size_t other = 0;  // the watch that must follow; 0: none
    };

    std::vector<EventLine> lines;
    std::vector<std::vector<Use>> uses;  // by watch, from 1
    std::optional<PhraseDictionary> dictionary;

    [[nodiscard]] std::vector<Told> find(std::string_view text, bool sport) const;
    [[nodiscard]] std::optional<Event> tell(std::vector<Told> told, ArticlePart part) const;
};

Result<EventReader> EventReader::compile(std::span<const EventLine> lines) {
    auto impl = std::make_unique<Impl>();
    impl->lines.assign(lines.begin(), lines.end());
    impl->uses.resize(1);
    std::vector<Phrase> phrases;
    std::map<std::string, std::size_t> numbers;
    const auto number_of = [&](const std::string& phrase) -> std::size_t {
        if (phrase.empty()) return 0;
        const auto [at, is_new] = numbers.try_emplace(phrase, phrases.size() + 1);
        if (is_new) {
            phrases.push_back({static_cast<std::uint32_t>(at->second), phrase, false});
            impl->uses.emplace_back();
        }
        return at->second;
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const auto& [first, second] : lines[i].phrases) {
            const auto watch = number_of(first);
            impl->uses[watch].push_back({i, number_of(second)});
        }
    }
    auto dictionary = PhraseDictionary::compile(phrases);
    if (!dictionary) return tl::unexpected<Error>(dictionary.error());
    impl->dictionary.emplace(std::move(*dictionary));
    return EventReader(std::move(impl));
}

std::vector<Told> EventReader::Impl::find(std::string_view text, bool sport) const {
    std::vector<Mention> mentions;
    dictionary->find(text, mentions);
    std::vector<Told> told;
    for (const auto& [watch, span] : mentions) {
        for (const auto& [line, other] : uses[static_cast<std::size_t>(watch.value)]) {
            if (lines[line].where ==
                (sport ? EventLine::Where::elsewhere : EventLine::Where::sport)) {
                continue;
            }
            if (other == 0) {
                told.push_back({line, span});
                continue;
            }
            const auto second = std::find_if(
                mentions.begin(), mentions.end(), [&, w = other, s = span](const Mention& m) {
                    return static_cast<std::size_t>(m.watch.value) == w && m.span.begin >= s.end &&
                           m.span.begin - s.end <= kGapBytes;
                });
            if (second != mentions.end()) told.push_back({line, {span.begin, second->span.end}});
        }
    }
    drop_covered(told);
    std::erase_if(told, [&](const Told& one) { return lines[one.line].kind.empty(); });
    return told;
}

/// The first of the file, there the first of the text. Sentences below the headline of a report
/// tell of matches that were won or lost before, or by others.
std::optional<Event> EventReader::Impl::tell(std::vector<Told> told, ArticlePart part) const {
    std::erase_if(told, [&](const Told& one) {
        const EventLine& line = lines[one.line];
        return part == ArticlePart::text && line.where == EventLine::Where::sport &&
               (line.tone == Tone::good || line.tone == Tone::bad);
    });
    const auto first = std::min_element(
        told.begin(), told.end(), [](const Told& a, const Told& b) { return a.line < b.line; });
    if (first == told.end()) return std::nullopt;
    const EventLine& line = lines[first->line];
    const bool sport = line.where == EventLine::Where::sport;
    return Event{line.kind, line.tone, sport, {part, first->span}, {}};
}

Event EventReader::read(const Article& article, bool sport) const {
    const auto in_title = impl_->find(article.title, sport);
    auto event = impl_->tell(in_title, ArticlePart::title);
    if (sport && (!event || !event->sport || event->tone == Tone::neutral)) {
        if (auto score = read_score(article.title)) event = std::move(score);
    }
    if (!event) {
        const auto lead = std::string_view(article.text).substr(0, kLeadBytes);
        event = impl_->tell(impl_->find(lead, sport), ArticlePart::text).value_or(Event{});
    }
    for (const Told& one : in_title) {
        if (const auto sign = impl_->lines[one.line].sign) {
            event->signs[static_cast<std::size_t>(*sign)] = true;
        }
    }
    return std::move(*event);
}

EventReader::EventReader(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
EventReader::EventReader(EventReader&&) noexcept = default;
EventReader& EventReader::operator=(EventReader&&) noexcept = default;
EventReader::~EventReader() = default;

}  // namespace sawthis::matcher
