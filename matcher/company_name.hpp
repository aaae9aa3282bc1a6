#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sawthis::matcher {

/// "Acme Corp." gives "Acme", "The Gap" gives "Gap": the name without what only says that it is a
/// company, or the name itself if nothing else would be left.
[[nodiscard]] std::string strip_designators(std::string_view name);

/// Every form in which news write a company's name: as given, without designators, "&" and "and" in
/// each other's place or lost, capitals inside a word lowered ("Peoplesoft"), accents lost, a small
/// letter at the head made a capital ("EBay"). The first is `name`; each once.
[[nodiscard]] std::vector<std::string> company_forms(std::string_view name);

/// "José" gives "Jose". What is no letter of ASCII with a mark stays, as its word does.
[[nodiscard]] std::string without_accents(std::string_view name);

/// "SAP", "IBM": capitals alone, two or more.
[[nodiscard]] bool is_initials(std::string_view name);

/// "Inc", "GmbH", "Holdings", ...; case and a full stop ignored.
[[nodiscard]] bool is_designator(std::string_view word);

}  // namespace sawthis::matcher
