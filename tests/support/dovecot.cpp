#include "tests/support/dovecot.hpp"

#include <arpa/inet.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <sstream>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace sawthis::test {

namespace fs = std::filesystem;

namespace {

constexpr const char* kServer = "/usr/sbin/dovecot";
constexpr const char* kOpenssl = "/usr/bin/openssl";

pid_t spawn(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int fd : {0, 1, 2}) {
        posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", fd == 0 ? 0 : 1, 0);
    }
    pid_t process = -1;
    const int failed =
        ::posix_spawn(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error(words[0] + " does not start");
    return process;
}

void run(std::vector<std::string> words) {
    const auto name = words[0];
    const auto process = spawn(std::move(words));
    int status = 0;
    ::waitpid(process, &status, 0);
    if (status != 0) throw std::runtime_error(name + " failed");
}

/// A socket bound to a free loopback port, or one connected to `port`; -1 if it is not to be had.
int loopback_socket(std::uint16_t& port, bool connect) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    const int done = connect ? ::connect(fd, plain, size) : ::bind(fd, plain, size);
    if (done != 0) {
        ::close(fd);
        return -1;
    }
    if (!connect) {
        ::getsockname(fd, plain, &size);
        port = ntohs(address.sin_port);
    }
    return fd;
}

std::uint16_t free_port() {
    std::uint16_t port = 0;
    const int fd = loopback_socket(port, false);
    if (fd < 0) throw std::runtime_error("no free port");
    ::close(fd);
    return port;
}

std::string read_text(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::string name_of_user(uid_t user) {
    const auto* entry = ::getpwuid(user);
    if (entry == nullptr) throw std::runtime_error("this user has no name");
    return entry->pw_name;
}

std::string name_of_group(gid_t group) {
    const auto* entry = ::getgrgid(group);
    if (entry == nullptr) throw std::runtime_error("this group has no name");
    return entry->gr_name;
}

std::string replace_all(std::string text, std::string_view mark, const std::string& value) {
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += value.size()) {
        text.replace(at, mark.size(), value);
    }
    return text;
}

// As root Dovecot wants other users for what it runs without rights, and none of them may be root;
// as anybody else it can only be that user, and cannot chroot.
constexpr std::string_view kConfiguration = R"(
protocols = imap
listen = 127.0.0.1
base_dir = @FOLDER@/run
state_dir = @FOLDER@/run
log_path = @FOLDER@/log
default_login_user = @USER@
default_internal_user = @USER@
default_internal_group = @GROUP@
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:@FOLDER@/mail
mail_fsync = never
ssl = yes
ssl_cert = <@FOLDER@/cert.pem
ssl_key = <@FOLDER@/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN @FOLDER@/users
}
userdb {
  driver = static
  args = uid=@UID@ gid=@GID@ home=@FOLDER@/mail
}
service imap-login {
  chroot = @CHROOT@
  inet_listener imap {
    port = @PLAIN_PORT@
  }
  inet_listener imaps {
    port = @TLS_PORT@
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
)";

}  // namespace

bool Dovecot::is_installed() {
    return fs::exists(kServer) && fs::exists("/usr/lib/dovecot/imap") && fs::exists(kOpenssl);
}

Dovecot::Dovecot() {
    constexpr uid_t kNobody = 65534;
    const bool root = ::getuid() == 0;
    mail_user_ = root ? kNobody : ::getuid();
    mail_group_ = root ? kNobody : ::getgid();
    const auto& folder = folder_.path();
    if (root) fs::permissions(folder, fs::perms(0755));  // its servants look in, too
    fs::create_directory(folder / "mail");
    own(folder / "mail");
    folder_.write("users", std::string("reader@example.org:{PLAIN}") + kPassword + "::::::\n");
    run({kOpenssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out",
         folder / "cert.pem"});
    plain_port_ = free_port();
    tls_port_ = free_port();
    auto text = replace_all(std::string(kConfiguration), "@FOLDER@", folder.string());
    text = replace_all(text, "@USER@", name_of_user(mail_user_));
    text = replace_all(text, "@GROUP@", name_of_group(mail_group_));
    text = replace_all(text, "@UID@", std::to_string(mail_user_));
    text = replace_all(text, "@GID@", std::to_string(mail_group_));
    text = replace_all(text, "@CHROOT@", root ? "login" : "");
    text = replace_all(text, "@PLAIN_PORT@", std::to_string(plain_port_));
    text = replace_all(text, "@TLS_PORT@", std::to_string(tls_port_));
    folder_.write("dovecot.conf", text);
    start();
}

Dovecot::~Dovecot() {
    stop();
}

void Dovecot::start() {
    fs::create_directory(folder_.path() / "run");
    process_ = spawn({kServer, "-F", "-c", folder_.path() / "dovecot.conf"});
    constexpr int kTries = 200;
    for (int i = 0; i < kTries; ++i) {
        if (const int fd = loopback_socket(tls_port_, true); fd >= 0) {
            ::close(fd);
            return;
        }
        if (::waitpid(process_, nullptr, WNOHANG) != 0) {
            process_ = -1;
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
    const auto words = log();
    stop();
    throw std::runtime_error("dovecot does not start: " + words);
}

void Dovecot::stop() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

std::string Dovecot::url(std::string_view folder) const {
    return "imaps://reader%40example.org@localhost:" + std::to_string(tls_port_) + "/" +
           std::string(folder);
}

std::string Dovecot::plain_url(std::string_view folder) const {
    return "imap://reader%40example.org@localhost:" + std::to_string(plain_port_) + "/" +
           std::string(folder);
}

std::vector<std::string> Dovecot::hosts() const {
    return {"localhost:" + std::to_string(tls_port_), "localhost:" + std::to_string(plain_port_)};
}

std::string Dovecot::ca_file() const {
    return folder_.path() / "cert.pem";
}

fs::path Dovecot::maildir(const std::string& folder) const {
    const auto mail = folder_.path() / "mail";
    return folder == "INBOX" ? mail : mail / ("." + folder);
}

void Dovecot::own(const fs::path& path) const {
    if (::getuid() == 0 && ::chown(path.c_str(), mail_user_, mail_group_) != 0) {
        throw std::runtime_error("chown failed");
    }
}

void Dovecot::deliver(std::string_view message, const std::string& folder) {
    const auto place = maildir(folder);
    for (const auto& part : {place, place / "cur", place / "new", place / "tmp"}) {
        fs::create_directories(part);
        own(part);
    }
    // Names in the order of delivery: Dovecot numbers new messages so.
    const auto number = std::to_string(1'000'000 + ++delivered_);
    const auto name = number + ".M" + number + ".test";
    std::ofstream(place / "tmp" / name, std::ios::binary) << message;
    own(place / "tmp" / name);
    fs::rename(place / "tmp" / name, place / "new" / name);
}

std::size_t Dovecot::seen_count(const std::string& folder) const {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(maildir(folder) / "cur")) {
        const auto name = entry.path().filename().string();
        const auto flags = name.rfind(":2,");
        if (flags != std::string::npos && name.find('S', flags) != std::string::npos) ++count;
    }
    return count;
}

void Dovecot::renumber(const std::string& folder) {
    stop();
    for (const auto& entry : fs::directory_iterator(maildir(folder))) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("dovecot")) fs::remove(entry.path());
    }
    // UIDVALIDITY is a time in seconds, so within one second it could be the same again.
    fs::remove(folder_.path() / "mail" / "dovecot-uidvalidity");
    fs::remove_all(folder_.path() / "run");
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    start();
}

std::string Dovecot::log() const {
    return read_text(folder_.path() / "log");
}

}  // namespace sawthis::test
