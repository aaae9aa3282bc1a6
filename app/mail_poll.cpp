#include "app/mail_poll.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "app/files.hpp"
#include "core/number.hpp"
#include "core/text.hpp"
#include "fetchers/article_maker.hpp"
#include "fetchers/newsletter.hpp"
#include "net/imap_client.hpp"
#include "net/mail_url.hpp"

namespace sawthis::app {

namespace {

constexpr std::string_view kEnv = "env:";
constexpr std::string_view kFile = "file:";
constexpr std::size_t kMostArticles = 5'000;  // of one poll
constexpr std::chrono::hours kFirstReading{30 * 24};

std::optional<net::FolderPosition> parse_position(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto uid_validity = parse_number<std::uint32_t>(text.substr(0, colon));
    const auto uid = parse_number<std::uint32_t>(text.substr(colon + 1));
    if (!uid_validity || !uid) return std::nullopt;
    return net::FolderPosition{*uid_validity, *uid};
}

std::string format_position(const net::FolderPosition& position) {
    return fmt::format("{}:{}", position.uid_validity, position.uid);
}

Result<std::string> read_password_file(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return fail(ErrorCode::not_found, "the password file is not there");
    }
    if ((status.st_mode & 077) != 0) {
        return fail(ErrorCode::bad_input,
                    "the password file can be read by others; run chmod 600 on it");
    }
    constexpr std::size_t kMostBytes = 4'096;
    const auto text = read_file(path, kMostBytes);
    if (!text) return fail(text.error().code, "the password file cannot be read");
    return text->substr(0, text->find_first_of("\r\n"));
}

std::string last_level(std::string_view folder) {
    const auto slash = folder.rfind('/');
    return one_line(slash == std::string_view::npos ? folder : folder.substr(slash + 1));
}

}  // namespace

MailPollOptions mail_poll_options(const FetchConfig& fetch) {
    return {2 * fetch.total_timeout, fetch.allow_private, {}};
}

Result<void> check_password_place(std::string_view place) {
    if (place.starts_with(kFile) && place.substr(kFile.size()).starts_with('/')) return {};
    if (place.starts_with(kFile)) {
        return fail(ErrorCode::bad_input, "the password file's path must begin with /");
    }
    const auto name = place.substr(std::min(kEnv.size(), place.size()));
    const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    });
    if (place.starts_with(kEnv) && is_name) return {};
    return fail(ErrorCode::bad_input,
                "a mail folder needs password_env, the name of an environment variable, or "
                "password_file, the path of a file");
}

Result<std::string> read_password(std::string_view place) {
    if (const auto checked = check_password_place(place); !checked) {
        return tl::unexpected(checked.error());
    }
    if (place.starts_with(kFile)) {
        auto password = read_password_file(std::string(place.substr(kFile.size())));
        if (password && password->empty()) {
            return fail(ErrorCode::bad_input, "the password file is empty");
        }
        return password;
    }
    const std::string name(place.substr(kEnv.size()));
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == 0) {
        return fail(ErrorCode::not_found,
                    fmt::format("the environment variable {} is not set", name));
    }
    return std::string(value);
}

Fetched<MailReading> read_mail_source(const Source& source, const PollState& state,
                                      const MailPollOptions& options, Instant now,
                                      const std::stop_token& stop) {
    const auto folder = net::parse_mail_folder(source.url);
    if (!folder) return tl::unexpected(Failure{FailureKind::bad_url, folder.error().detail});
    const auto form = fetchers::newsletter_form_of(source.form);
    auto password = read_password(source.password_place);
    if (!password) return tl::unexpected(Failure{FailureKind::login, password.error().detail});

    net::ImapOptions imap;
    imap.total_timeout = options.total_timeout;
    imap.connect_timeout = std::min(imap.connect_timeout, imap.total_timeout);
    imap.allow_private = options.allow_private;
    imap.ca_file = options.ca_file;
    const net::ImapRequest request{source.url, std::move(*password), parse_position(state.etag),
                                   now - kFirstReading};
    const auto read = net::read_mail_folder(request, imap, stop);
    if (!read) return tl::unexpected(read.error());

    auto letters = fetchers::read_newsletters(read->messages,
                                              {form.value_or(fetchers::NewsletterForm::automatic)});
    MailReading reading;
    reading.position = format_position(read->position);
    reading.messages = read->messages.size();
    reading.unreadable = letters.unreadable;
    reading.more = read->more;
    letters.feed.title = last_level(folder->folder);
    reading.reading.feed = std::move(letters.feed);
    reading.reading.articles =
        fetchers::make_articles(reading.reading.feed, source, now, kMostArticles);
    return reading;
}

}  // namespace sawthis::app
