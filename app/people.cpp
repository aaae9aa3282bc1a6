#include "app/people.hpp"

#include <fmt/format.h>

#include "app/files.hpp"
#include "app/kept_judge.hpp"
#include "app/kept_lore.hpp"
#include "app/target_naming.hpp"
#include "core/text.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kMaxContactsBytes = 256U << 20U;
constexpr std::size_t kMaxField = 1'000;  // bytes

}  // namespace

Result<ContactsImport> import_contacts(App& app, const std::filesystem::path& file) {
    const auto text = read_file(file, kMaxContactsBytes);
    if (!text) return tl::unexpected(text.error());
    auto reading = contacts::parse_contacts_csv(*text);
    if (!reading) return fail_in(file.string(), reading.error());
    const auto put = app.store().put_contacts(reading->contacts, target_naming());
    if (!put) return tl::unexpected(put.error());
    ContactsImport import{std::move(*reading), 0, 0};
    for (const auto& one : *put) ++(one.added ? import.added : import.known);
    return import;
}

Result<Contact> add_contact(App& app, const Contact& given) {
    Contact contact = given;
    contact.name = shorten(squeeze_space(one_line(contact.name)), kMaxField);
    contact.email = squeeze_space(one_line(contact.email));
    if (contact.name.empty() && contact.email.empty()) {
        return fail(ErrorCode::bad_input, "a contact needs a --name or an --email");
    }
    if (!contact.email.empty() && !contacts::is_email(contact.email)) {
        return fail(ErrorCode::bad_input, "the --email is no address of one person");
    }
    if (contact.name.empty()) contact.name = contact.email.substr(0, contact.email.find('@'));
    const auto put = app.store().put_contacts({&contact, 1}, target_naming());
    if (!put) return tl::unexpected(put.error());
    contact.id = put->front().id;
    return contact;
}

Result<void> forget_contact(App& app, ContactId contact) {
    if (const auto dropped = drop_lore(app); !dropped) return dropped;
    if (const auto dropped = drop_judge(app); !dropped) return dropped;
    return app.store().remove_contact(contact);
}

}  // namespace sawthis::app
