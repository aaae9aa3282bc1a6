#include "net/content_decoder.hpp"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "core/text.hpp"

namespace sawthis::net {

namespace {

constexpr std::size_t kMaxCodings = 3;
constexpr std::size_t kLeastRoom = 16U << 10U;
constexpr int kMaxZstdWindowLog = 23;  // RFC 8878 §3.1.1.1.2: 8 MiB is what all must support

struct DeflateClose {
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};
struct BrotliClose {
    void operator()(BrotliDecoderState* d) const { BrotliDecoderDestroyInstance(d); }
};
struct ZstdClose {
    void operator()(ZSTD_DCtx* d) const { ZSTD_freeDCtx(d); }
};

tl::unexpected<Failure> too_large() {
    return tl::unexpected(Failure{FailureKind::too_large, {}});
}
tl::unexpected<Failure> cut() {
    return tl::unexpected(Failure{FailureKind::reset, "a compressed body that is cut"});
}
tl::unexpected<Failure> damaged() {
    return tl::unexpected(Failure{FailureKind::protocol, "a damaged compressed body"});
}

bool is_gzip(std::string_view body) {
    return body.starts_with("\x1f\x8b\x08");
}

/// RFC 1950 §2.2: method 8, and a check that makes the first two bytes a multiple of 31.
bool is_zlib(std::string_view body) {
    if (body.size() < 2) return false;
    const auto first = static_cast<unsigned char>(body[0]);
    const auto second = static_cast<unsigned char>(body[1]);
    return (first & 15U) == 8 && (first * 256U + second) % 31 == 0;
}

/// The size that the end of a gzip body states (RFC 1952 §2.3.1), a hint only.
std::size_t stated_size(std::string_view gzip) {
    if (gzip.size() < 4) return 0;
    std::uint32_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        size |= std::uint32_t{static_cast<unsigned char>(gzip[gzip.size() - 4 + i])} << (8 * i);
    }
    return size;
}

enum class Wrapping { gzip, zlib, raw };

/// One deflate stream off the front of `body`, appended to `out`.
libdeflate_result inflate_into(Wrapping wrapping, std::string_view body, char* out,
                               std::size_t room, std::size_t* taken, std::size_t* given) {
    thread_local const std::unique_ptr<libdeflate_decompressor, DeflateClose> engine{
        libdeflate_alloc_decompressor()};
    if (!engine) return LIBDEFLATE_BAD_DATA;
    switch (wrapping) {
        case Wrapping::gzip:
            return libdeflate_gzip_decompress_ex(engine.get(), body.data(), body.size(), out, room,
                                                 taken, given);
        case Wrapping::zlib:
            return libdeflate_zlib_decompress_ex(engine.get(), body.data(), body.size(), out, room,
                                                 taken, given);
        case Wrapping::raw:
            return libdeflate_deflate_decompress_ex(engine.get(), body.data(), body.size(), out,
                                                    room, taken, given);
    }
    return LIBDEFLATE_BAD_DATA;
}

/// The whole body at once, with more room each time it was too little. libdeflate does not tell a
/// cut body from a damaged one.
Fetched<std::string> inflate(Wrapping wrapping, std::string_view body, std::size_t max_bytes) {
    std::string out;
    const std::size_t hint = wrapping == Wrapping::gzip ? stated_size(body) : body.size() * 6;
    std::size_t room = std::min(std::max(hint, kLeastRoom), max_bytes);
    std::size_t filled = 0;
    // A gzip body may have several members (RFC 1952 §2.2), and rubbish behind them.
    do {
        out.resize(room);
        std::size_t taken = 0;
        std::size_t given = 0;
        const auto result =
            inflate_into(wrapping, body, out.data() + filled, room - filled, &taken, &given);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
            if (room == max_bytes) return too_large();
            room = std::min(room * 2, max_bytes);
            continue;
        }
        if (result != LIBDEFLATE_SUCCESS) return damaged();
        filled += given;
        body.remove_prefix(std::min(taken, body.size()));
        if (wrapping != Wrapping::gzip || !is_gzip(body)) body = {};
    } while (!body.empty());
    out.resize(filled);
    return out;
}

