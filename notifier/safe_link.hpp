#pragma once

#include <string>
#include <string_view>

namespace sawthis::notifier {

/// `url` if it may stand behind a link: http or https, printable ASCII without blanks, quotes or
/// angle brackets, under 2 KiB. Else empty. The store holds canonical URLs; this does not rely on
/// it.
[[nodiscard]] std::string safe_link(std::string_view url);

/// "mailto:..." with the message filled in (RFC 6068). Empty if `address` is not a plain address.
[[nodiscard]] std::string mailto_link(std::string_view address, std::string_view subject,
                                      std::string_view body);

/// "tel:..." of the digits and a leading plus (RFC 3966 §5). Empty with fewer than 3 digits or
/// more than 15 (ITU-T E.164), or if letters stand between them.
[[nodiscard]] std::string tel_link(std::string_view phone);

}  // namespace sawthis::notifier
