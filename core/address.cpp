#include "core/address.hpp"

namespace sawthis {

namespace {

bool drop_start(std::string_view& text, std::string_view start) {
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    return true;
}

}  // namespace

// The column `address` of articles says the same in SQL (store/migrations/0012_addresses.sql).
std::string_view bare_address(std::string_view url) {
    if (drop_start(url, "https://") || drop_start(url, "http://")) drop_start(url, "www.");
    while (url.ends_with('/')) url.remove_suffix(1);
    return url;
}

}  // namespace sawthis
