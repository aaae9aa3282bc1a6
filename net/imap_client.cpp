#include "net/imap_client.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "net/address_guard.hpp"
#include "net/imap_protocol.hpp"
#include "net/imap_session.hpp"
#include "net/mail_url.hpp"

namespace sawthis::net {

namespace {

/// "24-Oct-2026" (RFC 3501 §9, date).
std::string imap_date(Instant when) {
    static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(when));
    return std::to_string(static_cast<unsigned>(day.day())) + "-" +
           kMonths.at(static_cast<unsigned>(day.month()) - 1) + "-" +
           std::to_string(static_cast<int>(day.year()));
}

std::string join_uids(std::span<const std::uint32_t> uids) {
    std::string out;
    for (const auto uid : uids) (out += out.empty() ? "" : ",") += std::to_string(uid);
    return out;
}

/// Reads one folder over a session that is logged in.
class FolderReading {
public:
    FolderReading(ImapSession& session, const MailFolder& folder, const ImapRequest& request,
                  const ImapOptions& options)
        : session_(session), folder_(folder), request_(request), options_(options) {}

    Fetched<ImapReading> run() {
        if (auto opened = open(); !opened) return tl::unexpected(std::move(opened.error()));
        auto uids = choose();
        if (!uids) return tl::unexpected(std::move(uids.error()));
        if (auto done = read(*uids); !done) return tl::unexpected(std::move(done.error()));
        return std::move(reading_);
    }

private:
    Fetched<void> examine(const std::string& name) {
        validity_.reset();
        return session_.run("EXAMINE " + quote_imap(encode_folder_name(name)),
                            [this](const ImapResponse& response) {
                                if (const auto code = parse_code(response.line, "UIDVALIDITY"))
                                    validity_ = code;
                                if (const auto code = parse_code(response.line, "UIDNEXT"))
                                    next_ = code;
                            });
    }

    /// In the URL "/" parts the levels; a server that parts them by something else is asked again.
    Fetched<void> open() {
        auto opened = examine(folder_.folder);
        if (!opened && opened.error().kind == FailureKind::status &&
            folder_.folder.find('/') != std::string::npos) {
            char delimiter = 0;
            const auto listed = session_.run("LIST \"\" \"\"", [&](const ImapResponse& response) {
                if (const char c = parse_delimiter(response.line); c != 0) delimiter = c;
            });
            if (!listed) return listed;
            if (delimiter != 0 && delimiter != '/') {
                auto name = folder_.folder;
                std::replace(name.begin(), name.end(), '/', delimiter);
                opened = examine(name);
            }
        }
        if (!opened && opened.error().kind == FailureKind::status) {
            return failure(FailureKind::status,
                           "the folder cannot be opened: ", opened.error().detail);
        }
        if (opened && !validity_) {
            return failure(FailureKind::protocol, "no UIDVALIDITY for the folder");
        }
        return opened;
    }

    /// The UIDs to be read, ascending. Of a backlog the oldest first; of a folder that was never
    /// read the newest.
    Fetched<std::vector<std::uint32_t>> choose() {
        const auto& known = request_.position;
        const bool goes_on = known && known->uid_validity == *validity_;
        const std::uint32_t after = goes_on ? known->uid : 0;
        reading_.position = {*validity_, after};
        std::vector<std::uint32_t> uids;
        // UIDs end below 2^32, so the one behind the last needs no search.
        if (after == 0xFFFFFFFFU) return uids;
        const auto criterion = goes_on ? "UID " + std::to_string(after + 1) + ":*"
                                       : "SINCE " + imap_date(request_.since);
        const auto searched =
            session_.run("UID SEARCH " + criterion, [&](const ImapResponse& response) {
                const auto some = parse_search(response.line);
                if (some) uids.insert(uids.end(), some->begin(), some->end());
            });
        if (!searched) return tl::unexpected(searched.error());
        // "n:*" gives the last message even if its UID is below n (RFC 3501 §6.4.8).
        std::erase_if(uids, [&](std::uint32_t uid) { return uid <= after; });
        std::sort(uids.begin(), uids.end());
        uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
        if (uids.size() > options_.max_messages) {
            const auto most = static_cast<std::ptrdiff_t>(options_.max_messages);
            reading_.more = goes_on;
            if (goes_on) {
                uids.resize(options_.max_messages);
            } else {
                uids.erase(uids.begin(), uids.end() - most);
            }
        }
        return uids;
    }

    /// Message by message in batches, each kept when it is whole.
    Fetched<void> read(std::span<const std::uint32_t> uids) {
        constexpr std::size_t kBatch = 8;
        std::size_t total = 0;
        while (!uids.empty()) {
            const auto batch = uids.first(std::min(kBatch, uids.size()));
            auto messages = fetch(batch);
            if (!messages) {
                reading_.more = true;
                if (reading_.messages.empty()) return tl::unexpected(messages.error());
                return {};
            }
            for (auto& message : *messages) {
                total += message.size();
                reading_.messages.push_back(std::move(message));
            }
            reading_.position.uid = batch.back();
            uids = uids.subspan(batch.size());
            if (total >= options_.max_total_bytes && !uids.empty()) {
                reading_.more = true;
                return {};
            }
        }
        if (!reading_.more && next_ && *next_ > 0) {
            reading_.position.uid = std::max(reading_.position.uid, *next_ - 1);
        }
        return {};
    }

    Fetched<std::vector<std::string>> fetch(std::span<const std::uint32_t> uids) {
        std::vector<std::pair<std::uint32_t, std::string>> found;
        const auto command = "UID FETCH " + join_uids(uids) + " (UID BODY.PEEK[]<0." +
                             std::to_string(options_.max_message_bytes) + ">)";
        const auto fetched = session_.run(command, [&](ImapResponse response) {
            auto body = parse_fetched_body(std::move(response));
            const bool wanted = body && !body->second.empty() && found.size() < uids.size() &&
                                std::binary_search(uids.begin(), uids.end(), body->first);
            if (wanted) found.push_back(std::move(*body));
        });
        if (!fetched) return tl::unexpected(fetched.error());
        std::sort(found.begin(), found.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<std::string> messages;
        for (auto& [uid, bytes] : found) messages.push_back(std::move(bytes));
        return messages;
    }

    ImapSession& session_;
    const MailFolder& folder_;
    const ImapRequest& request_;
    const ImapOptions& options_;
    std::optional<std::uint32_t> validity_;
    std::optional<std::uint32_t> next_;
    ImapReading reading_;
};

}  // namespace

Fetched<ImapReading> read_mail_folder(const ImapRequest& request, const ImapOptions& options,
                                      const std::stop_token& stop) {
    const auto folder = parse_mail_folder(request.url);
    if (!folder) return failure(FailureKind::bad_url, folder.error().detail);
    const auto allowed = AllowList::parse(options.allow_private);
    if (!allowed) return failure(FailureKind::blocked_address, allowed.error().detail);
    const bool private_allowed = allowed->holds(folder->host, folder->port);
    if (!folder->tls && !private_allowed) {
        return failure(FailureKind::insecure,
                       "imap:// is for hosts of your own that [fetch] allow_private names");
    }
    ImapSession session(*folder, options, stop);
    if (auto entered = session.log_in(request.password, private_allowed); !entered) {
        return tl::unexpected(std::move(entered.error()));
    }
    return FolderReading(session, *folder, request, options).run();
}

}  // namespace sawthis::net
