#include "matcher/site.hpp"

#include <string>

#include "core/text.hpp"

namespace sawthis::matcher {

namespace {

/// The host of an address, without user and port.
std::string_view host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == url.npos) return {};
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (const auto user = url.rfind('@'); user != url.npos) url.remove_prefix(user + 1);
    return url.substr(0, url.rfind(':'));
}

}  // namespace

bool is_of_site(std::string_view url, std::string_view site) {
    const std::string host = lower_ascii(host_of(url));
    if (site.empty() || !host.ends_with(site)) return false;
    return host.size() == site.size() || host[host.size() - site.size() - 1] == '.';
}

}  // namespace sawthis::matcher
