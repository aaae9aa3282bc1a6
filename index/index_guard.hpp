#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include <exception>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/result.hpp"

namespace sawthis::index {

/// Runs `fn` (returning a Result) and turns what Xapian throws into our errors.
template <class Fn>
[[nodiscard]] std::invoke_result_t<Fn> guard(std::string_view doing, Fn&& fn) {
    constexpr std::string_view kMend = "run `sawthis reindex` to make the index anew";
    try {
        return std::forward<Fn>(fn)();
    } catch (const Xapian::DatabaseLockError&) {
        return fail(ErrorCode::conflict,
                    fmt::format("{}: another process is writing the article index", doing));
    } catch (const Xapian::DatabaseVersionError& error) {
        return fail(ErrorCode::storage, fmt::format("{}: {}; {}", doing, error.get_msg(), kMend));
    } catch (const Xapian::Error& error) {
        return fail(ErrorCode::storage, fmt::format("{}: {}; should it happen again, {}", doing,
                                                    error.get_description(), kMend));
    } catch (const std::exception& error) {
        return fail(ErrorCode::storage, fmt::format("{}: {}", doing, error.what()));
    }
}

}  // namespace sawthis::index
