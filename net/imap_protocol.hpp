#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What an IMAP server says (RFC 3501 §7), and how we write names to it. No network here.
namespace sawthis::net {

/// One response: its line, without CRLF, in which each literal is only announced ("BODY[] {12}").
struct ImapResponse {
    struct Literal {
        std::size_t at = 0;  // behind the announcement, in the line
        std::string bytes;
    };
    std::string line;
    std::vector<Literal> literals;
};

/// Cuts a stream of bytes into responses.
class ImapReader {
public:
    struct Limits {
        std::size_t line_bytes = 4U << 20U;     // a SEARCH of a large folder is one line
        std::size_t literal_bytes = 8U << 20U;  // each
        std::size_t literals = 64;              // of one response
    };
    explicit ImapReader(const Limits& limits) : limits_(limits) {}

    void add(std::string_view bytes) { buffer_ += bytes; }
    /// The next whole response; nullopt if more bytes are needed, or failed().
    [[nodiscard]] std::optional<ImapResponse> next();
    /// A limit was passed; nothing comes any more.
    [[nodiscard]] bool failed() const { return failed_; }

private:
    bool take_literal();
    bool take_line();

    Limits limits_;
    std::string buffer_;
    std::size_t at_ = 0;                  // read up to here
    std::size_t searched_ = 0;            // no line feed before
    std::optional<std::size_t> awaited_;  // bytes of the literal that comes next
    ImapResponse current_;
    bool failed_ = false;
};

/// The numbers of "* SEARCH 2 3 5"; nullopt for another response.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> parse_search(std::string_view line);

/// The number of a response code, as 7 of "* OK [UIDVALIDITY 7] ..." for "UIDVALIDITY".
[[nodiscard]] std::optional<std::uint32_t> parse_code(std::string_view line, std::string_view name);

/// UID and body of "* 3 FETCH (UID 9 BODY[]<0> {12} ...)"; nullopt for another response.
[[nodiscard]] std::optional<std::pair<std::uint32_t, std::string>> parse_fetched_body(
    ImapResponse response);

/// The delimiter of "* LIST (\Noselect) "/" """; 0 if there is none.
[[nodiscard]] char parse_delimiter(std::string_view line);

/// A name of a folder in modified UTF-7 (RFC 3501 §5.1.3). `name` is UTF-8.
[[nodiscard]] std::string encode_folder_name(std::string_view name);

/// A quoted string; `text` holds no CR or LF.
[[nodiscard]] std::string quote_imap(std::string_view text);

}  // namespace sawthis::net
