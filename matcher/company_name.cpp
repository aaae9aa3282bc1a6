#include "matcher/company_name.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::array<std::string_view, 28> kDesignators{
    "inc",     "incorporated", "corp", "corporation", "co",  "company",  "ltd",
    "limited", "plc",          "llc",  "llp",         "lp",  "ag",       "gmbh",
    "se",      "sa",           "spa",  "nv",          "bv",  "ab",       "asa",
    "oyj",     "as",           "kk",   "pbc",         "pty", "holdings", "kgaa"};

std::string replace_once(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return text;
}

/// "PeopleSoft" as many papers write it: "Peoplesoft". Names in capitals stay.
std::string lower_inside(std::string name) {
    bool has_lower = false;
    for (const char c : name) has_lower = has_lower || (c >= 'a' && c <= 'z');
    for (std::size_t i = 1; has_lower && i < name.size(); ++i) {
        const bool after_lower = name[i - 1] >= 'a' && name[i - 1] <= 'z';
        if (after_lower && name[i] >= 'A' && name[i] <= 'Z') {
            name[i] = static_cast<char>(name[i] | 0x20);
        }
    }
    return name;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A first letter with an accent is taken for a capital, as names have one.
std::string plain_word(std::string_view word) {
    std::string plain = fold_case(word);
    if (is_ascii(word) || plain.empty() || !is_ascii(plain)) return std::string(word);
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    if (!is_small(word[0]) && is_small(plain[0])) plain[0] = static_cast<char>(plain[0] & ~0x20);
    return plain;
}

/// "eBay" where a sentence begins: "EBay".
std::string raise_head(std::string name) {
    const auto is = [&](std::size_t at, char first, char last) {
        return at < name.size() && name[at] >= first && name[at] <= last;
    };
    if (is(0, 'a', 'z') && is(1, 'A', 'Z')) name[0] = static_cast<char>(name[0] - 0x20);
    return name;
}

void add_once(std::vector<std::string>& forms, std::string form) {
    if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end()) {
        forms.push_back(std::move(form));
    }
}

}  // namespace

bool is_initials(std::string_view name) {
    return name.size() > 1 &&
           std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_designator(std::string_view word) {
    if (!word.empty() && word.back() == '.') word.remove_suffix(1);
    const std::string lower = lower_ascii(word);
    return std::find(kDesignators.begin(), kDesignators.end(), lower) != kDesignators.end();
}

std::string strip_designators(std::string_view name) {
    auto words = split_list(name, ' ');
    const auto droppable = [](std::string word) {
        if (!word.empty() && word.back() == ',') word.pop_back();
        return is_designator(word) || word == "&";
    };
    while (words.size() > 1 && droppable(words.back())) words.pop_back();
    if (words.size() > 1 && equal_ignoring_ascii_case(words.front(), "the")) {
        words.erase(words.begin());
    }
    std::string stripped = join(words, " ");
    while (!stripped.empty() && stripped.back() == ',') stripped.pop_back();
    return stripped.empty() ? std::string(name) : stripped;
}

std::string without_accents(std::string_view name) {
    std::string plain;
    std::size_t at = 0;
    for (const auto [begin, end] : find_words(name)) {
        plain += name.substr(at, begin - at);
        plain += plain_word(name.substr(begin, end - begin));
        at = end;
    }
    return plain.append(name.substr(at));
}

std::vector<std::string> company_forms(std::string_view name) {
    std::vector<std::string> forms;
    add_once(forms, std::string(trim(name)));
    add_once(forms, strip_designators(name));
    for (std::size_t i = 0, given = forms.size(); i < given; ++i) {
        add_once(forms, replace_once(forms[i], " & ", " and "));
        add_once(forms, replace_once(forms[i], " and ", " & "));
        // Some wires lose the sign: "AT T", "Marks Spencer".
        if (forms[i].size() > 3) {
            add_once(forms, squeeze_space(replace_once(forms[i], "&", " ")));
        }
        add_once(forms, lower_inside(forms[i]));
        add_once(forms, without_accents(forms[i]));
        add_once(forms, raise_head(forms[i]));
    }
    return forms;
}

}  // namespace sawthis::matcher
