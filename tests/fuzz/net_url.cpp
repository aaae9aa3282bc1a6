#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "net/url.hpp"

// What comes out must be a fixed point, and have a host.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis::net;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = parse_url(text);
    if (parsed && (parse_url(*parsed) != parsed || host_of(*parsed).empty())) std::abort();
    const auto canonical = canonical_url(text);
    if (canonical_url(canonical) != canonical) std::abort();
    if (parsed.has_value() == canonical.empty()) std::abort();
    const auto resolved = resolve_url("https://me:secret@example.org/a/b?c#d", text);
    if (resolved && parse_url(*resolved) != resolved) std::abort();
    static_cast<void>(registrable_domain(text));
    static_cast<void>(without_credentials(text));
    return 0;
}
