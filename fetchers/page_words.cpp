#include "fetchers/page_words.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "fetchers/page_vocabulary.hpp"

namespace sawthis::fetchers {

namespace {

using namespace page_vocabulary;

/// One class or id, as the bits of its words; more than 12 words are not looked at.
struct Name {
    std::array<std::uint64_t, 12> bits{};
    std::size_t size = 0;

    [[nodiscard]] bool first(std::size_t i) const {
        return i == 0 || (i == 1 && (bits[0] & layout) != 0);
    }
    [[nodiscard]] bool last(std::size_t i) const { return i + 1 == size; }
    [[nodiscard]] std::uint64_t before(std::size_t i) const { return i == 0 ? 0 : bits[i - 1]; }
    [[nodiscard]] std::uint64_t after(std::size_t i) const { return last(i) ? 0 : bits[i + 1]; }
};

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

Name split_name(std::string_view text) {
    Name name;
    std::string word;
    const auto flush = [&] {
        if (!word.empty() && name.size < name.bits.size()) {
            name.bits[name.size++] = bits_of(word);
        }
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_upper(c)) {
            if (i > 0 && is_lower(text[i - 1])) flush();
            word += static_cast<char>(c - 'A' + 'a');
        } else if (is_lower(c)) {
            word += c;
        } else {
            flush();
        }
    }
    flush();
    return name;
}

bool pair_is_bad(std::uint64_t a, std::uint64_t b) {
    constexpr std::pair<std::uint64_t, std::uint64_t> kPairs[] = {
        {author, author_part}, {author_part, author}, {read, more}, {read, next},
        {more, from},          {also, like},          {also, read}, {most, read},
        {most, popular},       {post, post_part},     {next, post}, {site, edge},
        {photo, told},         {sidebar, widget},     {post, nav},  {more, post},
    };
    for (const auto& [first, second] : kPairs) {
        if ((a & first) != 0 && (b & second) != 0) return true;
    }
    return false;
}

bool is_good_pair(std::uint64_t a, std::uint64_t b) {
    return ((a & (post | site | main_word)) != 0 && (b & body) != 0) ||
           ((a & rich) != 0 && (b & body) != 0) || ((a & body) != 0 && (b & (post | body)) != 0);
}

/// Words that are bad only where they stand in a telling place.
bool is_bad_there(const Name& name, std::size_t i) {
    const auto bits = name.bits[i];
    if ((bits & sidebar) != 0) {
        return name.first(i) || (name.before(i) & side) != 0;
    }
    if ((bits & author) != 0) return name.size == 1;
    if ((bits & widget) != 0) return (name.before(i) & builder) == 0 && name.last(i);
    if ((bits & nav) != 0) return name.first(i) || name.last(i);
    if ((bits & ad) != 0) return name.first(i);
    return false;
}

void judge_name(const Name& name, NameVerdict& verdict) {
    for (std::size_t i = 0; i < name.size; ++i) {
        const auto bits = name.bits[i];
        const bool about_inside = (name.before(i) & (has | label)) != 0;
        if (about_inside) continue;
        const bool there = is_bad_there(name, i);
        verdict.bad |= (bits & bad_alone) != 0 || there;
        verdict.comments |= (bits & comment) != 0;
        verdict.notice |= (bits & notice) != 0;
        verdict.lead |= (bits & lead) != 0;
        verdict.subtitle |= (bits & subtitle) != 0;
        verdict.picture |= (bits & photo) != 0;
        verdict.caption |= (bits & told) != 0 && (bits & bad_alone) != 0;
        verdict.navigation |= (bits & away) != 0 || (there && (bits & (sidebar | nav | ad)) != 0) ||
                              ((bits & edge) != 0 && (name.first(i) || (name.before(i) & site)) &&
                               (bits & post_part) != 0);
        if (i + 1 < name.size) {
            verdict.caption |= (bits & photo) != 0 && (name.bits[i + 1] & told) != 0;
            verdict.bad |= pair_is_bad(bits, name.bits[i + 1]);
            verdict.subtitle |= (bits & sub) != 0 && (name.bits[i + 1] & head) != 0;
            verdict.good |= is_good_pair(bits, name.bits[i + 1]);
        }
    }
}

}  // namespace

NameVerdict judge_names(std::string_view names) {
    NameVerdict verdict;
    constexpr std::size_t kMostRead = 400;  // utility frameworks write kilobytes
    names = names.substr(0, kMostRead);
    while (!names.empty()) {
        const auto end = names.find_first_of(" \t\n\r\f");
        const auto name = names.substr(0, end);
        if (!name.empty()) judge_name(split_name(name), verdict);
        if (end == std::string_view::npos) break;
        names.remove_prefix(end + 1);
    }
    return verdict;
}

}  // namespace sawthis::fetchers
