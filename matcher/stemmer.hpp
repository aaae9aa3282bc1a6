#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace sawthis::matcher {

/// Stems of one language's words: "engines", "engine" and "engined" have one. The algorithms are
/// Snowball's, as in the article index. For one thread at a time.
class Stemmer {
public:
    /// One that leaves words alone if `language` ("en") has none.
    explicit Stemmer(std::string_view language);

    /// Of a folded word.
    [[nodiscard]] std::string stem(std::string_view word);

    /// The language itself, or empty: words are left alone.
    [[nodiscard]] const std::string& language() const { return language_; }

private:
    struct Free {
        void operator()(void* engine) const;
    };
    std::string language_;
    std::unique_ptr<void, Free> engine_;
};

}  // namespace sawthis::matcher
