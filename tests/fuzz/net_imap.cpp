// What an IMAP server sends, whole and in pieces: the same responses come out. The first byte is
// the size of the pieces.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "net/imap_protocol.hpp"

namespace {

using sawthis::net::ImapReader;
using sawthis::net::ImapResponse;

struct Read {
    std::vector<ImapResponse> responses;
    bool failed = false;
};

Read read_in_pieces(std::string_view bytes, std::size_t piece) {
    constexpr ImapReader::Limits kLimits{4'096, 4'096, 8};
    ImapReader reader(kLimits);
    Read read;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        reader.add(bytes.substr(at, piece));
        while (auto response = reader.next()) read.responses.push_back(*std::move(response));
    }
    read.failed = reader.failed();
    return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis::net;
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = read_in_pieces(bytes, std::max<std::size_t>(bytes.size(), 1));
    const auto pieces = read_in_pieces(bytes, data[0] % 16 + std::size_t{1});
    if (whole.failed != pieces.failed) std::abort();
    if (whole.responses.size() != pieces.responses.size()) std::abort();
    for (std::size_t i = 0; i < whole.responses.size(); ++i) {
        const auto& response = whole.responses[i];
        if (response.line != pieces.responses[i].line) std::abort();
        if (response.line.find('\n') != std::string::npos) std::abort();
        static_cast<void>(parse_search(response.line));
        static_cast<void>(parse_code(response.line, "UIDVALIDITY"));
        static_cast<void>(parse_delimiter(response.line));
        static_cast<void>(parse_fetched_body(response));
    }
    static_cast<void>(encode_folder_name(bytes));
    return 0;
}
