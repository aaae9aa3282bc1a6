#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

namespace sawthis::net {

/// Whether an address of 4 (IPv4) or 16 bytes (IPv6), in network order, may stand for something on
/// the public Internet: not loopback, private, link-local, shared, multicast or reserved (RFC 6890
/// and the IANA registries behind it), and no IPv6 address that carries an IPv4 one (mapped, NAT64,
/// 6to4, Teredo), as that could be any of those. False for any other size.
[[nodiscard]] bool is_public_address(std::span<const std::uint8_t> address);

/// The hosts that may have addresses which are not public, since the user named them.
class AllowList {
public:
    /// Of entries "host:port" or "host:*", where "*.host" stands for all names below a host. Error
    /// bad_input names the entry that is neither.
    [[nodiscard]] static Result<AllowList> parse(std::span<const std::string> entries);
    /// Whether `text` is such an entry.
    [[nodiscard]] static bool is_entry(std::string_view text);

    /// `host` and `port` as they stand in a URL in normal form, the scheme's own port filled in.
    [[nodiscard]] bool holds(std::string_view host, std::string_view port) const;

private:
    struct Entry {
        std::string host;  // with a dot before it if wide
        std::string port;
        bool is_wide;
    };
    static std::optional<Entry> parse_entry(std::string_view text);

    std::vector<Entry> entries_;
};

/// Whether a URL in normal form says by itself that it leads to no public address, or to this
/// machine, and `allowed` does not hold it. A name that merely resolves to such an address is
/// refused when it is connected to.
[[nodiscard]] bool is_private_url(std::string_view url, const AllowList& allowed);

}  // namespace sawthis::net
