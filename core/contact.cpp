#include "core/contact.hpp"

#include <array>

#include "core/text.hpp"

namespace sawthis {

namespace {

constexpr std::array<std::string_view, 7> kStages{"Recognise", "Know",     "Like",  "Trust",
                                                  "Support",   "Advocate", "Friend"};

bool is_title(std::string_view word) {
    constexpr std::array<std::string_view, 10> kTitles{"mr", "mrs",  "ms",  "miss", "mx",
                                                       "dr", "prof", "sir", "dame", "professor"};
    std::string folded = lower_ascii(word);
    if (!folded.empty() && folded.back() == '.') folded.pop_back();
    for (const auto title : kTitles) {
        if (folded == title) return true;
    }
    return false;
}

}  // namespace

std::string_view name_of(Stage stage) {
    return kStages[static_cast<std::size_t>(stage)];
}

std::optional<Stage> stage_of(std::string_view name) {
    for (std::size_t i = 0; i < kStages.size(); ++i) {
        if (equal_ignoring_ascii_case(kStages[i], trim(name))) return static_cast<Stage>(i);
    }
    return std::nullopt;
}

std::string first_name(const Contact& contact) {
    const auto words = split_list(contact.name, ' ');
    for (const auto& word : words) {
        if (!is_title(word)) return word;
    }
    return words.empty() ? std::string() : words.front();
}

}  // namespace sawthis
