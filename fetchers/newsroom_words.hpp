#pragma once

#include <string_view>

#include "fetchers/discovery.hpp"

namespace sawthis::fetchers {

/// What a link's text and address say in one of some twenty languages: newsroom, news, or
/// usual_place for nothing.
[[nodiscard]] Hint hint_of_link(std::string_view text, std::string_view url);

}  // namespace sawthis::fetchers
