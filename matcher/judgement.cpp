#include "matcher/judgement.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

// The bytes (little endian):
//
//     1   version
//    26   signs of the article
//     1+n event, 1+n why it hurts theirs, 1+n why it hurts anybody: length, bytes
//     4   number of findings; each:
//         8   target
//         1   slot
//        24   signs
//         1   number of evidences; each: 4 begin * 2 + part, 2 length
namespace sawthis::matcher {

namespace {

constexpr char kVersion = 4;
constexpr float kLow = -1;
constexpr float kHigh = 4.1F;

class Writer {
public:
    void byte(std::size_t value) { bytes_ += static_cast<char>(value); }
    void number(std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i) byte(value >> (8 * i) & 0xFF);
    }
    void text(const std::string& text) {
        const std::size_t size = std::min<std::size_t>(text.size(), 255);
        byte(size);
        bytes_.append(text, 0, size);
    }
    void signs(std::span<const float> signs) {
        for (const float sign : signs) {
            const float share = (std::clamp(sign, kLow, kHigh) - kLow) / (kHigh - kLow);
            byte(static_cast<std::size_t>(std::lround(share * 255)));
        }
    }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Reading beyond the end gives zeros and is told by ok().
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t number(std::size_t size) {
        if (bytes_.size() - at_ < size) {
            ok_ = false;
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::uint64_t{static_cast<unsigned char>(bytes_[at_ + i])} << (8 * i);
        }
        at_ += size;
        return value;
    }
    std::string text() {
        const auto size = number(1);
        if (bytes_.size() - at_ < size) {
            ok_ = false;
            return {};
        }
        at_ += size;
        return std::string(bytes_.substr(at_ - size, size));
    }
    void signs(std::span<float> signs) {
        for (float& sign : signs) {
            const auto step = static_cast<float>(number(1));
            sign = kLow + step / 255 * (kHigh - kLow);
            if (std::fabs(sign) < 0.011F) sign = 0;
        }
    }
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

constexpr std::size_t kFindingBytes = 8 + 1 + kSigns + 1;  // the smallest

std::vector<Evidence> read_evidence(Reader& reader) {
    std::vector<Evidence> evidence(std::min<std::size_t>(reader.number(1), kMaxEvidence));
    for (Evidence& one : evidence) {
        const auto place = reader.number(4);
        one.part = (place & 1) != 0 ? ArticlePart::text : ArticlePart::title;
        one.span.begin = static_cast<std::size_t>(place >> 1);
        one.span.end = one.span.begin + static_cast<std::size_t>(reader.number(2));
    }
    return evidence;
}

}  // namespace

Facet facet_of(Slot slot) {
    switch (slot) {
        case Slot::company:
            return Facet::company;
        case Slot::team:
            return Facet::team;
        case Slot::industry:
            return Facet::industry;
        case Slot::interest:
            return Facet::interest;
        case Slot::project:
            return Facet::project;
        case Slot::place:
            return Facet::place;
        case Slot::role:
            return Facet::role;
        case Slot::person:
            return Facet::person;
    }
    return Facet::company;
}

std::string encode(const Judgement& judgement) {
    Writer writer;
    writer.byte(kVersion);
    writer.signs(judgement.signs);
    writer.text(judgement.event);
    writer.text(judgement.hurts_theirs);
    writer.text(judgement.hurts_anybody);
    writer.number(judgement.findings.size(), 4);
    for (const Finding& finding : judgement.findings) {
        writer.number(finding.target, 8);
        writer.byte(static_cast<std::size_t>(finding.slot));
        writer.signs(finding.signs);
        const auto count = std::min(finding.evidence.size(), kMaxEvidence);
        writer.byte(count);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& [part, span] = finding.evidence[i];
            writer.number(span.begin * 2 + (part == ArticlePart::text ? 1 : 0), 4);
            writer.number(std::min<std::size_t>(span.end - span.begin, 0xFFFF), 2);
        }
    }
    return writer.take();
}

std::optional<Judgement> decode_judgement(std::string_view bytes) {
    Reader reader(bytes);
    if (reader.number(1) != static_cast<unsigned char>(kVersion)) return std::nullopt;
    Judgement judgement;
    reader.signs(judgement.signs);
    judgement.event = reader.text();
    judgement.hurts_theirs = reader.text();
    judgement.hurts_anybody = reader.text();
    const auto count = reader.number(4);
    if (!reader.ok() || count > reader.left() / kFindingBytes) return std::nullopt;
    judgement.findings.resize(count);
    for (Finding& finding : judgement.findings) {
        finding.target = reader.number(8);
        const auto slot = reader.number(1);
        if (slot >= kSlots) return std::nullopt;
        finding.slot = static_cast<Slot>(slot);
        reader.signs(finding.signs);
        finding.evidence = read_evidence(reader);
    }
    if (!reader.ok() || reader.left() != 0) return std::nullopt;
    return judgement;
}

}  // namespace sawthis::matcher
