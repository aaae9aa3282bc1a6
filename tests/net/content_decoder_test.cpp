#include "net/content_decoder.hpp"

#include <brotli/encode.h>
#include <libdeflate.h>
#include <zstd.h>

#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <memory>
#include <random>

using namespace sawthis;
using namespace sawthis::net;

namespace {

constexpr std::size_t kLimit = 1U << 20U;

std::string with_deflate(const std::string& text, decltype(libdeflate_gzip_compress)* compress) {
    const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> engine(
        libdeflate_alloc_compressor(6), libdeflate_free_compressor);
    std::string out(text.size() + 1000, '\0');
    out.resize(compress(engine.get(), text.data(), text.size(), out.data(), out.size()));
    return out;
}

std::string to_gzip(const std::string& text) {
    return with_deflate(text, libdeflate_gzip_compress);
}
std::string to_zlib(const std::string& text) {
    return with_deflate(text, libdeflate_zlib_compress);
}
std::string to_raw(const std::string& text) {
    return with_deflate(text, libdeflate_deflate_compress);
}

std::string to_brotli(const std::string& text) {
    std::string out(text.size() + 1000, '\0');
    std::size_t size = out.size();
    REQUIRE(BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, text.size(),
                                  reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                  reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE);
    out.resize(size);
    return out;
}

std::string to_zstd(const std::string& text) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

const std::map<std::string, std::pair<std::string, std::function<std::string(std::string)>>>
    kCodings{{"gzip", {"gzip", to_gzip}},
             {"zlib", {"deflate", to_zlib}},
             {"raw deflate", {"deflate", to_raw}},
             {"brotli", {"br", to_brotli}},
             {"zstd", {"zstd", to_zstd}}};

std::string random_text(std::mt19937& random, std::size_t size) {
    std::string text;
    while (text.size() < size) text += "<item>" + std::to_string(random() % 1000) + "</item>";
    text.resize(size);
    return text;
}

}  // namespace

TEST_CASE("each coding gives back what was packed, up to the limit", "[net][decoder]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (const auto& [name, coding] : kCodings) {
        for (const std::size_t size : {1U, 100U, 16'384U, 60'000U, 300'000U, 1U << 20U}) {
            CAPTURE(name, size);
            const auto text = random_text(random, size);
            const auto got = decode_content(coding.second(text), coding.first, kLimit);
            REQUIRE(got);
            CHECK(*got == text);
        }
        const auto bomb =
            decode_content(coding.second(std::string(kLimit + 1, 'A')), coding.first, kLimit);
        CAPTURE(name);
        REQUIRE_FALSE(bomb);
        CHECK(bomb.error().kind == FailureKind::too_large);
    }
}

TEST_CASE("a cut or damaged body is never taken for a whole one", "[net][decoder]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto text = random_text(random, 3000);
    for (const auto& [name, coding] : kCodings) {
        const auto packed = coding.second(text);
        for (std::size_t size = 4; size < packed.size(); size += 1 + random() % 5) {
            CAPTURE(name, size, packed.size());
            const auto got = decode_content(packed.substr(0, size), coding.first, kLimit);
            REQUIRE_FALSE(got);
            CHECK((got.error().kind == FailureKind::reset ||
                   got.error().kind == FailureKind::protocol));
        }
        for (int i = 0; i < 200; ++i) {
            auto bytes = packed;
            bytes[random() % bytes.size()] = static_cast<char>(random());
            const auto got = decode_content(bytes, coding.first, kLimit);  // must only come back
            CHECK((!got || got->size() <= kLimit));
        }
    }
    auto wrong_sum = to_gzip(text);
    wrong_sum[wrong_sum.size() - 6] ^= 1;
    CHECK(decode_content(wrong_sum, "gzip", kLimit).error().kind == FailureKind::protocol);
}

TEST_CASE("what servers say about the coding is taken with care", "[net][decoder]") {
    const std::string text = "<rss/>";
    CHECK(decode_content(text, "", kLimit) == text);
    CHECK(decode_content(text, "identity", kLimit) == text);
    CHECK(decode_content(text, "gzip", kLimit) == text);       // said, but not done
    CHECK(decode_content(to_gzip(text), "", kLimit) == text);  // done, but not said
    CHECK(decode_content(to_gzip(text), "X-GZIP", kLimit) == text);
    CHECK(decode_content(to_brotli(to_gzip(text)), "gzip, br", kLimit) == text);
    CHECK(decode_content(to_gzip(text) + to_gzip(text), "gzip", kLimit) == text + text);
    CHECK(decode_content(to_gzip(text) + "rubbish", "gzip", kLimit) == text);
    CHECK(decode_content(text, "x-evil", kLimit).error().kind == FailureKind::protocol);
    CHECK(decode_content(text, "gzip, gzip, gzip, gzip", kLimit).error().kind ==
          FailureKind::protocol);
    CHECK(decode_content(to_gzip(to_gzip(std::string(4 * kLimit, 'A'))), "gzip, gzip", kLimit)
              .error()
              .kind == FailureKind::too_large);
    CHECK(decode_content("", "gzip", kLimit) == "");
    CHECK(decode_content(std::string(kLimit + 1, 'x'), "", kLimit).error().kind ==
          FailureKind::too_large);
}
