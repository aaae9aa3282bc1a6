#include "matcher/judgement.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "matcher/byte_stream.hpp"

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

void write_signs(std::span<const float> signs, ByteWriter& writer) {
    for (const float sign : signs) {
        const float share = (std::clamp(sign, kLow, kHigh) - kLow) / (kHigh - kLow);
        writer.number(static_cast<std::uint64_t>(std::lround(share * 255)), 1);
    }
}

void read_signs(ByteReader& reader, std::span<float> signs) {
    for (float& sign : signs) {
        const auto step = static_cast<float>(reader.number(1));
        sign = kLow + step / 255 * (kHigh - kLow);
        if (std::fabs(sign) < 0.011F) sign = 0;
    }
}

constexpr std::size_t kFindingBytes = 8 + 1 + kSigns + 1;  // the smallest

std::vector<Evidence> read_evidence(ByteReader& reader) {
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
    ByteWriter writer;
    writer.number(static_cast<unsigned char>(kVersion), 1);
    write_signs(judgement.signs, writer);
    writer.text(judgement.event);
    writer.text(judgement.hurts_theirs);
    writer.text(judgement.hurts_anybody);
    writer.number(judgement.findings.size(), 4);
    for (const Finding& finding : judgement.findings) {
        writer.number(finding.target, 8);
        writer.number(static_cast<std::uint64_t>(finding.slot), 1);
        write_signs(finding.signs, writer);
        const auto count = std::min(finding.evidence.size(), kMaxEvidence);
        writer.number(count, 1);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& [part, span] = finding.evidence[i];
            writer.number(span.begin * 2 + (part == ArticlePart::text ? 1 : 0), 4);
            writer.number(std::min<std::size_t>(span.end - span.begin, 0xFFFF), 2);
        }
    }
    return writer.take();
}

std::optional<Judgement> decode_judgement(std::string_view bytes) {
    ByteReader reader(bytes);
    if (reader.number(1) != static_cast<unsigned char>(kVersion)) return std::nullopt;
    Judgement judgement;
    read_signs(reader, judgement.signs);
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
        read_signs(reader, finding.signs);
        finding.evidence = read_evidence(reader);
    }
    if (!reader.ok() || reader.left() != 0) return std::nullopt;
    return judgement;
}

}  // namespace sawthis::matcher
