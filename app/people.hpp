#pragma once

#include <filesystem>

#include "app/app.hpp"
#include "contacts/csv_import.hpp"
#include "core/result.hpp"

namespace sawthis::app {

struct ContactsImport {
    contacts::CsvImport reading;  // what the file holds, and what was refused
    std::size_t added = 0;
    std::size_t known = 0;  // were there already, and are now as the file says
};

/// Contacts of a CSV file into the store, by their ids. Error bad_input or malformed: names file
/// and line.
[[nodiscard]] Result<ContactsImport> import_contacts(App& app, const std::filesystem::path& file);

/// One contact more. Error bad_input: neither name nor e-mail address, or an address that is none.
[[nodiscard]] Result<Contact> add_contact(App& app, const Contact& contact);

/// Removes the contact and all that was found or learnt on their behalf.
[[nodiscard]] Result<void> forget_contact(App& app, ContactId contact);

}  // namespace sawthis::app
