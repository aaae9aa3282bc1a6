#include "net/transfer.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "net/content_decoder.hpp"
#include "net/curl_common.hpp"
#include "net/url.hpp"
#include "net/url_parts.hpp"

namespace sawthis::net {

namespace {

constexpr std::size_t kMaxErrorBodyBytes = 32U << 10U;

std::string origin_of(const UrlParts& parts) {
    return std::string(parts.scheme) + "://" + std::string(parts.host) + ":" + port_of(parts);
}

std::string in_mebibytes(std::size_t bytes) {
    constexpr std::size_t kMebibyte = 1U << 20U;
    if (bytes % kMebibyte == 0) return std::to_string(bytes / kMebibyte) + " MiB";
    return std::to_string(bytes >> 10U) + " KiB";
}

/// Bytes that are no answer, where an answer should begin: what a body longer than announced left
/// on a kept connection, say. They are the fault of the answer before.
bool are_leftovers(CURLcode code) {
    return code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY;
}

}  // namespace

void Transfer::ListClose::operator()(void* list) const {
    curl_slist_free_all(static_cast<curl_slist*>(list));
}

Transfer::Transfer(const HttpOptions& options, const AllowList& allowed, HttpRequest request)
    : options_(&options), allowed_(&allowed), request_(std::move(request)) {
    const auto url = parse_url(request_.url);
    if (!url) return;
    const auto parts = split_url(*url);
    userinfo_ = parts.userinfo;
    origin_ = origin_of(parts);
    aim(*url);
}

void Transfer::aim(std::string_view url) {
    url_ = without_credentials(url);
    const auto parts = split_url(url_);
    host_ = parts.host;
    private_allowed_ = allowed_->holds(parts.host, port_of(parts));
}

void Transfer::set_headers(void* easy) {
    curl_slist* list = nullptr;
    const auto add = [&list](const std::string& line) {
        if (auto* longer = curl_slist_append(list, line.c_str())) list = longer;
    };
    add("Accept: " + options_->accept);
    const auto add_validator = [&add](const char* name, const std::string& value) {
        if (!value.empty() && is_sound_validator(value)) add(std::string(name) + value);
    };
    if (request_.form) add("Content-Type: application/x-www-form-urlencoded");
    add_validator("If-None-Match: ", request_.etag);
    add_validator("If-Modified-Since: ", request_.last_modified);
    headers_.reset(list);
    curl_easy_setopt(static_cast<CURL*>(easy), CURLOPT_HTTPHEADER, list);
}

/// The handle may have served another method before.
void Transfer::set_method(void* easy) {
    const auto set = [easy](CURLoption option, auto value) {
        curl_easy_setopt(static_cast<CURL*>(easy), option, value);
    };
    if (!request_.form) {
        set(CURLOPT_HTTPGET, 1L);
        return;
    }
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE, static_cast<long>(request_.form->size()));
    set(CURLOPT_POSTFIELDS, request_.form->c_str());  // stays ours
}

void Transfer::start(void* easy) {
    const auto set = [easy](CURLoption option, auto value) {
        curl_easy_setopt(static_cast<CURL*>(easy), option, value);
    };
    const auto now = Clock::now();
    if (!deadline_) deadline_ = now + options_->total_timeout;
    using std::chrono::milliseconds;
    const auto left = std::chrono::duration_cast<milliseconds>(*deadline_ - now);
    set(CURLOPT_TIMEOUT_MS, std::max<long>(1, left.count()));  // 0 would mean "no limit"
    set(CURLOPT_URL, url_.c_str());
    set(CURLOPT_FRESH_CONNECT, fresh_connection_ ? 1L : 0L);
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_OPENSOCKETDATA, this);
    const bool own_origin = !userinfo_.empty() && origin_of(split_url(url_)) == origin_;
    const auto colon = std::min(userinfo_.find(':'), userinfo_.size());
    const auto name = percent_decode(std::string_view(userinfo_).substr(0, colon));
    const auto password =
        percent_decode(std::string_view(userinfo_).substr(std::min(colon + 1, userinfo_.size())));
    set(CURLOPT_USERNAME, own_origin ? name.c_str() : nullptr);
    set(CURLOPT_PASSWORD, own_origin ? password.c_str() : nullptr);
    set_headers(easy);
    set_method(easy);
    head_ = AnswerHead{};
    body_.clear();
    address_blocked_ = false;
    body_cut_ = false;
}

std::size_t Transfer::take_header(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > options_->max_header_bytes) {
        headers_too_large_ = true;
        return 0;
    }
    // What comes behind a body are trailers, which may not speak for the answer (RFC 9110 §6.5.1).
    if (!body_.empty()) return line.size();
    head_.add_line(line);
    if (head_.status == 200 && head_.content_length > options_->max_body_bytes) {
        body_too_large_ = true;
        return 0;
    }
    return line.size();
}

std::size_t Transfer::take_body(std::string_view bytes) {
    const bool wanted = head_.status == 200;
    const auto most =
        wanted ? options_->max_body_bytes : std::min(options_->max_body_bytes, kMaxErrorBodyBytes);
    if (bytes.size() > most - body_.size()) {
        (wanted ? body_too_large_ : body_cut_) = true;
        return 0;
    }
    body_ += bytes;
    return bytes.size();
}

bool Transfer::may_connect(std::span<const std::uint8_t> address) {
    if (private_allowed_ || is_public_address(address)) return true;
    address_blocked_ = true;
    return false;
}

