#include <algorithm>
#include <vector>

#include "notifier/digest_render.hpp"
#include "notifier/outside_text.hpp"
#include "notifier/sentence.hpp"

namespace sawthis::notifier {

namespace {

constexpr std::size_t kLongestExcerpt = 300;
constexpr std::size_t kLongestMark = 120;
constexpr std::size_t kMostEvidence = 64;  // more tells nothing new
constexpr std::string_view kEllipsis = "…";

bool overlaps(Span a, Span b) {
    return a.begin < b.end && b.begin < a.end;
}

/// Evidence in `part`, inside `text`, ordered and joined where it overlaps. Offsets come from
/// whatever text the matcher saw; what does not fit this one is left out.
std::vector<Span> spans_in(std::span<const Evidence> evidence, ArticlePart part,
                           std::string_view text) {
    std::vector<Span> spans;
    for (const auto& one : evidence) {
        const Span span = one.span;
        const bool fits = span.begin < span.end && span.end <= text.size();
        if (one.part == part && fits) spans.push_back(span);
    }
    std::sort(spans.begin(), spans.end());
    std::vector<Span> joined;
    for (const Span span : spans) {
        if (!joined.empty() && span.begin < joined.back().end) {
            joined.back().end = std::max(joined.back().end, span.end);
        } else if (joined.size() < kMostEvidence) {
            joined.push_back(span);
        }
    }
    return joined;
}

/// "About Acme: Acme makes ..." at the foot of a release names the company most and says nothing
/// new; no more does "The post HEADLINE appeared first on SITE".
bool is_boilerplate(std::string_view text, Span sentence) {
    const auto words = text.substr(sentence.begin, sentence.end - sentence.begin);
    const bool says_where =
        words.starts_with("The post ") && words.find(" appeared ") != std::string_view::npos;
    return says_where || words.starts_with("About ");
}

/// The sentence with the most evidence, boilerplate last; the first of equals.
Span best_sentence(std::string_view text, const std::vector<Span>& evidence) {
    Span best;
    std::ptrdiff_t most = 0;
    for (const Span place : evidence) {
        const Span sentence = find_sentence(text, place);
        auto count = std::count_if(evidence.begin(), evidence.end(),
                                   [&](Span other) { return overlaps(other, sentence); });
        count = is_boilerplate(text, sentence) ? 1 : 1 + count;
        if (count > most) {
            most = count;
            best = sentence;
        }
    }
    return best;
}

/// `sentence` of `text` as one clean line, its evidence carried along.
Excerpt clean_sentence(std::string_view text, Span sentence, const std::vector<Span>& evidence) {
    Excerpt out;
    std::vector<std::size_t> place_of;  // in out.text, of each byte of the sentence
    bool blank = false;
    for (std::size_t at = sentence.begin; at < sentence.end;) {
        const std::size_t start = at;
        static_cast<void>(decode_utf8(text, at));
        const std::string kept = one_line(text.substr(start, at - start));
        if (kept.empty()) {
            place_of.resize(at - sentence.begin, out.text.size());
            continue;
        }
        if (squeeze_space(kept).empty()) {
            blank = !out.text.empty();
            place_of.resize(at - sentence.begin, out.text.size());
            continue;
        }
        if (blank) out.text += ' ';
        blank = false;
        place_of.resize(at - sentence.begin, out.text.size());
        out.text += kept;
    }
    place_of.push_back(out.text.size());
    for (const Span span : evidence) {
        if (!overlaps(span, sentence)) continue;
        const auto placed = [&](std::size_t offset) {
            return place_of[std::clamp(offset, sentence.begin, sentence.end) - sentence.begin];
        };
        Span mark{placed(span.begin), placed(span.end)};
        while (mark.end > mark.begin && out.text[mark.end - 1] == ' ') --mark.end;
        if (mark.begin < mark.end) out.marks.push_back(mark);
    }
    return out;
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The first place from `at` on where a cut leaves words whole; between characters where that is
/// too far off (scripts without blanks).
std::size_t cut_forward(std::string_view text, std::size_t at, std::size_t limit) {
    const auto blank = text.find(' ', at);
    if (blank != std::string_view::npos && blank < limit) return blank + 1;
    while (at < limit && is_continuation(text[at])) ++at;
    return at;
}

std::size_t cut_backward(std::string_view text, std::size_t at, std::size_t limit) {
    const auto blank = text.rfind(' ', at);
    if (blank != std::string_view::npos && blank > limit) return blank;
    while (at > limit && is_continuation(text[at])) --at;
    return at;
}

/// At most kLongestExcerpt bytes around the first mark, with "…" where something was cut.
Excerpt fit(Excerpt whole) {
    if (whole.text.size() <= kLongestExcerpt || whole.marks.empty()) return whole;
    Span& first = whole.marks.front();
    if (first.end - first.begin > kLongestMark) {
        first.end = cut_backward(whole.text, first.begin + kLongestMark, first.begin);
    }
    const std::size_t room = kLongestExcerpt - 2 * kEllipsis.size();
    // A third of the room goes before the mark, unless the end of the sentence leaves more.
    const std::size_t behind = whole.text.size() - first.end;
    const std::size_t free = room - (first.end - first.begin);
    const std::size_t before = std::max(free / 3, behind < free ? free - behind : 0);
    std::size_t begin = first.begin > before ? first.begin - before : 0;
    if (begin > 0) begin = cut_forward(whole.text, begin, first.begin);
    std::size_t end = std::min(whole.text.size(), begin + room);
    if (end < whole.text.size()) end = cut_backward(whole.text, end, first.end);

    Excerpt out;
    if (begin > 0) out.text += kEllipsis;
    const std::size_t shift = out.text.size();
    out.text += whole.text.substr(begin, end - begin);
    if (end < whole.text.size()) out.text += kEllipsis;
    for (const Span mark : whole.marks) {
        if (mark.begin >= begin && mark.end <= end) {
            out.marks.push_back({mark.begin - begin + shift, mark.end - begin + shift});
        }
    }
    return out;
}

}  // namespace

Excerpt make_excerpt(const Article& article, std::span<const Evidence> evidence) {
    for (const auto part : {ArticlePart::text, ArticlePart::title}) {
        const std::string& text = part == ArticlePart::text ? article.text : article.title;
        const auto spans = spans_in(evidence, part, text);
        if (spans.empty()) continue;
        Excerpt excerpt = fit(clean_sentence(text, best_sentence(text, spans), spans));
        if (!excerpt.marks.empty()) return excerpt;
    }
    return {tame(article.title, kLongestExcerpt), {}};
}

}  // namespace sawthis::notifier
