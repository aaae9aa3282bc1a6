#pragma once

#include <cstdint>
#include <span>

#include "core/failure.hpp"

struct sockaddr;

/// What the clients of this folder share of libcurl.
namespace sawthis::net {

/// libcurl wants this once per process, before threads of ours use it. False: it does not start.
[[nodiscard]] bool initialise_curl();

/// The kind of failure that a CURLcode other than CURLE_OK means.
[[nodiscard]] FailureKind failure_kind_of_curl(int curl_code);

/// The bytes of an IP address within a socket address; empty for another family.
[[nodiscard]] std::span<const std::uint8_t> address_bytes(const sockaddr& address);

}  // namespace sawthis::net