bool Transfer::is_redirect() const {
    const int status = head_.status;
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::optional<Failure> Transfer::follow() {
    const auto status = "HTTP " + std::to_string(head_.status);
    if (head_.location.empty()) {
        return Failure{FailureKind::redirects, status + " without Location"};
    }
    if (request_.form && head_.status != 307 && head_.status != 308) {
        return Failure{FailureKind::redirects, status + " in answer to a form"};
    }
    if (++hops_ > options_->max_redirects) {
        return Failure{FailureKind::redirects,
                       "more than " + std::to_string(options_->max_redirects)};
    }
    const auto next = resolve_url(url_, head_.location);
    if (!next) {
        return Failure{FailureKind::redirects, status + " to what is no http or https address"};
    }
    permanent_ = permanent_ && (head_.status == 301 || head_.status == 308);
    aim(*next);
    if (permanent_) {
        auto parts = split_url(url_);
        if (origin_of(parts) == origin_) parts.userinfo = userinfo_;
        parts.fragment = {};
        permanent_url_ = join_url(parts);
    }
    return std::nullopt;
}

Failure Transfer::transport_failure(int curl_code) const {
    if (headers_too_large_) {
        return {FailureKind::too_large,
                "more than " + in_mebibytes(options_->max_header_bytes) + " of headers"};
    }
    const auto code = static_cast<CURLcode>(curl_code);
    if (body_too_large_ || code == CURLE_FILESIZE_EXCEEDED) {
        return {FailureKind::too_large, "more than " + in_mebibytes(options_->max_body_bytes)};
    }
    if (address_blocked_ && code == CURLE_COULDNT_CONNECT) {
        return {FailureKind::blocked_address, "a private or local address"};
    }
    // libcurl's own limit for one header line; nothing else of ours makes it run out of memory.
    if (code == CURLE_OUT_OF_MEMORY && body_.empty()) {
        return {FailureKind::too_large, "a header line over the limit"};
    }
    return {failure_kind_of_curl(code), curl_easy_strerror(code)};
}

std::optional<Failure> Transfer::decode() {
    auto decoded =
        decode_content(std::exchange(body_, {}), head_.content_encoding, options_->max_body_bytes);
    if (!decoded && decoded.error().kind == FailureKind::too_large) {
        return Failure{FailureKind::too_large,
                       "more than " + in_mebibytes(options_->max_body_bytes)};
    }
    if (!decoded) return std::move(decoded.error());
    body_ = std::move(*decoded);
    return std::nullopt;
}

Fetched<HttpResponse> Transfer::judge() {
    if (head_.status == 304 && request_.etag.empty() && request_.last_modified.empty()) {
        return tl::unexpected(Failure{FailureKind::protocol, "HTTP 304 that was not asked for"});
    }
    if (request_.form && head_.status >= 200 && head_.status < 300) {
        static_cast<void>(decode());
        return response();
    }
    if (head_.status != 200 && head_.status != 304) {
        // A page of an error that cannot be read is no reason to hide the error.
        static_cast<void>(decode());
        return tl::unexpected(judge_status(head_, body_));
    }
    if (head_.status == 200) {
        if (auto failure = decode()) return tl::unexpected(std::move(*failure));
    }
    if (head_.status == 200 && body_.empty()) {
        return tl::unexpected(Failure{FailureKind::status, "HTTP 200 with an empty body"});
    }
    if (head_.status == 200 && is_challenge(head_, body_)) {
        return tl::unexpected(Failure{FailureKind::bot_wall, "HTTP 200 with a challenge"});
    }
    if (head_.status == 304) body_.clear();
    return response();
}

HttpResponse Transfer::response() {
    HttpResponse response;
    response.status = head_.status;
    response.body = std::move(body_);
    response.final_url = std::move(url_);
    response.permanent_url = std::move(permanent_url_);
    response.content_type = std::move(head_.content_type);
    response.etag = std::move(head_.etag);
    response.last_modified = std::move(head_.last_modified);
    response.max_age = head_.max_age;
    response.links = std::move(head_.links);
    return response;
}

HttpOutcome Transfer::outcome(Fetched<HttpResponse> response) const {
    HttpOutcome result;
    result.tag = request_.tag;
    result.response = std::move(response);
    result.status = head_.status;
    if (head_.status != 429 && head_.status != 503) return result;
    // From the server's own clock where it states it: ours may be wrong.
    const auto now =
        parse_http_date(head_.date)
            .value_or(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    result.retry_after = parse_retry_after(head_.retry_after, now);
    return result;
}

std::optional<HttpOutcome> Transfer::finish(int curl_code, bool reused) {
    const auto code = static_cast<CURLcode>(curl_code);
    if (reused && !fresh_connection_ && are_leftovers(code)) {
        fresh_connection_ = true;
        return std::nullopt;
    }
    fresh_connection_ = false;
    // Of an error's body or a redirect's we take what comes and need no end.
    const bool head_is_enough = code == CURLE_WRITE_ERROR && body_cut_ && !headers_too_large_;
    if (code != CURLE_OK && !head_is_enough) {
        return outcome(tl::unexpected(transport_failure(curl_code)));
    }
    if (!is_redirect()) return outcome(judge());
    if (auto failure = follow()) return outcome(tl::unexpected(std::move(*failure)));
    return std::nullopt;
}

HttpOutcome Transfer::refuse() {
    return outcome(tl::unexpected(Failure{FailureKind::bad_url, {}}));
}

}  // namespace sawthis::net
