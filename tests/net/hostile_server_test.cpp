#include <arpa/inet.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <thread>

#include "core/text.hpp"
#include "net/http_client.hpp"

using namespace sawthis;
using namespace sawthis::net;
using namespace std::chrono_literals;

namespace {

std::filesystem::path shared_folder() {
    // Tests are one process with one thread that reads the environment.
    if (const char* set = std::getenv("SAWTHIS_SHARED")) return set;
    if (const char* source = std::getenv("SAWTHIS_SOURCE_DIR")) {
        return std::filesystem::path(source).parent_path() / "shared";
    }
    return {};
}

std::uint16_t free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(fd);
    return ntohs(address.sin_port);
}

/// badserver.py of the shared folder, until the end of the test.
class BadServer {
public:
    explicit BadServer(const std::filesystem::path& script)
        : port_(free_port()), canary_(free_port()), tls_(free_port()) {
        std::vector<std::string> args{"python3",
                                      script.string(),
                                      "--quiet",
                                      "--port",
                                      std::to_string(port_),
                                      "--canary-port",
                                      std::to_string(canary_),
                                      "--tls-port",
                                      std::to_string(tls_),
                                      "--max-s",
                                      "12"};
        std::vector<char*> argv;
        for (auto& arg : args) argv.push_back(arg.data());
        argv.push_back(nullptr);
        REQUIRE(::posix_spawnp(&pid_, "python3", nullptr, nullptr, argv.data(), environ) == 0);
    }
    BadServer(const BadServer&) = delete;
    BadServer& operator=(const BadServer&) = delete;
    ~BadServer() {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }

    [[nodiscard]] std::string host_port() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::string url(const std::string& target) const {
        return "http://" + host_port() + target;
    }
    [[nodiscard]] std::string tls_host_port() const { return "127.0.0.1:" + std::to_string(tls_); }

private:
    std::uint16_t port_;
    std::uint16_t canary_;
    std::uint16_t tls_;
    pid_t pid_ = 0;
};

struct Case {
    std::string target;
    std::set<FailureKind> allowed;  // none: an answer with a body
};

using enum FailureKind;

// What hostile/README.md asks for, as far as the client alone decides it.
const std::vector<Case> kCases{
    {"/control/good.xml", {none}},
    {"/204", {status}},
    {"/304-unasked", {protocol}},
    {"/304-with-body", {protocol}},
    {"/429-absurd", {rate_limited}},
    {"/429-date", {rate_limited}},
    {"/429-seconds", {rate_limited}},
    {"/503-flap", {rate_limited}},
    {"/bad-length", {none, protocol, reset}},
    {"/big-content-length", {too_large}},
    {"/chunk-garbage", {protocol, reset}},
    {"/chunk-no-end", {reset}},
    {"/chunk-truncated", {reset}},
    {"/close-at-once", {reset}},
    {"/cookie-set", {none}},
    {"/cookies-many", {too_large}},
    {"/deflate-raw", {none}},
    {"/empty", {status}},
    {"/encoding-unknown", {protocol}},
    {"/endless-body", {too_large}},
    {"/endless-chunked", {too_large}},
    {"/etag-1mb", {too_large}},
    {"/etag-good", {none}},
    {"/garbage", {protocol, reset}},
    {"/gone", {gone}},
    {"/gzip-chain", {protocol}},
    {"/gzip-crc", {protocol}},
    {"/gzip-cut", {protocol}},
    {"/gzip-lie", {none}},
    {"/gzip-unsaid", {none}},
    {"/header-1mb", {too_large}},
    {"/header-ansi", {status}},
    {"/header-endless", {too_large}},
    {"/header-inject", {none}},
    {"/header-many", {too_large}},
    {"/http09", {protocol}},
    {"/long-body", {none}},
    {"/moved-301", {none}},
    {"/moved-302", {none}},
    {"/moved-308", {none}},
    {"/never-answer", {timeout}},
    {"/not-found", {status}},
    {"/redirect-auth", {blocked_address}},
    {"/redirect-backslash", {blocked_address}},
    {"/redirect-chain?n=30", {redirects}},
    {"/redirect-chain?n=3", {none}},
    {"/redirect-decimal", {blocked_address}},
    {"/redirect-file", {redirects}},
    {"/redirect-gopher", {redirects}},
    {"/redirect-internal", {blocked_address}},
    {"/redirect-ipv6", {blocked_address}},
    {"/redirect-javascript", {redirects}},
    {"/redirect-localhost", {blocked_address}},
    {"/redirect-loop", {redirects}},
    {"/redirect-metadata", {blocked_address}},
    {"/redirect-nolocation", {redirects}},
    {"/redirect-ring", {redirects}},
    {"/reset-at-once", {reset}},
    {"/reset-mid-body", {reset}},
    {"/short-body", {reset}},
    {"/slowloris-body", {timeout}},
    {"/slowloris-header", {timeout}},
    {"/stall-mid-body", {timeout}},
    {"/status/100", {reset, protocol, timeout}},
    {"/status/299", {status}},
    {"/status/418", {status}},
    {"/status/500", {status}},
    {"/status/599", {status}},
    {"/status/999", {bot_wall}},
    {"/status-garbage", {protocol, reset}},
    {"/two-lengths", {none, protocol, reset}},
    {"/type-missing", {none}},
    {"/type-wrong", {none}},
    {"/unauthorized", {status}},
};

