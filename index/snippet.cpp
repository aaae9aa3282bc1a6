#include "index/snippet.hpp"

#include <algorithm>
#include <map>

#include "index/article_terms.hpp"

namespace sawthis::index {

namespace {

/// A wanted word in a text.
struct Hit {
    Span span;
    std::string word;  // in normal form
};

/// Whether what stands between two words makes them one for Xapian: an apostrophe or "&", or
/// between digits a point or comma.
bool joins_words(std::string_view text, const Span& left, const Span& right) {
    constexpr std::string_view kJoiners[] = {"'", "&", "’", "‛", "·", "‧"};
    const auto between = text.substr(left.end, right.begin - left.end);
    if (std::ranges::find(kJoiners, between) != std::end(kJoiners)) return true;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool points = between == "." || between == "," || between == ";";
    return points && is_digit(text[left.end - 1]) && is_digit(text[right.begin]);
}

/// Words as Xapian's TermGenerator cuts them: "AT&T" and "don't" are one, and up to three "+" or
/// "#" belong to the word before them.
std::vector<Span> find_terms(std::string_view text) {
    std::vector<Span> terms;
    for (const auto& word : find_words(text)) {
        if (!terms.empty() && joins_words(text, terms.back(), word)) {
            terms.back().end = word.end;
        } else {
            terms.push_back(word);
        }
    }
    for (auto& term : terms) {
        const auto suffix = std::min(text.find_first_not_of("+#", term.end), text.size());
        const bool ends_word = find_words(text.substr(suffix, 1)).empty();
        if (suffix - term.end <= 3 && ends_word) term.end = suffix;
    }
    return terms;
}

std::string straight_apostrophes(std::string word) {
    for (const std::string_view curly : {"’", "‛"}) {
        for (auto at = word.find(curly); at != std::string::npos; at = word.find(curly, at)) {
            word.replace(at, curly.size(), "'");
        }
    }
    return word;
}

bool is_wanted(const std::string& word, const WantedWords& wanted, const Xapian::Stem& stemmer) {
    if (wanted.words.contains(word)) return true;
    if (std::ranges::any_of(wanted.prefixes,
                            [&](const auto& prefix) { return word.starts_with(prefix); })) {
        return true;
    }
    return !wanted.stems.empty() && wanted.stems.contains(stemmer(word));
}

/// Characters of texts without blanks are indexed in pairs, so two neighbours can be one word.
void add_pair(std::string_view text, const Span& left, const Span& right, const WantedWords& wanted,
              std::vector<Hit>& hits) {
    if (left.end != right.begin) return;
    std::string pair = normal_form(text.substr(left.begin, right.end - left.begin));
    if (!wanted.words.contains(pair)) return;
    if (!hits.empty() && hits.back().span.end > left.begin) {
        hits.back().span.end = right.end;
    } else {
        hits.push_back({{left.begin, right.end}, std::move(pair)});
    }
}

std::vector<Hit> find_hits(std::string_view text, const WantedWords& wanted,
                           const Xapian::Stem& stemmer) {
    std::vector<Hit> hits;
    const auto terms = find_terms(text);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto& term = terms[i];
        if (i > 0) add_pair(text, terms[i - 1], term, wanted, hits);
        if (!hits.empty() && hits.back().span.end > term.begin) continue;
        std::string word =
            straight_apostrophes(normal_form(text.substr(term.begin, term.end - term.begin)));
        if (is_wanted(word, wanted, stemmer)) hits.push_back({term, std::move(word)});
    }
    return hits;
}

/// Where the window of `bytes` begins that has most different words, then most hits, then is first.
std::size_t best_begin(const std::vector<Hit>& hits, std::size_t bytes) {
    std::map<std::string_view, std::size_t> inside;
    std::size_t best = 0;
    std::pair<std::size_t, std::size_t> most{0, 0};
    std::size_t left = 0;
    for (std::size_t right = 0; right < hits.size(); ++right) {
        ++inside[hits[right].word];
        while (hits[right].span.end - hits[left].span.begin > bytes && left < right) {
            if (--inside[hits[left].word] == 0) inside.erase(hits[left].word);
            ++left;
        }
        const std::pair count{inside.size(), right - left + 1};
        if (count > most) {
            most = count;
            best = hits[left].span.begin;
        }
    }
    return best;
}

/// The beginning of the word or, where one is near before it, of the sentence.
std::size_t sentence_begin(std::string_view text, std::size_t at, std::size_t reach) {
    const std::size_t first = at > reach ? at - reach : 0;
    for (std::size_t i = at; i > first; --i) {
        const bool ends = i >= 2 && text[i - 1] == ' ' &&
                          std::string_view(".!?").find(text[i - 2]) != std::string_view::npos;
        if (ends || text[i - 1] == '\n') return i;
    }
    if (first == 0) return 0;
    const auto blank = text.find(' ', first);
    return blank == std::string_view::npos || blank >= at ? at : blank + 1;
}

std::size_t word_end(std::string_view text, std::size_t begin, std::size_t bytes) {
    if (text.size() - begin <= bytes) return text.size();
    std::size_t end = begin + bytes;
    const auto blank = text.rfind(' ', end);
    if (blank != std::string_view::npos && blank > begin + bytes / 2) return blank;
    while (end > begin && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return end;
}

/// The term without the "Z" of stems and its field, which are upper case; text never is.
std::string_view without_prefix(std::string_view term) {
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto word = std::ranges::find_if_not(term, is_upper);
    return term.substr(static_cast<std::size_t>(word - term.begin()));
}

/// Texts without blanks are searched by pairs and their characters, but only the pairs say
/// something: "人工" is wanted, not each "人".
void drop_halves(std::set<std::string, std::less<>>& words) {
    std::vector<std::string> halves;
    for (const std::string_view word : words) {
        const auto parts = find_words(word);
        if (parts.size() != 2 || parts[0].end != parts[1].begin) continue;
        for (const auto& part : parts) halves.emplace_back(word, part.begin, part.end - part.begin);
    }
    for (const auto& half : halves) words.erase(half);
}

}  // namespace

WantedWords wanted_words(const Xapian::Query& query, const std::vector<std::string>& prefixes) {
    WantedWords wanted;
    wanted.prefixes = prefixes;
    for (auto at = query.get_unique_terms_begin(); at != query.get_terms_end(); ++at) {
        const std::string term = *at;
        const bool names_article = term.starts_with('X') || term.starts_with('L');
        if (names_article) continue;
        auto& kind = term.starts_with('Z') ? wanted.stems : wanted.words;
        kind.emplace(without_prefix(term));
    }
    drop_halves(wanted.words);
    return wanted;
}

Snippet make_snippet(std::string_view text, const WantedWords& wanted, const Xapian::Stem& stemmer,
                     std::size_t bytes) {
    const auto hits = find_hits(text, wanted, stemmer);
    const std::size_t best = hits.empty() ? 0 : best_begin(hits, bytes);
    const std::size_t begin = sentence_begin(text, best, bytes / 4);
    const std::size_t end = word_end(text, begin, bytes);
    Snippet snippet;
    if (begin > 0) snippet.text = "… ";
    snippet.text += trim(one_line(text.substr(begin, end - begin)));
    for (auto& hit : find_hits(snippet.text, wanted, stemmer)) snippet.marks.push_back(hit.span);
    if (end < text.size()) snippet.text += " …";
    return snippet;
}

}  // namespace sawthis::index