Fetched<std::string> decode_brotli(std::string_view body, std::size_t max_bytes) {
    const std::unique_ptr<BrotliDecoderState, BrotliClose> engine{
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)};
    if (!engine) return damaged();
    std::string out;
    const auto* next = reinterpret_cast<const std::uint8_t*>(body.data());
    std::size_t left = body.size();
    while (true) {
        std::size_t none = 0;
        const auto result =
            BrotliDecoderDecompressStream(engine.get(), &left, &next, &none, nullptr, nullptr);
        std::size_t size = 0;
        const auto* bytes = BrotliDecoderTakeOutput(engine.get(), &size);
        if (size > max_bytes - out.size()) return too_large();
        out.append(reinterpret_cast<const char*>(bytes), size);
        if (result == BROTLI_DECODER_RESULT_SUCCESS) return out;
        if (result == BROTLI_DECODER_RESULT_ERROR) return damaged();
        if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return cut();
    }
}

Fetched<std::string> decode_zstd(std::string_view body, std::size_t max_bytes) {
    const std::unique_ptr<ZSTD_DCtx, ZstdClose> engine{ZSTD_createDCtx()};
    if (!engine) return damaged();
    ZSTD_DCtx_setParameter(engine.get(), ZSTD_d_windowLogMax, kMaxZstdWindowLog);
    std::string out;
    ZSTD_inBuffer input{body.data(), body.size(), 0};
    std::size_t state = 1;  // 0 at the end of a frame
    while (true) {
        const auto filled = out.size();
        if (filled == max_bytes && state != 0) return too_large();
        out.resize(std::min(filled + std::max(filled, 2 * kLeastRoom), max_bytes));
        ZSTD_outBuffer output{out.data(), out.size(), filled};
        const auto before = input.pos;
        state = ZSTD_decompressStream(engine.get(), &output, &input);
        const bool moved = output.pos > filled || input.pos > before;
        const bool full = output.pos == output.size;
        out.resize(output.pos);
        if (ZSTD_isError(state) != 0) return damaged();
        if (state == 0 && input.pos == input.size) return out;
        if (state != 0 && input.pos == input.size && !full) return cut();
        if (!moved) return full ? Fetched<std::string>(too_large()) : cut();
    }
}

Fetched<std::string> decode_one(std::string body, std::string_view coding, std::size_t max_bytes) {
    if (coding == "identity") return body;
    if (coding == "gzip" || coding == "x-gzip") {
        if (!is_gzip(body)) return body;
        return inflate(Wrapping::gzip, body, max_bytes);
    }
    if (coding == "deflate") {
        return inflate(is_zlib(body) ? Wrapping::zlib : Wrapping::raw, body, max_bytes);
    }
    if (coding == "br") return decode_brotli(body, max_bytes);
    if (coding == "zstd") return decode_zstd(body, max_bytes);
    return tl::unexpected(Failure{FailureKind::protocol, "an unknown Content-Encoding"});
}

}  // namespace

Fetched<std::string> decode_content(std::string body, std::string_view content_encoding,
                                    std::size_t max_bytes) {
    if (body.size() > max_bytes) return too_large();
    if (body.empty()) return body;
    const auto codings = split_list(lower_ascii(content_encoding), ',');
    if (codings.size() > kMaxCodings) {
        return tl::unexpected(Failure{FailureKind::protocol, "too many Content-Encodings"});
    }
    Fetched<std::string> decoded(std::move(body));
    // They are listed in the order in which they were applied.
    for (auto coding = codings.rbegin(); decoded && coding != codings.rend(); ++coding) {
        decoded = decode_one(std::move(*decoded), *coding, max_bytes);
    }
    if (decoded && codings.empty() && is_gzip(*decoded)) {
        decoded = inflate(Wrapping::gzip, *decoded, max_bytes);
    }
    return decoded;
}

}  // namespace sawthis::net
