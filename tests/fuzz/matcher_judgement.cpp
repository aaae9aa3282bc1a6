// Bytes of a judgement, as a damaged database may hold them: decoding never fails, and what is
// decoded stays what it is through another round.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "matcher/judgement.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sawthis::matcher;
    const auto judgement = decode_judgement({reinterpret_cast<const char*>(bytes), size});
    if (!judgement) return 0;
    for (const Finding& finding : judgement->findings) {
        if (finding.evidence.size() > kMaxEvidence) std::abort();
    }
    if (decode_judgement(encode(*judgement)) != judgement) std::abort();
    return 0;
}
