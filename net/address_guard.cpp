#include "net/address_guard.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "net/url.hpp"
#include "net/url_parts.hpp"

namespace sawthis::net {

namespace {

struct Network {
    std::array<std::uint8_t, 4> prefix;
    unsigned bits;
};

// https://www.iana.org/assignments/iana-ipv4-special-registry
constexpr std::array<Network, 15> kSpecialIpv4{{
    {{0, 0, 0, 0}, 8},        // "this network"
    {{10, 0, 0, 0}, 8},       // private
    {{100, 64, 0, 0}, 10},    // shared by carrier-grade NAT
    {{127, 0, 0, 0}, 8},      // loopback
    {{169, 254, 0, 0}, 16},   // link-local, cloud metadata services
    {{172, 16, 0, 0}, 12},    // private
    {{192, 0, 0, 0}, 24},     // protocol assignments
    {{192, 0, 2, 0}, 24},     // documentation
    {{192, 88, 99, 0}, 24},   // 6to4 relays
    {{192, 168, 0, 0}, 16},   // private
    {{198, 18, 0, 0}, 15},    // benchmarking
    {{198, 51, 100, 0}, 24},  // documentation
    {{203, 0, 113, 0}, 24},   // documentation
    {{224, 0, 0, 0}, 4},      // multicast
    {{240, 0, 0, 0}, 4},      // reserved, broadcast
}};

// Within 2000::/3, the only part of IPv6 that is in public use.
// https://www.iana.org/assignments/iana-ipv6-special-registry
constexpr std::array<Network, 4> kSpecialIpv6{{
    {{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x20, 0x02, 0x00, 0x00}, 16},  // 6to4
    {{0x3f, 0xff, 0x00, 0x00}, 20},  // documentation
}};

std::uint32_t first_word(std::span<const std::uint8_t> bytes) {
    return std::uint32_t{bytes[0]} << 24U | std::uint32_t{bytes[1]} << 16U |
           std::uint32_t{bytes[2]} << 8U | std::uint32_t{bytes[3]};
}

bool is_in_any(std::span<const Network> networks, std::span<const std::uint8_t> address) {
    const auto word = first_word(address);
    return std::any_of(networks.begin(), networks.end(), [&](const Network& network) {
        const auto shift = 32U - network.bits;
        return word >> shift == first_word(network.prefix) >> shift;
    });
}

/// The bytes of a literal address as it stands in a URL in normal form; empty for a name.
std::vector<std::uint8_t> literal_address(std::string_view host) {
    while (host.ends_with('.')) host.remove_suffix(1);
    const bool is_ipv6 = host.starts_with('[') && host.ends_with(']');
    if (is_ipv6) host = host.substr(1, host.size() - 2);
    std::vector<std::uint8_t> bytes(is_ipv6 ? sizeof(in6_addr) : sizeof(in_addr));
    const std::string text(host.substr(0, host.find('%')));  // without a zone
    if (inet_pton(is_ipv6 ? AF_INET6 : AF_INET, text.c_str(), bytes.data()) != 1) bytes.clear();
    return bytes;
}

/// RFC 6761 §6.3, and what Debian's /etc/hosts calls it.
bool is_name_of_this_machine(std::string_view host) {
    while (host.ends_with('.')) host.remove_suffix(1);
    return host == "localhost" || host.ends_with(".localhost") || host == "localhost.localdomain" ||
           host == "ip6-localhost" || host == "ip6-loopback";
}

}  // namespace

bool is_public_address(std::span<const std::uint8_t> address) {
    if (address.size() == 4) return !is_in_any(kSpecialIpv4, address);
    if (address.size() != 16) return false;
    return address[0] >> 5U == 1 && !is_in_any(kSpecialIpv6, address);
}

std::optional<AllowList::Entry> AllowList::parse_entry(std::string_view text) {
    text = trim(text);
    const auto colon = text.rfind(':');
    const auto port = colon == std::string_view::npos ? "" : text.substr(colon + 1);
    auto name = text.substr(0, std::min(colon, text.size()));
    const bool is_wide = name.starts_with("*.");
    if (is_wide) name.remove_prefix(2);
    const bool is_host = name.find_first_of("/\\?#@*") == std::string_view::npos;
    const bool is_number = !port.empty() && port.size() <= 5 &&
                           port.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_host || !(is_number || port == "*")) return std::nullopt;
    const auto host = host_of("http://" + std::string(name) + "/");
    if (host.empty()) return std::nullopt;
    return Entry{(is_wide ? "." : "") + host, std::string(port), is_wide};
}

bool AllowList::is_entry(std::string_view text) {
    return parse_entry(text).has_value();
}

Result<AllowList> AllowList::parse(std::span<const std::string> entries) {
    AllowList list;
    for (const auto& text : entries) {
        auto entry = parse_entry(text);
        if (!entry) {
            return fail(ErrorCode::bad_input,
                        "allow_private: \"" + one_line(text) +
                            "\" is neither \"host:port\" nor \"host:*\", as in \"localhost:8080\"");
        }
        list.entries_.push_back(*std::move(entry));
    }
    return list;
}

bool AllowList::holds(std::string_view host, std::string_view port) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        const bool named = entry.is_wide ? host.ends_with(entry.host) : host == entry.host;
        return named && (entry.port == "*" || entry.port == port);
    });
}

bool is_private_url(std::string_view url, const AllowList& allowed) {
    const auto parts = split_url(url);
    if (allowed.holds(parts.host, port_of(parts))) return false;
    const auto address = literal_address(parts.host);
    return address.empty() ? is_name_of_this_machine(parts.host) : !is_public_address(address);
}

}  // namespace sawthis::net
