#include "net/websub.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "core/number.hpp"
#include "core/text.hpp"
#include "net/url_parts.hpp"

namespace sawthis::net {

namespace {

/// The URL standard's application/x-www-form-urlencoded, with every other byte escaped.
std::string form_value(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        if (plain) {
            out += c;
        } else {
            append_escaped(out, c);
        }
    }
    return out;
}

std::string plain_value(std::string_view text) {
    std::string blanks(text);
    for (char& c : blanks) {
        if (c == '+') c = ' ';
    }
    return percent_decode(blanks);
}

std::optional<std::chrono::seconds> parse_lease(std::string_view text) {
    const auto count = parse_number<std::int64_t>(text);
    if (!count || *count <= 0) return std::nullopt;
    return std::chrono::seconds{*count};
}

const EVP_MD* digest_of(std::string_view name) {
    if (name == "sha1") return EVP_sha1();
    if (name == "sha256") return EVP_sha256();
    if (name == "sha384") return EVP_sha384();
    if (name == "sha512") return EVP_sha512();
    return nullptr;
}

std::string hex_of(std::span<const unsigned char> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : bytes) {
        hex += kDigits[byte >> 4U];
        hex += kDigits[byte & 0xFU];
    }
    return hex;
}

}  // namespace

std::string hub_form(const HubRequest& request) {
    const bool subscribe = request.mode == HubMode::subscribe;
    std::string form = subscribe ? "hub.mode=subscribe" : "hub.mode=unsubscribe";
    form += "&hub.topic=" + form_value(request.topic);
    form += "&hub.callback=" + form_value(request.callback);
    if (!subscribe) return form;
    form += "&hub.secret=" + form_value(request.secret);
    form += "&hub.lease_seconds=" + std::to_string(request.lease.count());
    return form;
}

HubQuestion parse_hub_question(std::string_view query) {
    HubQuestion question;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        const std::string name = plain_value(pair.substr(0, equals));
        const std::string value = plain_value(pair.substr(std::min(equals + 1, pair.size())));
        if (name == "hub.lease_seconds") question.lease = parse_lease(value);
        if (name == "hub.mode") question.mode = value;
        if (name == "hub.topic") question.topic = value;
        if (name == "hub.challenge") question.challenge = value;
        if (name == "hub.reason") question.reason = value;
    }
    return question;
}

bool is_signed(std::string_view body, std::string_view signature, std::string_view secret) {
    const auto equals = signature.find('=');
    if (equals == std::string_view::npos) return false;
    const EVP_MD* const digest = digest_of(lower_ascii(signature.substr(0, equals)));
    if (digest == nullptr) return false;
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    const auto* const made =
        HMAC(digest, secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(body.data()), body.size(), bytes.data(), &size);
    if (made == nullptr) return false;
    const std::string ours = hex_of(std::span(bytes).first(size));
    const std::string theirs = lower_ascii(signature.substr(equals + 1));
    return theirs.size() == ours.size() &&
           CRYPTO_memcmp(theirs.data(), ours.data(), ours.size()) == 0;
}

std::optional<std::string> make_token() {
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return std::nullopt;
    return hex_of(bytes);
}

}  // namespace sawthis::net
