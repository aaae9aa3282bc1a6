#include "net/imap_session.hpp"

#include <curl/curl.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <chrono>
#include <string_view>

#include "core/text.hpp"
#include "net/address_guard.hpp"
#include "net/curl_common.hpp"

namespace sawthis::net {

namespace {

using Clock = std::chrono::steady_clock;

struct CurlClose {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

/// What a server's own words may add to a failure.
std::string told(std::string_view words) {
    constexpr std::size_t kMostBytes = 120;
    return shorten(one_line(words), kMostBytes);
}

}  // namespace

struct ImapSession::Impl {
    Impl(const MailFolder& folder, const ImapOptions& options, const std::stop_token& stop)
        : folder_(folder),
          options_(options),
          stop_(stop),
          deadline_(Clock::now() + options.total_timeout),
          reader_({4U << 20U, options.max_message_bytes + 4096, 16}) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
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
            !static_cast<Impl*>(session)->may_connect(address->addr)) {
            return CURL_SOCKET_BAD;
        }
        return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    }
    static int on_progress(void* session, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return static_cast<Impl*>(session)->is_stopped() ? 1 : 0;
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
        set(CURLOPT_OPENSOCKETFUNCTION, &Impl::on_open_socket);
        set(CURLOPT_OPENSOCKETDATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &Impl::on_progress);
        set(CURLOPT_XFERINFODATA, this);
        set(CURLOPT_WRITEFUNCTION, &Impl::drop);
        set(CURLOPT_HEADERFUNCTION, &Impl::drop);
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

ImapSession::ImapSession(const MailFolder& folder, const ImapOptions& options,
                         const std::stop_token& stop)
    : impl_(std::make_unique<Impl>(folder, options, stop)) {}
ImapSession::~ImapSession() = default;

Fetched<void> ImapSession::log_in(const std::string& password, bool private_allowed) {
    return impl_->log_in(password, private_allowed);
}

Fetched<void> ImapSession::run(const std::string& command,
                               const std::function<void(ImapResponse)>& take) {
    return impl_->run(command, take);
}

}  // namespace sawthis::net
