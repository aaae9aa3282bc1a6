#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sawthis::net {

/// The address that a link of a search engine, social network, wire or newsletter leads to, where
/// it stands in the link itself; nullopt if `url` (in normal form) is no such link. Nothing is
/// fetched. The result is not in normal form.
[[nodiscard]] std::optional<std::string> redirect_target(std::string_view url);

}  // namespace sawthis::net
