#include <fmt/format.h>

#include "app/people.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "core/text.hpp"

namespace sawthis::cli {

namespace {

Result<Contact> wanted(app::App& app, const std::string& who) {
    auto contact = app.store().find_contact(who);
    if (!contact) return tl::unexpected(contact.error());
    if (!*contact) {
        return fail(ErrorCode::not_found,
                    fmt::format("{}: no contact has this id or name; see `sawthis contact list`",
                                one_line(who)));
    }
    return std::move(**contact);
}

std::string contact_page(const Contact& contact) {
    std::string text = fmt::format("{}  ({})\n", one_line(contact.name), one_line(contact.key));
    const auto line = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) text += fmt::format("  {:<12} {}\n", label, one_line(value));
    };
    line("role", contact.role);
    line("company", contact.company);
    line("aliases", join(contact.company_aliases, "; "));
    line("domain", contact.company_domain);
    line("industry", contact.industry);
    line("teams", join(contact.teams, "; "));
    line("interests", join(contact.interests, "; "));
    line("projects", join(contact.projects, "; "));
    line("goals", join(contact.goals, "; "));
    line("values", join(contact.values, "; "));
    line("family", join(contact.family, "; "));
    line("location", contact.location);
    line("tags", join(contact.tags, "; "));
    line("stage", contact.stage ? std::string(name_of(*contact.stage)) : "");
    line("met", contact.met);
    line("cadence", contact.cadence_days > 0
                        ? count(static_cast<std::size_t>(contact.cadence_days), "day")
                        : "");
    line("channel", contact.channel);
    line("email", contact.email);
    line("phone", contact.phone);
    line("birthday", contact.birthday);
    line("anniversary", contact.anniversary);
    for (const auto& note : split_list(contact.notes, '\n')) line("note", note);
    return text;
}

}  // namespace

int run(const ContactImportCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto import = app::import_contacts(*app, command.file);
    if (!import) return report_failure(import.error());
    const auto& reading = import->reading;
    for (const auto& row : reading.refused) {
        complain(
            fmt::format("{}: line {}: refused: {}", command.file.string(), row.line, row.reason));
    }
    for (const auto& row : reading.warnings) {
        complain(fmt::format("{}: line {}: {}", command.file.string(), row.line, row.reason));
    }
    if (session.global.json) print(json_of(*import));
    if (session.tells()) {
        std::string text = fmt::format(
            "Read {}: {} added, {} known already, {} refused.\n", count(reading.rows_read, "row"),
            count(import->added, "contact"), import->known, reading.refused.size());
        if (!reading.note_columns.empty()) {
            text += fmt::format("Kept as notes: {}.\n", one_line(join(reading.note_columns, ", ")));
        }
        print(text);
    }
    return reading.refused.empty() ? kExitDone : kExitFailed;
}

int run(const ContactAddCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto added = app::add_contact(*app, command.contact);
    if (!added) return report_failure(added.error());
    if (session.global.json) print(json_of(std::vector<Contact>{*added}));
    if (session.tells()) print(fmt::format("Added {}.\n", one_line(added->name)));
    return kExitDone;
}

int run(const ContactListCommand& /*command*/, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto contacts = app->store().load_contacts();
    if (!contacts) return report_failure(contacts.error());
    if (session.global.json) return print(json_of(*contacts)) ? kExitDone : kExitFailed;
    std::string text;
    for (const auto& contact : *contacts) {
        const auto place = contact.role.empty() || contact.company.empty()
                               ? contact.role + contact.company
                               : contact.role + ", " + contact.company;
        text += one_line(fmt::format("{:<10} {}{}{}", contact.key, contact.name,
                                     place.empty() ? "" : ": ", place)) +
                "\n";
    }
    if (contacts->empty())
        text = "No contacts yet. Import some: sawthis contact import contacts.csv\n";
    return print(text) ? kExitDone : kExitFailed;
}

int run(const ContactShowCommand& command, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto contact = wanted(*app, command.who);
    if (!contact) return report_failure(contact.error());
    return print(session.global.json ? json_of(std::vector<Contact>{*contact})
                                     : contact_page(*contact))
               ? kExitDone
               : kExitFailed;
}

int run(const ForgetCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto contact = wanted(*app, command.who);
    if (!contact) return report_failure(contact.error());
    const auto removed = app::forget_contact(*app, contact->id);
    if (!removed) return report_failure(removed.error());
    if (session.tells()) print("Forgotten, with every match and suggestion.\n");
    return kExitDone;
}

}  // namespace sawthis::cli
