#include "store/contact_keys.hpp"

#include <fmt/format.h>

#include <vector>

#include "core/text.hpp"
#include "store/contact_row.hpp"

namespace sawthis::store {

namespace {

/// Nothing known of the two says that they are different people.
bool may_be_same_person(const Contact& a, const Contact& b) {
    const auto differ = [](const std::string& x, const std::string& y) {
        return !x.empty() && !y.empty() && fold_case(x) != fold_case(y);
    };
    return fold_case(a.name) == fold_case(b.name) && !differ(a.email, b.email) &&
           !differ(a.company, b.company);
}

std::string base_of(const Contact& contact) {
    const std::string folded = fold_case(contact.name.empty() ? contact.email : contact.name);
    std::vector<std::string> words;
    for (const auto [begin, end] : find_words(folded)) {
        words.push_back(folded.substr(begin, end - begin));
    }
    return words.empty() ? "contact" : join(words, "-");
}

}  // namespace

ContactKeys::ContactKeys(Database& database, std::span<const Contact> coming)
    : database_(database) {
    for (const auto& contact : coming) {
        if (!contact.key.empty()) used_.insert(contact.key);
    }
}

std::string ContactKeys::make(const Contact& contact) {
    const std::string base = base_of(contact);
    std::string key = base;
    for (int number = 2; !is_free_for(contact, key); ++number) {
        key = fmt::format("{}-{}", base, number);
    }
    used_.insert(key);
    return key;
}

bool ContactKeys::is_free_for(const Contact& contact, const std::string& key) {
    if (used_.contains(key)) return false;
    const auto [known, is_new] = known_.try_emplace(key);
    if (is_new) known->second = find_by_key(database_, key);
    return !known->second || may_be_same_person(contact, *known->second);
}

}  // namespace sawthis::store
