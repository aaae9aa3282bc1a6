#include "net/imap_protocol.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace sawthis::net;

namespace {

std::vector<ImapResponse> read_in_pieces(std::string_view bytes, std::size_t piece) {
    ImapReader reader({});
    std::vector<ImapResponse> all;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        reader.add(bytes.substr(at, piece));
        while (auto response = reader.next()) all.push_back(std::move(*response));
    }
    CHECK_FALSE(reader.failed());
    return all;
}

}  // namespace

TEST_CASE("responses and their literals are cut wherever the network cuts them", "[net][imap]") {
    const std::size_t piece = GENERATE(1, 2, 3, 7, 1000);
    CAPTURE(piece);
    const auto all = read_in_pieces(
        "* 1 FETCH (UID 5 BODY[]<0> {11}\r\na\r\nS1 OK\r\n{ FLAGS (\\Seen))\r\n"
        "* X {2}\r\nab\r\n"
        "* 2 FETCH (BODY[] {0}\r\n UID 6)\r\nS1 OK done\r\n",
        piece);
    REQUIRE(all.size() == 4);
    CHECK(all[0].line == "* 1 FETCH (UID 5 BODY[]<0> {11} FLAGS (\\Seen))");
    REQUIRE(all[0].literals.size() == 1);
    CHECK(all[0].literals[0].bytes == "a\r\nS1 OK\r\n{");
    CHECK(all[1].line == "* X {2}");
    CHECK(all[3].line == "S1 OK done");
    const auto first = parse_fetched_body(all[0]);
    REQUIRE(first);
    CHECK(first->first == 5);
    CHECK(first->second == "a\r\nS1 OK\r\n{");
    CHECK(parse_fetched_body(all[2]).value() == std::pair{6U, std::string()});
    CHECK_FALSE(parse_fetched_body(all[1]));
}

TEST_CASE("a literal before the body is not taken for it", "[net][imap]") {
    const auto all = read_in_pieces(
        "* 1 FETCH (X {3}\r\nabc UID 5 BODY[] {3}\r\ndef)\r\n* 2 FETCH (UID 9 BODY[] NIL)\r\n", 5);
    REQUIRE(all.size() == 2);
    CHECK(parse_fetched_body(all[0]).value().second == "def");
    CHECK(parse_fetched_body(all[1]).value() == std::pair{9U, std::string()});
}

TEST_CASE("a server that sends without end is given up", "[net][imap]") {
    const auto [name, bytes] = GENERATE(table<std::string, std::string>({
        {"long line", "* " + std::string(200, 'x')},
        {"long literal", "* X {101}\r\n"},
        {"endless literal", "* X {99999999999999999999999}\r\n"},
        {"many literals", "* {1}\r\na{1}\r\na{1}\r\na{1}\r\na"},
    }));
    CAPTURE(name);
    ImapReader reader({100, 100, 3});
    reader.add(bytes);
    while (reader.next()) {
    }
    CHECK(reader.failed());
}

TEST_CASE("what a server tells about a folder is read", "[net][imap]") {
    CHECK(parse_search("* SEARCH 2 3 84").value() == std::vector<std::uint32_t>{2, 3, 84});
    CHECK(parse_search("* search ").value().empty());
    CHECK_FALSE(parse_search("* 3 EXISTS"));
    CHECK(parse_code("* OK [UIDVALIDITY 3857529045] UIDs valid", "UIDVALIDITY") == 3857529045U);
    CHECK(parse_code("* ok [uidnext 4392]", "UIDNEXT") == 4392U);
    CHECK_FALSE(parse_code("* OK [UIDVALIDITY x]", "UIDVALIDITY"));
    CHECK_FALSE(parse_code("* OK [UIDVALIDITY 99999999999]", "UIDVALIDITY"));
    CHECK(parse_delimiter("* LIST (\\Noselect) \"/\" \"\"") == '/');
    CHECK(parse_delimiter("* LIST (\\Noselect) \".\" \"\"") == '.');
    CHECK(parse_delimiter("* LIST () \"\\\\\" INBOX") == '\\');
    CHECK(parse_delimiter("* LIST () NIL INBOX") == 0);
}

TEST_CASE("names of folders are written in modified UTF-7", "[net][imap]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"INBOX/News", "INBOX/News"},
        {"Research & News", "Research &- News"},
        {"~peter/mail/\xE5\x8F\xB0\xE5\x8C\x97/\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E",
         "~peter/mail/&U,BTFw-/&ZeVnLIqe-"},  // the example of RFC 3501 §5.1.3
        {"M\xC3\xA4rkte", "M&AOQ-rkte"},
        {"\xF0\x9F\x93\xB0", "&2D3c8A-"},
    }));
    CHECK(encode_folder_name(given) == want);
    CHECK(quote_imap("a \"b\" \\") == "\"a \\\"b\\\" \\\\\"");
}
