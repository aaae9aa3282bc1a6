#include "matcher/pattern_literals.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "matcher/replace_all.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::size_t kKeyBytes = 3;

std::uint32_t byte_at(const char* at) {
    return static_cast<unsigned char>(*at);
}

std::uint32_t bucket_of(std::uint32_t key) {
    return (key * 0x9E3779B1U) >> 16;
}

/// The longest run of ASCII.
std::string ascii_part(const std::string& literal) {
    std::string best;
    std::string run;
    for (const char c : literal) {
        if (static_cast<unsigned char>(c) < 0x80) {
            run += c;
        } else {
            run.clear();
        }
        if (run.size() > best.size()) best = run;
    }
    return best;
}

/// ASCII in lower case, and the two other letters that are an ASCII one in any case: the Kelvin
/// sign and the long s.
std::string lower(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kOthers{
        {{"\u212A", "k"}, {"\u017F", "s"}}};
    std::string out = lower_ascii(text);
    for (const auto& [other, letter] : kOthers) {
        if (out.find(other) != std::string::npos) out = replace_all(out, other, letter);
    }
    return out;
}

}  // namespace

std::uint32_t PatternLiterals::key_of(const char* letters) {
    return byte_at(letters) | byte_at(letters + 1) << 8 | byte_at(letters + 2) << 16;
}

PatternLiterals::PatternLiterals(const std::vector<std::string>& literals) {
    for (std::size_t i = 0; i < literals.size(); ++i) {
        const auto place = static_cast<int>(i);
        std::string letters = ascii_part(literals[i]);
        if (letters.size() < kKeyBytes) {
            always_.push_back(place);
            continue;
        }
        const std::uint32_t key = key_of(letters.data());
        begins_[bucket_of(key)] = true;
        literals_[key].push_back({std::move(letters), place});
    }
}

std::vector<int> PatternLiterals::find(std::string_view text) const {
    std::vector<int> found = always_;
    if (literals_.empty()) return found;
    const std::string lowered = lower(text);
    const std::string_view rest(lowered);
    for (std::size_t at = 0; at + kKeyBytes <= lowered.size(); ++at) {
        const std::uint32_t key = key_of(lowered.data() + at);
        if (!begins_[bucket_of(key)]) continue;
        const auto bucket = literals_.find(key);
        if (bucket == literals_.end()) continue;
        for (const Literal& literal : bucket->second) {
            if (rest.substr(at).starts_with(literal.letters)) found.push_back(literal.place);
        }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace sawthis::matcher
