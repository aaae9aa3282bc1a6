#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sawthis::matcher {

/// Which of many short strings stand anywhere in a text, in any case. They are looked for by three
/// bytes of ASCII each, so the cost of a pass is nearly that of reading the text.
class PatternLiterals {
public:
    PatternLiterals() = default;

    /// `literals` in lower case.
    explicit PatternLiterals(const std::vector<std::string>& literals);

    /// Places in `literals` of all that stand in `text`, in order. Those that have no three letters
    /// of ASCII in a row are always given.
    [[nodiscard]] std::vector<int> find(std::string_view text) const;

private:
    struct Literal {
        std::string letters;  // the longest run of ASCII
        int place = 0;
    };
    [[nodiscard]] static std::uint32_t key_of(const char* letters);

    std::vector<bool> begins_ = std::vector<bool>(1U << 16);
    std::unordered_map<std::uint32_t, std::vector<Literal>> literals_;  // by first three bytes
    std::vector<int> always_;
};

}  // namespace sawthis::matcher
