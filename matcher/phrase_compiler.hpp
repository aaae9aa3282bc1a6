#pragma once

#include <span>
#include <vector>

#include "core/result.hpp"
#include "matcher/phrase_dictionary.hpp"
#include "matcher/phrase_node.hpp"

namespace sawthis::matcher {

/// The sorted nodes of all `phrases`. Error bad_input: one is not is_findable().
[[nodiscard]] Result<std::vector<PhraseNode>> make_nodes(std::span<const Phrase> phrases);

}  // namespace sawthis::matcher
