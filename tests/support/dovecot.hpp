#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace sawthis::test {

/// A Dovecot mail server of its own on two free loopback ports: IMAP without TLS, and IMAPS with a
/// certificate made for it. One user, "reader@example.org", whose password is "open sesame". Runs
/// as root and as any other user. Folders are Maildir, their levels parted by ".".
class Dovecot {
public:
    /// Whether the packages dovecot-imapd and openssl are there.
    [[nodiscard]] static bool is_installed();

    Dovecot();  // throws runtime_error, with its log, if it does not start
    Dovecot(const Dovecot&) = delete;
    Dovecot& operator=(const Dovecot&) = delete;
    ~Dovecot();

    /// "imaps://reader%40example.org@localhost:<port>/<folder>"
    [[nodiscard]] std::string url(std::string_view folder = "INBOX") const;
    [[nodiscard]] std::string plain_url(std::string_view folder = "INBOX") const;
    /// What allow_private must hold for both.
    [[nodiscard]] std::vector<std::string> hosts() const;
    [[nodiscard]] std::string ca_file() const;
    static constexpr const char* kPassword = "open sesame";

    /// Puts a message into a folder ("INBOX", "News.Daily"), which is made if need be, as newly
    /// arrived.
    void deliver(std::string_view message, const std::string& folder = "INBOX");
    /// Message files of the folder that have the Maildir flag S (\Seen).
    [[nodiscard]] std::size_t seen_count(const std::string& folder = "INBOX") const;
    /// Makes the server forget its numbers: the folder gets another UIDVALIDITY.
    void renumber(const std::string& folder = "INBOX");
    /// What it has logged.
    [[nodiscard]] std::string log() const;

private:
    void start();
    void stop();
    [[nodiscard]] std::filesystem::path maildir(const std::string& folder) const;
    void own(const std::filesystem::path& path) const;

    TemporaryFolder folder_;
    std::uint16_t plain_port_ = 0;
    std::uint16_t tls_port_ = 0;
    pid_t process_ = -1;
    int delivered_ = 0;
    uid_t mail_user_ = 0;
    gid_t mail_group_ = 0;
};

}  // namespace sawthis::test
