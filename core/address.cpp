#include "core/address.hpp"

#include "core/text.hpp"

namespace sawthis {

// The column `address` of articles says the same in SQL (store/migrations/0012_addresses.sql).
std::string_view bare_address(std::string_view url) {
    if (take_start(url, "https://") || take_start(url, "http://")) take_start(url, "www.");
    while (url.ends_with('/')) url.remove_suffix(1);
    return url;
}

}  // namespace sawthis
