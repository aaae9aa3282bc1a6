// One received mail of any bytes; the first byte chooses what is made of it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "fetchers/newsletter.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis;
    if (size == 0) return 0;
    constexpr fetchers::NewsletterForm kForms[] = {fetchers::NewsletterForm::automatic,
                                                   fetchers::NewsletterForm::message,
                                                   fetchers::NewsletterForm::links};
    const std::vector<std::string> messages{
        std::string(reinterpret_cast<const char*>(data) + 1, size - 1)};
    const auto reading = fetchers::read_newsletters(messages, {kForms[data[0] % 3], 50});
    if (reading.feed.entries.size() + reading.unreadable > 50) std::abort();
    for (const auto& entry : reading.feed.entries) {
        if (!is_utf8(entry.title + entry.content_text + entry.publisher)) std::abort();
        if (!entry.url.empty() && !entry.url.starts_with("http")) std::abort();
    }
    return 0;
}
