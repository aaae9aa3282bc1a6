#include "net/mail_url.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "net/url.hpp"
#include "net/url_parts.hpp"

namespace sawthis::net {

namespace {

constexpr std::size_t kMostBytes = 2'000;

std::string_view default_port(bool tls) {
    return tls ? "993" : "143";
}

bool holds_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

/// All but unreserved characters and `also` as %XX.
std::string escape(std::string_view text, std::string_view also) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
                           std::string_view("-._~").find(c) != std::string_view::npos ||
                           also.find(c) != std::string_view::npos;
        if (plain) {
            out += c;
        } else {
            append_escaped(out, c);
        }
    }
    return out;
}

/// Host and port go through the parser of web addresses, so that both are judged alike.
bool read_host(std::string_view text, MailFolder& folder) {
    if (text.empty() || text.find_first_of("/?#@\\") != std::string_view::npos) return false;
    // The parser drops the port that is the scheme's own: of two schemes one keeps it.
    for (const char* scheme : {"http://", "https://"}) {
        const auto url = parse_url(scheme + std::string(text) + "/");
        if (!url) return false;
        const auto parts = split_url(*url);
        folder.host = parts.host;
        if (!parts.port.empty()) folder.port = parts.port;
    }
    if (folder.port.empty()) folder.port = default_port(folder.tls);
    return true;
}

}  // namespace

bool is_mail_url(std::string_view text) {
    const auto scheme = lower_ascii(trim(text).substr(0, 8));
    return scheme.starts_with("imap://") || scheme == "imaps://";
}

Result<MailFolder> parse_mail_folder(std::string_view text) {
    constexpr std::string_view kForm = "; write it as imaps://user@mail.example.org/INBOX/News";
    const auto refuse = [&](std::string_view why) {
        return fail(ErrorCode::bad_input, std::string(why) + std::string(kForm));
    };
    text = trim(text);
    if (!is_mail_url(text)) return refuse("no imap or imaps address");
    if (text.size() > kMostBytes || holds_control(text)) return refuse("no address of a folder");
    MailFolder folder;
    folder.tls = text[4] != ':';
    text.remove_prefix(text.find("//") + 2);
    const auto slash = std::min(text.find('/'), text.size());
    const auto authority = text.substr(0, slash);
    const auto at = authority.rfind('@');
    if (at == std::string_view::npos || at == 0) return refuse("the address names no user");
    const auto user = authority.substr(0, at);
    if (user.find(':') != std::string_view::npos) {
        return refuse("the password must not stand in the address");
    }
    folder.user = percent_decode(user);
    if (!read_host(authority.substr(at + 1), folder)) return refuse("the address names no host");
    auto path = text.substr(std::min(slash + 1, text.size()));
    while (path.ends_with('/')) path.remove_suffix(1);
    folder.folder = path.empty() ? "INBOX" : percent_decode(path);
    if (holds_control(folder.user) || holds_control(folder.folder) || !is_utf8(folder.user) ||
        !is_utf8(folder.folder)) {
        return refuse("no address of a folder");
    }
    return folder;
}

Result<std::string> parse_mail_url(std::string_view text) {
    return parse_mail_folder(text).transform([](const MailFolder& folder) {
        std::string url = folder.tls ? "imaps://" : "imap://";
        url += escape(folder.user, "") + "@" + folder.host;
        if (folder.port != default_port(folder.tls)) url += ":" + folder.port;
        return url + "/" + escape(folder.folder, "/");
    });
}

}  // namespace sawthis::net
