#include "store/contact_row.hpp"

#include "store/json_text.hpp"

namespace sawthis::store {

namespace {

void bind_contact(Query& query, const Contact& contact) {
    query.bind(":key", contact.key)
        .bind(":name", contact.name)
        .bind(":email", contact.email)
        .bind(":company", contact.company)
        .bind(":company_aliases", format_list(contact.company_aliases))
        .bind(":company_domain", contact.company_domain)
        .bind(":role", contact.role)
        .bind(":industry", contact.industry)
        .bind(":teams", format_list(contact.teams))
        .bind(":interests", format_list(contact.interests))
        .bind(":projects", format_list(contact.projects))
        .bind(":location", contact.location)
        .bind(":goals", format_list(contact.goals))
        .bind(":values", format_list(contact.values))
        .bind(":family", format_list(contact.family))
        .bind(":tags", format_list(contact.tags))
        .bind(":met", contact.met)
        .bind(":cadence_days", contact.cadence_days)
        .bind(":channel", contact.channel)
        .bind(":phone", contact.phone)
        .bind(":birthday", contact.birthday)
        .bind(":anniversary", contact.anniversary)
        .bind(":notes", contact.notes);
    if (contact.stage) query.bind(":stage", name_of(*contact.stage));
}

}  // namespace

Contact read_contact(Query& row) {
    Contact contact;
    contact.id = {row.integer()};
    contact.key = row.text();
    contact.name = row.text();
    contact.email = row.text();
    contact.company = row.text();
    contact.company_aliases = parse_list(row.text());
    contact.company_domain = row.text();
    contact.role = row.text();
    contact.industry = row.text();
    contact.teams = parse_list(row.text());
    contact.interests = parse_list(row.text());
    contact.projects = parse_list(row.text());
    contact.location = row.text();
    contact.goals = parse_list(row.text());
    contact.values = parse_list(row.text());
    contact.family = parse_list(row.text());
    contact.tags = parse_list(row.text());
    contact.stage = stage_of(row.text());
    contact.met = row.text();
    contact.cadence_days = static_cast<int>(row.integer());
    contact.channel = row.text();
    contact.phone = row.text();
    contact.birthday = row.text();
    contact.anniversary = row.text();
    contact.notes = row.text();
    return contact;
}

std::optional<Contact> find_by_key(Database& database, std::string_view key) {
    Query query(database, SAWTHIS_SELECT_CONTACTS "WHERE key = :key");
    if (!query.bind(":key", key).step()) return std::nullopt;
    return read_contact(query);
}

std::vector<Contact> read_all_contacts(Database& database) {
    Query query(database, SAWTHIS_SELECT_CONTACTS "ORDER BY id");
    std::vector<Contact> contacts;
    while (query.step()) contacts.push_back(read_contact(query));
    return contacts;
}

ContactId insert_contact(Database& database, const Contact& contact, std::int64_t version) {
    Query query(
        database,
        "INSERT INTO contacts (key, name, email, company, company_aliases, "
        "company_domain, role, industry, teams, interests, projects, location, goals, "
        "\"values\", family, tags, stage, met, cadence_days, channel, phone, birthday, "
        "anniversary, notes, changed) VALUES (:key, :name, :email, :company, :company_aliases, "
        ":company_domain, :role, :industry, :teams, :interests, :projects, :location, "
        ":goals, :values, :family, :tags, :stage, :met, :cadence_days, :channel, :phone, "
        ":birthday, :anniversary, :notes, :changed)");
    bind_contact(query, contact);
    query.bind(":changed", version).run();
    return {database.last_insert_id()};
}

void update_contact(Database& database, ContactId id, const Contact& contact,
                    std::int64_t version) {
    Query query(database,
                "UPDATE contacts SET key = :key, name = :name, email = :email, "
                "company = :company, company_aliases = :company_aliases, "
                "company_domain = :company_domain, role = :role, industry = :industry, "
                "teams = :teams, interests = :interests, projects = :projects, "
                "location = :location, goals = :goals, \"values\" = :values, family = :family, "
                "tags = :tags, stage = :stage, met = :met, cadence_days = :cadence_days, "
                "channel = :channel, phone = :phone, birthday = :birthday, "
                "anniversary = :anniversary, notes = :notes, changed = :changed WHERE id = :id");
    bind_contact(query, contact);
    query.bind(":changed", version).bind(":id", id).run();
}

}  // namespace sawthis::store
