#include "net/imap_client.hpp"

#include <curl/curl.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <span>
#include <utility>

#include "core/text.hpp"
#include "net/address_guard.hpp"
#include "net/curl_common.hpp"
#include "net/imap_protocol.hpp"
#include "net/mail_url.hpp"

namespace sawthis::net {

namespace {

using Clock = std::chrono::steady_clock;

struct CurlClose {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

template <class... Detail>
tl::unexpected<Failure> failure(FailureKind kind, Detail&&... detail) {
    return tl::unexpected(Failure{kind, (std::string() + ... + detail)});
}

/// What a server's own words may add to a failure.
std::string told(std::string_view words) {
    constexpr std::size_t kMostBytes = 120;
    return shorten(one_line(words), kMostBytes);
}

/// A logged-in connection to one server, with one command under way at a time.
class Session {
public:
    Session(const MailFolder& folder, const ImapOptions& options, const std::stop_token& stop)
        : folder_(folder),
          options_(options),
          stop_(stop),
          deadline_(Clock::now() + options.total_timeout),
          reader_({4U << 20U, options.max_message_bytes + 4096, 16}) {}
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() {
        if (logged_in_) static_cast<void>(send("Z LOGOUT\r\n"));
    }

    Fetched<void> log_in(const std::string& password, bool private_allowed) {
        private_allowed_ = private_allowed;
        if (!initialise_curl()) return failure(FailureKind::reset, "libcurl does not start");
        easy_.reset(curl_easy_init());
        if (!easy_) return failure(FailureKind::reset, "libcurl does not start");
        set_up(password);
        const auto code = curl_easy_perform(easy_.get());
        if (code == CURLE_ABORTED_BY_CALLBACK) return failure(FailureKind::timeout, "stopped");
        if (code == CURLE_COULDNT_CONNECT && blocked_) {
            return failure(FailureKind::blocked_address, "a private or local address");
        }
        if (code != CURLE_OK) {
            return failure(failure_kind_of_curl(code), curl_easy_strerror(code));
        }
        curl_easy_getinfo(easy_.get(), CURLINFO_ACTIVESOCKET, &socket_);
        logged_in_ = true;
        return {};
    }

    /// Sends a command and hands what comes, up to its completion, to `take`. Failure status, with
    /// the server's words: NO or BAD.
    Fetched<void> run(const std::string& command, const std::function<void(ImapResponse)>& take) {
        const auto tag = "S" + std::to_string(++commands_);
        if (auto sent = send(tag + " " + command + "\r\n"); !sent) return sent;
        while (true) {
            auto response = receive();
            if (!response) return tl::unexpected(std::move(response.error()));
            const std::string_view line = response->line;
            if (line.starts_with(tag + " ")) return judge(line.substr(tag.size() + 1));
            take(std::move(*response));
        }
    }

    bool may_connect(const sockaddr& address) {
        if (private_allowed_ || is_public_address(address_bytes(address))) return true;
        blocked_ = true;
        return false;
    }
    [[nodiscard]] bool is_stopped() const { return stop_.stop_requested(); }

private:
    static curl_socket_t on_open_socket(void* session, curlsocktype purpose,
                                        curl_sockaddr* address) {
        if (purpose != CURLSOCKTYPE_IPCXN ||
            !static_cast<Session*>(session)->may_connect(address->addr)) {
            return CURL_SOCKET_BAD;
        }
        return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    }
    static int on_progress(void* session, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return static_cast<Session*>(session)->is_stopped() ? 1 : 0;
    }
    static std::size_t drop(char*, std::size_t, std::size_t size, void*) { return size; }

    void set_up(const std::string& password) {
        const auto set = [this](CURLoption option, auto value) {
            curl_easy_setopt(easy_.get(), option, value);
        };
        const auto url = (folder_.tls ? "imaps://" : "imap://") + folder_.host + ":" + folder_.port;
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, folder_.tls ? "imaps" : "imap");
        set(CURLOPT_CONNECT_ONLY, 1L);  // and no more than the login
        set(CURLOPT_USERNAME, folder_.user.c_str());
        set(CURLOPT_PASSWORD, password.c_str());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!options_.ca_file.empty()) {
            set(CURLOPT_CAINFO, options_.ca_file.c_str());
            set(CURLOPT_CAPATH, nullptr);
        }
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.total_timeout.count()));
        set(CURLOPT_OPENSOCKETFUNCTION, &Session::on_open_socket);
        set(CURLOPT_OPENSOCKETDATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &Session::on_progress);
        set(CURLOPT_XFERINFODATA, this);
        set(CURLOPT_WRITEFUNCTION, &Session::drop);
        set(CURLOPT_HEADERFUNCTION, &Session::drop);
    }

    static Fetched<void> judge(std::string_view completion) {
        if (equal_ignoring_ascii_case(completion.substr(0, 2), "OK")) return {};
        return failure(FailureKind::status, told(completion));
    }

    /// Until the socket can be read or written, for at most a moment.
    Fetched<void> wait(short events) const {
        constexpr int kMostMilliseconds = 200;
        if (stop_.stop_requested()) return failure(FailureKind::timeout, "stopped");
        if (Clock::now() >= deadline_) return failure(FailureKind::timeout);
        pollfd entry{socket_, events, 0};
        ::poll(&entry, 1, kMostMilliseconds);
        return {};
    }

    Fetched<void> send(std::string_view bytes) {
        while (!bytes.empty()) {
            std::size_t sent = 0;
            const auto code = curl_easy_send(easy_.get(), bytes.data(), bytes.size(), &sent);
            if (code != CURLE_OK && code != CURLE_AGAIN) {
                return failure(FailureKind::reset, curl_easy_strerror(code));
            }
            bytes.remove_prefix(sent);
            if (code == CURLE_OK) continue;
            if (auto waited = wait(POLLOUT); !waited) return waited;
        }
        return {};
    }

    Fetched<ImapResponse> receive() {
        while (true) {
            if (auto response = reader_.next()) return std::move(*response);
            if (reader_.failed()) return failure(FailureKind::too_large, "one IMAP response");
            std::size_t got = 0;
            const auto code = curl_easy_recv(easy_.get(), bytes_.data(), bytes_.size(), &got);
            if (code == CURLE_AGAIN) {
                if (auto waited = wait(POLLIN); !waited) return tl::unexpected(waited.error());
                continue;
            }
            if (code != CURLE_OK || got == 0) {
                logged_in_ = false;
                return failure(FailureKind::reset, "the mail server hung up");
            }
            if (Clock::now() >= deadline_) return failure(FailureKind::timeout);
            reader_.add({bytes_.data(), got});
        }
    }

    const MailFolder& folder_;
    const ImapOptions& options_;
    const std::stop_token& stop_;
    const Clock::time_point deadline_;
    ImapReader reader_;
    std::unique_ptr<CURL, CurlClose> easy_;
    curl_socket_t socket_ = CURL_SOCKET_BAD;
    bool private_allowed_ = false;
    bool blocked_ = false;
    bool logged_in_ = false;
    int commands_ = 0;
    std::array<char, 32U << 10U> bytes_{};
};

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
    FolderReading(Session& session, const MailFolder& folder, const ImapRequest& request,
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

    Session& session_;
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
    Session session(*folder, options, stop);
    if (auto entered = session.log_in(request.password, private_allowed); !entered) {
        return tl::unexpected(std::move(entered.error()));
    }
    return FolderReading(session, *folder, request, options).run();
}

}  // namespace sawthis::net
