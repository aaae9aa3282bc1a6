#include "tests/support/websub_hub.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "net/url.hpp"
#include "net/url_parts.hpp"
#include "tests/support/raw_exchange.hpp"

namespace sawthis::test {

namespace {

std::string form_field(std::string_view form, const std::string& name) {
    const std::string start = name + "=";
    while (!form.empty()) {
        const auto pair = form.substr(0, form.find('&'));
        form.remove_prefix(std::min(pair.size() + 1, form.size()));
        if (pair.starts_with(start)) return net::percent_decode(pair.substr(start.size()));
    }
    return {};
}

WebSubHub::Request request_of(std::string_view form) {
    return {form_field(form, "hub.mode"), form_field(form, "hub.topic"),
            form_field(form, "hub.callback"), form_field(form, "hub.secret"),
            form_field(form, "hub.lease_seconds")};
}

std::string path_of(const std::string& url) {
    return std::string(net::split_url(url).path);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) net::append_escaped(out, c);
    return out;
}

}  // namespace

WebSubHub::WebSubHub() : server_([this](const ServedRequest& request) { return take(request); }) {}

std::vector<WebSubHub::Request> WebSubHub::requests() const {
    std::vector<Request> requests;
    for (const auto& one : server_.requests()) requests.push_back(request_of(one.body));
    return requests;
}

ServedResponse WebSubHub::take(const ServedRequest& request) {
    if (!lease_at_once_.empty()) confirm(request_of(request.body), lease_at_once_);
    return {.status = status_, .body = "noted"};
}

std::string WebSubHub::ask(const Request& request, std::string_view mode,
                           std::string_view more) const {
    std::string head = "GET " + path_of(request.callback) + "?hub.mode=";
    ((head += mode) += "&hub.topic=" + escaped(request.topic)) += more;
    return raw_exchange(port_, head + " HTTP/1.1\r\nHost: hooks.example\r\n\r\n");
}

std::string WebSubHub::confirm(const Request& request, std::string_view lease) const {
    return ask(request, request.mode,
               "&hub.challenge=a-challenge&hub.lease_seconds=" + std::string(lease));
}

std::string WebSubHub::deny(const Request& request, std::string_view reason) const {
    return ask(request, "denied", "&hub.reason=" + escaped(reason));
}

std::string WebSubHub::push(const Request& request, std::string_view type,
                            std::string_view body) const {
    return push_signed(request, type, body, hub_signature(body, request.secret));
}

std::string WebSubHub::push_signed(const Request& request, std::string_view type,
                                   std::string_view body, std::string_view signature) const {
    std::string head = "POST " + path_of(request.callback) + " HTTP/1.1\r\nHost: hooks.example";
    (head += "\r\nContent-Type: ") += type;
    (head += "\r\nX-Hub-Signature: ") += signature;
    head += "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return raw_exchange(port_, head.append(body));
}

std::string hub_signature(std::string_view body, std::string_view secret) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(body.data()), body.size(), bytes.data(), &size);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "sha256=";
    for (unsigned i = 0; i < size; ++i) {
        text += kDigits[bytes[i] >> 4U];
        text += kDigits[bytes[i] & 0xFU];
    }
    return text;
}

}  // namespace sawthis::test
