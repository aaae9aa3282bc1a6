#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sawthis::fetchers {

/// What one page may cost a tree builder. Browsers stop nesting at 512 too; the largest of 800 real
/// pages has 5,500 start tags and 1.6 MB.
struct HtmlLimits {
    std::size_t bytes = std::size_t{4} << 20;
    std::size_t tags = 30'000;
    std::size_t depth = 512;
    std::size_t formatting = 24;  // open b, i, font, ...: each new block opens them all again
    std::size_t attributes = 64;  // of one tag
};

/// The part of an HTML document that a tree builder reads in about linear time: tags that nest too
/// deep and attributes too many are taken out (their text stays), the document ends at the limit of
/// bytes or tags. nullopt if `html` is within the limits as it stands. Linear.
[[nodiscard]] std::optional<std::string> bounded_html(std::string_view html,
                                                      const HtmlLimits& limits = {});

}  // namespace sawthis::fetchers
