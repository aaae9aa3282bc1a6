// An address book of any bytes: each contact has a name or an address, and keys are unique.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "contacts/csv_import.hpp"
#include "core/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis;
    const auto read =
        contacts::parse_contacts_csv(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!read) {
        if (read.error().detail.empty()) std::abort();
        return 0;
    }
    std::set<std::string> keys;
    for (const auto& contact : read->contacts) {
        if (contact.name.empty() && contact.email.empty()) std::abort();
        if (!contact.email.empty() && !contacts::is_email(contact.email)) std::abort();
        if (!is_utf8(contact.name) || !keys.insert(contact.key).second) std::abort();
    }
    if (read->contacts.size() + read->refused.size() > read->rows_read) std::abort();
    return 0;
}
