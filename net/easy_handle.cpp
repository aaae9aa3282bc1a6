#include "net/easy_handle.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include "net/content_decoder.hpp"
#include "net/curl_common.hpp"
#include "net/transfer.hpp"

namespace sawthis::net {

namespace {

constexpr long kLowSpeedBytes = 16;
// libcurl looks for addresses that are too old among all of them whenever a transfer ends, which
// among thousands of hosts costs as much as the transfer.
constexpr long kDnsCacheForGood = -1;
constexpr long kReceiveBufferBytes = 64L << 10U;

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* transfer) {
    return static_cast<Transfer*>(transfer)->take_header({bytes, size});
}

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* transfer) {
    return static_cast<Transfer*>(transfer)->take_body({bytes, size});
}

curl_socket_t on_open_socket(void* transfer, curlsocktype purpose, curl_sockaddr* address) {
    if (purpose != CURLSOCKTYPE_IPCXN ||
        !static_cast<Transfer*>(transfer)->may_connect(address_bytes(address->addr))) {
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace

void set_up_easy_handle(void* easy, const HttpOptions& options) {
    const auto set = [easy](CURLoption option, auto value) {
        curl_easy_setopt(static_cast<CURL*>(easy), option, value);
    };
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_ACCEPT_ENCODING, kAcceptedEncodings);
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);  // see decode_content()
    set(CURLOPT_USERAGENT, options.user_agent.c_str());
    set(CURLOPT_DNS_CACHE_TIMEOUT, kDnsCacheForGood);
    set(CURLOPT_BUFFERSIZE, kReceiveBufferBytes);
    set(CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytes);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.low_speed_time.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    set(CURLOPT_HEADERFUNCTION, on_header);
    set(CURLOPT_WRITEFUNCTION, on_body);
    set(CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
}

}  // namespace sawthis::net
