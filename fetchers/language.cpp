#include "fetchers/language.hpp"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

#include "core/text.hpp"

namespace sawthis::fetchers {

std::string primary_language(std::string_view tag) {
    const std::string lower = lower_ascii(trim(tag));
    const std::string primary = lower.substr(0, lower.find_first_of("-_"));
    const bool letters =
        std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return letters && (primary.size() == 2 || primary.size() == 3) ? primary : std::string{};
}

std::string detect_language(std::string_view text) {
    std::string sample = shorten(text, kLanguageSampleBytes);
    if (!is_utf8(sample)) sample = repair_utf8(sample);
    bool reliable = false;
    const CLD2::Language language =
        CLD2::DetectLanguage(sample.data(), static_cast<int>(sample.size()), true, &reliable);
    if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
    return primary_language(CLD2::LanguageCode(language));
}

}  // namespace sawthis::fetchers
