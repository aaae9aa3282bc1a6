#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/id.hpp"
#include "core/match.hpp"
#include "core/time.hpp"

namespace sawthis {

/// How an alert says what it looks for.
enum class AlertKind {
    phrase,   // words beside each other, in any case and plain inflection
    pattern,  // a regular expression in RE2's syntax
    query     // Boolean and fielded, in the syntax of the article index
};

/// A standing subscription of the user's: tell me when the news has this.
struct Alert {
    AlertId id;
    AlertKind kind = AlertKind::query;
    std::string text;
    bool exact_case = false;  // of a phrase: as written, or all capitals
    ContactId contact;        // on whose behalf; 0: nobody's in particular
    Instant added{};
    bool operator==(const Alert&) const = default;
};

/// What an alert delivers: a story in which it was found, by the article that had it first.
struct Notice {
    Alert alert;
    std::optional<Contact> contact;
    Article article;
    std::vector<Evidence> evidence;  // in order; empty: a query found it by what it is not
    std::vector<std::string> other_publishers;  // that told the same story
    std::optional<Instant> told;                // when the user was first told of it
    bool operator==(const Notice&) const = default;
};

inline constexpr std::array<std::string_view, 3> kAlertKinds{"phrase", "pattern", "query"};

[[nodiscard]] constexpr std::string_view name_of(AlertKind kind) {
    return kAlertKinds[static_cast<std::size_t>(kind)];
}
[[nodiscard]] constexpr std::optional<AlertKind> alert_kind_of(std::string_view name) {
    for (std::size_t i = 0; i < kAlertKinds.size(); ++i) {
        if (kAlertKinds[i] == name) return static_cast<AlertKind>(i);
    }
    return std::nullopt;
}

}  // namespace sawthis
