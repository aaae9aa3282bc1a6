#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sawthis {

/// The words of a sentence that carry its subject: no articles, prepositions, numbers or words that
/// say only that something is done ("launching"). Folded, in order, each once.
[[nodiscard]] std::vector<std::string> content_words(std::string_view sentence);

}  // namespace sawthis