// The server takes seconds to make these, and answers nobody meanwhile.
const std::vector<Case> kBombs{
    {"/gzip-bomb?mb=100", {too_large}},
    {"/gzip-bomb-twice", {too_large}},
};

HttpClient client_for(const BadServer& server, std::chrono::milliseconds total_timeout) {
    HttpOptions options;
    options.allow_private = {server.host_port(), server.tls_host_port()};
    options.total_timeout = total_timeout;
    options.per_host = 32;
    auto client = HttpClient::create(options);
    REQUIRE(client);
    return std::move(*client);
}

void check_all(HttpClient& client, const BadServer& server, const std::vector<Case>& cases) {
    std::size_t next = 0;
    std::size_t ended = 0;
    client.fetch_all(
        [&]() -> std::optional<HttpRequest> {
            if (next == cases.size()) return std::nullopt;
            const auto tag = next++;
            return HttpRequest{.tag = tag, .url = server.url(cases[tag].target)};
        },
        [&](const HttpOutcome& outcome) {
            ++ended;
            const auto& wanted = cases.at(outcome.tag);
            const auto failure = outcome.response ? Failure{} : outcome.response.error();
            CAPTURE(wanted.target, name_of(failure.kind), failure.detail);
            CHECK(wanted.allowed.count(failure.kind) == 1);
            CHECK(one_line(failure.detail) == failure.detail);
            const bool cut = wanted.target == "/long-body" || wanted.target == "/two-lengths";
            if (outcome.response && !cut) {
                CHECK(outcome.response->body.find("</rss>") != std::string::npos);
            }
            if (outcome.retry_after) CHECK(*outcome.retry_after <= 24h);
        });
    CHECK(ended == cases.size());
}

void wait_until_up(HttpClient& client, const BadServer& server) {
    for (int tries = 0; tries < 1000; ++tries) {
        if (client.fetch({.url = server.url("/__routes")}).response) return;
        std::this_thread::sleep_for(10ms);  // python is starting
    }
    FAIL("badserver.py does not answer");
}

}  // namespace

TEST_CASE("the client survives every misbehaviour of the hostile server", "[net][http][hostile]") {
    const auto script = shared_folder() / "hostile" / "badserver.py";
    if (!std::filesystem::exists(script)) {
        WARN("SKIPPED: no hostile/badserver.py (set SAWTHIS_SHARED)");
        return;
    }
    const BadServer server(script);
    auto client = client_for(server, 4s);
    wait_until_up(client, server);
    check_all(client, server, kCases);
    auto patient = client_for(server, 60s);
    check_all(patient, server, kBombs);

    const auto kind = [&](const std::string& url) {
        const auto outcome = client.fetch({.url = url});
        return outcome.response ? none : outcome.response.error().kind;
    };
    CHECK(kind("https://" + server.tls_host_port() + "/moved-target") == tls);
    const auto canary = client.fetch({.url = server.url("/__canary")});
    REQUIRE(canary.response);
    CHECK(canary.response->body == "[]");
}
