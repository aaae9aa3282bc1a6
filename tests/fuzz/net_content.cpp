#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "net/content_decoder.hpp"

// The first byte chooses the coding, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::array<const char*, 6> kCodings{"", "gzip", "deflate", "br", "zstd", "gzip, br"};
    constexpr std::size_t kLimit = 1U << 16U;
    if (size == 0) return 0;
    const auto* coding = kCodings.at(data[0] % kCodings.size());
    const std::string body(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto decoded = sawthis::net::decode_content(body, coding, kLimit);
    if (decoded && decoded->size() > kLimit) std::abort();
    return 0;
}
