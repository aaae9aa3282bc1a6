#include "matcher/stemmer.hpp"

#include <libstemmer.h>

namespace sawthis::matcher {

namespace {

constexpr std::size_t kMaxWord = 64;  // what is longer is no word of a language

sb_stemmer* open_engine(const std::string& language) {
    return language.empty() ? nullptr : sb_stemmer_new(language.c_str(), "UTF_8");
}

}  // namespace

void Stemmer::Free::operator()(void* engine) const {
    sb_stemmer_delete(static_cast<sb_stemmer*>(engine));
}

Stemmer::Stemmer(std::string_view language)
    : language_(language.substr(0, 16)), engine_(open_engine(language_)) {
    if (!engine_) language_.clear();
}

std::string Stemmer::stem(std::string_view word) {
    if (!engine_ || word.size() > kMaxWord) return std::string(word);
    auto* const engine = static_cast<sb_stemmer*>(engine_.get());
    const auto* stem = sb_stemmer_stem(engine, reinterpret_cast<const sb_symbol*>(word.data()),
                                       static_cast<int>(word.size()));
    if (stem == nullptr) return std::string(word);
    return {reinterpret_cast<const char*>(stem),
            static_cast<std::size_t>(sb_stemmer_length(engine))};
}

}  // namespace sawthis::matcher
