// html_to_text() and decode_references() on any UTF-8: UTF-8 comes out, and no double blanks.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "fetchers/html_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis;
    const std::string html = repair_utf8({reinterpret_cast<const char*>(data), size});
    const std::string text = fetchers::html_to_text(html);
    if (!is_utf8(text) || text.find("  ") != std::string::npos) std::abort();
    if (!is_utf8(fetchers::decode_references(html))) std::abort();
    return 0;
}
