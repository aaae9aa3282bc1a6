#pragma once

#include <string_view>

namespace sawthis::net {

/// Whether a query parameter only says where the reader came from, or which session they are in,
/// and so never selects the page. `name` and `value` as they stand in the URL; `site` is the
/// registrable domain, for names that mean this at one site only. In doubt: false.
[[nodiscard]] bool is_tracking_parameter(std::string_view name, std::string_view value,
                                         std::string_view site);

/// amp=1, outputType=amp and the like: the AMP variant of the same page.
[[nodiscard]] bool is_amp_parameter(std::string_view name, std::string_view value);

}  // namespace sawthis::net
