#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "core/time.hpp"

namespace sawthis::net {

/// What the client reads of the status line and the headers of one answer.
struct AnswerHead {
    int status = 0;
    std::string location;
    std::string content_type;
    std::string content_encoding;  // all of them, in order
    std::string etag;              // empty if it holds bytes that may not be sent back
    std::string last_modified;     // likewise
    std::string retry_after;
    std::string date;
    std::optional<std::chrono::seconds> max_age;
    std::string links;                 // all Link headers, by commas; 8 KiB of them
    std::uint64_t content_length = 0;  // as stated, before decompression; 0 if it is not
    bool challenged = false;           // a header of a bot wall says that it stopped us
    bool guarded = false;  // a header says that a bot wall stands there, as on good answers too

    /// Takes in one line as it came, with its line end. A status line begins anew, as after 100
    /// Continue.
    void add_line(std::string_view line);
};

/// What a client is asked to wait (RFC 9110 §10.2.3), seconds or a date, from `now`; 0 to a day.
/// nullopt if it is neither.
[[nodiscard]] std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                                    Instant now);

/// A date as HTTP writes it (RFC 9110 §5.6.7), obsolete forms too.
[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view value);

/// The freshness of Cache-Control (RFC 9111 §5.2.2.1); nullopt without max-age, at most a year.
/// 0 for no-cache and no-store.
[[nodiscard]] std::optional<std::chrono::seconds> parse_max_age(std::string_view cache_control);

/// The first address in Link headers (RFC 8288) that stands in the relation `rel`, as it is written
/// there; empty if none does.
[[nodiscard]] std::string find_link(std::string_view links, std::string_view rel);

/// Whether a validator may be kept and sent back: visible ASCII and blanks, at most 1 KiB.
[[nodiscard]] bool is_sound_validator(std::string_view value);

/// Why an answer whose status is neither success, redirect nor "not modified" is a failure.
/// `body_start`: the first kilobytes of the body, where bot walls and paywalls say what they are.
[[nodiscard]] Failure judge_status(const AnswerHead& head, std::string_view body_start);

/// Whether a page that came with 200 is a bot wall's challenge instead of what was asked for.
[[nodiscard]] bool is_challenge(const AnswerHead& head, std::string_view body);

}  // namespace sawthis::net
