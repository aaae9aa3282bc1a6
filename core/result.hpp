#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace sawthis {

/// Split by what the caller would do differently.
enum class ErrorCode {
    bad_input,  // the user's words, file or configuration are wrong: they can mend it
    not_found,  // what was named is not there
    conflict,   // somebody else holds it, or it is there already
    timeout,
    network,
    malformed,  // bytes from outside that cannot be read
    storage,    // disk or database failed
};

struct Error {
    ErrorCode code = ErrorCode::bad_input;
    std::string detail;  // what was tried, on what, what came back, and the mend where there is one
    bool operator==(const Error&) const = default;
};

/// Has the shape of C++23's std::expected; use only what both have (`transform`, `and_then`).
template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string detail) {
    return tl::unexpected<Error>{Error{code, std::move(detail)}};
}

/// Hands an error up with context: "reading a.xml: <detail>".
[[nodiscard]] inline tl::unexpected<Error> fail_in(std::string_view doing, const Error& error) {
    return fail(error.code, std::string(doing) + ": " + error.detail);
}

}  // namespace sawthis
