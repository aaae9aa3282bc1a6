#include "core/content_words.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace sawthis {

namespace {

constexpr std::array<std::string_view, 92> kEmptyWords{
    "a",         "about",   "across",   "after",    "all",     "an",        "and",       "are",
    "around",    "as",      "at",       "be",       "before",  "better",    "between",   "build",
    "building",  "by",      "can",      "cutting",  "doing",   "during",    "each",      "every",
    "expanding", "first",   "for",      "from",     "get",     "getting",   "going",     "growing",
    "have",      "her",     "his",      "how",      "improve", "improving", "in",        "into",
    "is",        "it",      "its",      "keep",     "keeping", "launch",    "launching", "make",
    "making",    "many",    "million",  "more",     "moving",  "my",        "new",       "next",
    "of",        "off",     "on",       "one",      "open",    "opening",   "or",        "our",
    "out",       "over",    "plan",     "planning", "range",   "running",   "set",       "setting",
    "some",      "start",   "starting", "than",     "that",    "the",       "their",     "then",
    "this",      "through", "to",       "two",      "under",   "up",        "use",       "using",
    "want",      "where",   "which",    "with"};

}  // namespace

std::vector<std::string> content_words(std::string_view sentence) {
    std::vector<std::string> words;
    for (const Span& span : find_words(sentence)) {
        std::string word = fold_case(sentence.substr(span.begin, span.end - span.begin));
        const bool number = word.find_first_not_of("0123456789") == std::string::npos;
        const bool empty =
            std::find(kEmptyWords.begin(), kEmptyWords.end(), word) != kEmptyWords.end();
        const bool known = std::find(words.begin(), words.end(), word) != words.end();
        if (word.size() > 1 && !number && !empty && !known) words.push_back(std::move(word));
    }
    return words;
}

}  // namespace sawthis
