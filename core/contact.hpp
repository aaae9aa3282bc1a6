#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"

namespace sawthis {

/// Where a contact stands with the user, from first sight to friendship.
enum class Stage { recognise, know, like, trust, support, advocate, friendship };

/// A person the user keeps up with. Texts are as the user wrote them, one line each but `notes`.
struct Contact {
    ContactId id;
    std::string
        key;  // the user's own id for them ("c003"); made from the name if they gave none; unique
    std::string name;
    std::string email;
    std::string company;
    std::vector<std::string> company_aliases;
    std::string company_domain;
    std::string role;
    std::string industry;
    std::vector<std::string> teams;
    std::vector<std::string> interests;
    std::vector<std::string> projects;
    std::string location;
    std::vector<std::string> goals;
    std::vector<std::string> values;
    std::vector<std::string> family;
    std::vector<std::string> tags;
    std::optional<Stage> stage;
    std::string met;       // "YYYY-MM-DD", or empty
    int cadence_days = 0;  // 0: as the stage says
    std::string channel;   // the medium they like: "email", "phone", "letter", ...; may be empty
    std::string phone;
    std::string birthday;  // "YYYY-MM-DD", or "--MM-DD" without a year (RFC 6350 §6.2.5), or empty
    std::string anniversary;  // likewise
    std::string notes;  // lines; columns that the import did not know stand here as "column: value"
    bool operator==(const Contact&) const = default;
};

/// "Recognise", ..., "Friend".
[[nodiscard]] std::string_view name_of(Stage stage);
[[nodiscard]] std::optional<Stage> stage_of(std::string_view name);  // case ignored

/// The first name, for a greeting: the first word of `name` that is no title ("Dr Ana Ruiz" gives
/// "Ana").
[[nodiscard]] std::string first_name(const Contact& contact);

}  // namespace sawthis
