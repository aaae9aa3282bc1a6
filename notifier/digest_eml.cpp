#include <fmt/format.h>

#include <algorithm>

#include "core/hash.hpp"
#include "net/mail_message.hpp"
#include "notifier/digest_render.hpp"
#include "notifier/opener_view.hpp"
#include "notifier/outside_text.hpp"

namespace sawthis::notifier {

namespace {

/// "Sat 21 Nov: Ana, Bo and 2 others": names only, since subjects show on lock screens.
std::string subject_of(const Digest& digest) {
    constexpr std::size_t kLongestName = 30;
    const auto name = [&digest](std::size_t i) {
        const Contact& contact = digest.openers[i].contact;
        const std::string first = tame(first_name(contact), kLongestName);
        return first.empty() ? std::string("somebody") : first;
    };
    const std::size_t count = digest.openers.size();
    std::string who = "nobody to write to today";
    if (count == 1) who = name(0);
    if (count == 2) who = name(0) + " and " + name(1);
    if (count == 3) who = name(0) + ", " + name(1) + " and " + name(2);
    if (count > 3) who = fmt::format("{}, {} and {} others", name(0), name(1), count - 2);
    return short_day(digest.made) + ": " + who;
}

/// The host of the user's address, where it can stand in a Message-ID as it is.
std::string_view domain_of(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos) return "localhost";
    const auto domain = address.substr(at + 1, address.find('>', at) - at - 1);
    const bool plain = !domain.empty() && std::all_of(domain.begin(), domain.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '.';
    });
    return plain ? domain : "localhost";
}

/// From the day and what the digest says, so that the same digest sent again that day is a visible
/// duplicate.
std::string message_id_of(const Digest& digest, std::string_view address) {
    Digest content = digest;
    content.made = std::chrono::floor<std::chrono::days>(digest.made);
    const std::string text = render_digest_json(content);
    constexpr std::uint64_t kOtherStart = 0x9E3779B97F4A7C15U;  // two hashes make an id of 128 bits
    return fmt::format("digest.{:016x}{:016x}@{}", HashChain().add(text).value(),
                       HashChain(kOtherStart).add(text).value(), domain_of(address));
}

}  // namespace

Result<std::string> render_digest_eml(const Digest& digest, const std::string& address) {
    net::MailMessage message;
    message.from = address;
    message.to = address;
    message.subject = subject_of(digest);
    message.text = render_digest_text(digest, TextStyle{});
    message.html = render_digest_html(digest);
    message.message_id = message_id_of(digest, address);
    message.date = digest.made;
    return net::compose_mail(message);
}

}  // namespace sawthis::notifier
