// One received mail of any bytes: what is read of it is UTF-8, within its limits, headers one line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/text.hpp"
#include "net/mail_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis;
    constexpr net::MailReadingLimits kLimits{50, 65'536};
    const auto mail =
        net::parse_mail(std::string_view(reinterpret_cast<const char*>(data), size), kLimits);
    if (!mail) return 0;
    for (const auto* text : {&mail->subject, &mail->from_name, &mail->from_domain, &mail->date,
                             &mail->archived_at, &mail->message_id}) {
        if (!is_utf8(*text) || text->find('\n') != std::string::npos) std::abort();
    }
    for (const auto* text : {&mail->html, &mail->text}) {
        if (!is_utf8(*text) || text->size() > kLimits.text_bytes) std::abort();
    }
    return 0;
}
