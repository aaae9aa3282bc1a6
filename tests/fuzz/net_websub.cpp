// What a hub asks, and what it says a body is signed with.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "net/websub.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis::net;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto question = parse_hub_question(text);
    if (question.lease && question.lease->count() <= 0) std::abort();
    if (question.challenge.size() > size || question.topic.size() > size) std::abort();
    if (is_signed("body", text, "a secret that is not in the corpus")) std::abort();
    return 0;
}
