#include "core/failure.hpp"

#include <algorithm>
#include <array>

namespace sawthis {

namespace {

struct Row {
    FailureKind kind;
    std::string_view name;
    std::string_view sentence;
};

constexpr std::array<Row, 25> kRows{{
    {FailureKind::none, "none", "nothing went wrong"},
    {FailureKind::bad_url, "bad_url",
     "this is no http or https address; correct it with `source add`"},
    {FailureKind::dns, "dns", "the host name does not resolve; check the address or the network"},
    {FailureKind::refused, "refused", "the host refuses connections; it may be down"},
    {FailureKind::tls, "tls",
     "no secure connection could be made; the host's certificate is not valid"},
    {FailureKind::timeout, "timeout", "the host did not answer in time; it is tried again later"},
    {FailureKind::reset, "reset", "the connection broke before the answer was complete"},
    {FailureKind::protocol, "protocol", "the answer is no valid HTTP"},
    {FailureKind::too_large, "too_large", "the answer is larger than the limit ([fetch] max_body)"},
    {FailureKind::redirects, "redirects", "the address is redirected too often or to nowhere"},
    {FailureKind::blocked_address, "blocked_address",
     "the address is private or local; allow it with [fetch] allow_private"},
    {FailureKind::status, "status", "the server answered with an error"},
    {FailureKind::bot_wall, "bot_wall",
     "the site refuses programs; look for its newsletter or a wire service's feed"},
    {FailureKind::paywall, "paywall", "the site asks for a subscription"},
    {FailureKind::gone, "gone", "the source has ended; it is not polled any more"},
    {FailureKind::rate_limited, "rate_limited", "the server asks us to come back later, and we do"},
    {FailureKind::robots, "robots", "the site's robots.txt forbids reading this page"},
    {FailureKind::not_a_feed, "not_a_feed",
     "what came is no feed; add it as a page, or find the site's feed"},
    {FailureKind::no_list, "no_list",
     "no list of articles is found on the page; say which links are meant (`source add --links`), "
     "or find the site's feed"},
    {FailureKind::malformed, "malformed", "the feed is too damaged to be read"},
    {FailureKind::login, "login",
     "the mail server lets nobody in with this user name and password; check both"},
    {FailureKind::insecure, "insecure",
     "the password would be sent unprotected; write imaps:// instead of imap://"},
    {FailureKind::not_kept, "not_kept", "what came could not be stored; it is fetched again"},
    {FailureKind::hub_silent, "hub_silent",
     "the hub has not confirmed the subscription; see that public_url of [websub] leads to "
     "`sawthis "
     "listen`"},
    {FailureKind::hub_denied, "hub_denied",
     "the hub refuses the subscription; the source is polled as before"},
}};

}  // namespace

std::string_view name_of(FailureKind kind) {
    return kRows[static_cast<std::size_t>(kind)].name;
}

FailureKind failure_kind_of(std::string_view name) {
    const auto* const row =
        std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return r.name == name; });
    return row == kRows.end() ? FailureKind::none : row->kind;
}

std::string describe(const Failure& failure) {
    const auto& row = kRows[static_cast<std::size_t>(failure.kind)];
    std::string text(row.sentence);
    if (!failure.detail.empty()) text += " (" + failure.detail + ")";
    return text;
}

}  // namespace sawthis
