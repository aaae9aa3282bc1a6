#include "net/curl_common.hpp"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstddef>

namespace sawthis::net {

bool initialise_curl() {
    static const CURLcode kCode = curl_global_init(CURL_GLOBAL_DEFAULT);
    return kCode == CURLE_OK;
}

FailureKind failure_kind_of_curl(int curl_code) {
    switch (static_cast<CURLcode>(curl_code)) {
        case CURLE_URL_MALFORMAT:
            return FailureKind::bad_url;
        case CURLE_COULDNT_RESOLVE_HOST:
            return FailureKind::dns;
        case CURLE_COULDNT_CONNECT:
            return FailureKind::refused;
        case CURLE_OPERATION_TIMEDOUT:
            return FailureKind::timeout;
        case CURLE_FILESIZE_EXCEEDED:
            return FailureKind::too_large;
        case CURLE_LOGIN_DENIED:
        case CURLE_REMOTE_ACCESS_DENIED:
            return FailureKind::login;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_INVALIDCERTSTATUS:
            return FailureKind::tls;
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9
        case CURLE_BAD_CONTENT_ENCODING:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
            return FailureKind::protocol;
        default:  // libcurl's enumeration, not ours: what is left broke underway
            return FailureKind::reset;
    }
}

std::span<const std::uint8_t> address_bytes(const sockaddr& address) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&address);
    if (address.sa_family == AF_INET) return {bytes + offsetof(sockaddr_in, sin_addr), 4};
    if (address.sa_family == AF_INET6) return {bytes + offsetof(sockaddr_in6, sin6_addr), 16};
    return {};
}

}  // namespace sawthis::net
