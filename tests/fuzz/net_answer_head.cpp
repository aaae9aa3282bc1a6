// The head of an answer and, behind an empty line, the start of its body.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "net/answer_head.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis::net;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    AnswerHead head;
    while (!rest.empty() && rest.front() != '\n') {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end == std::string_view::npos ? end : end + 1);
        head.add_line(line);
        rest.remove_prefix(line.size());
    }
    for (const auto* validator : {&head.etag, &head.last_modified}) {
        if (!validator->empty() && !is_sound_validator(*validator)) std::abort();
    }
    const auto wait = parse_retry_after(head.retry_after, sawthis::Instant{});
    if (wait && (*wait < std::chrono::seconds{0} || *wait > std::chrono::hours{24})) std::abort();
    if (head.max_age && *head.max_age < std::chrono::seconds{0}) std::abort();
    static_cast<void>(parse_http_date(head.date));
    static_cast<void>(judge_status(head, rest));
    static_cast<void>(is_challenge(head, rest));
    return 0;
}
