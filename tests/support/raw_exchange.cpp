#include "tests/support/raw_exchange.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>
#include <thread>

namespace sawthis::test {

namespace {

int connect_to(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(fd);
        throw std::runtime_error("nobody listens on the port");
    }
    return fd;
}

void send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // whoever does not want to read on may say so
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

}  // namespace

std::string raw_exchange(std::uint16_t port, std::string_view bytes, bool half) {
    const int fd = connect_to(port);
    std::jthread sender([&] {
        send_all(fd, bytes);
        if (half) ::shutdown(fd, SHUT_WR);
    });
    std::string answer;
    char part[4096];
    for (ssize_t size = 0; (size = ::recv(fd, part, sizeof part, 0)) > 0;) {
        answer.append(part, static_cast<std::size_t>(size));
    }
    ::shutdown(fd, SHUT_RDWR);
    sender.join();
    ::close(fd);
    return answer;
}

int status_of(std::string_view answer) {
    int status = 0;
    constexpr std::string_view kVersion = "HTTP/1.1 ";
    if (!answer.starts_with(kVersion)) return 0;
    answer.remove_prefix(kVersion.size());
    std::from_chars(answer.data(), answer.data() + answer.size(), status);
    return status;
}

std::string body_of(std::string_view answer) {
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string() : std::string(answer.substr(end + 4));
}

}  // namespace sawthis::test
