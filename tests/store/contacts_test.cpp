#include <fstream>
#include <iterator>

#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

Contact make_contact(std::string key, std::string name, std::string email = "") {
    Contact contact;
    contact.key = std::move(key);
    contact.name = std::move(name);
    contact.email = std::move(email);
    return contact;
}

Contact full_contact() {
    Contact contact = make_contact("c1", "Ana Ruiz", "ana@e.org");
    contact.company = "Acme";
    contact.company_aliases = {"Acme Corp", "ACME; Inc."};
    contact.company_domain = "acme.example";
    contact.role = "CTO";
    contact.industry = "steel";
    contact.teams = {"Giants"};
    contact.interests = {"chess", "\"go\""};
    contact.projects = {"Bridge"};
    contact.location = "Lyon";
    contact.goals = {"a"};
    contact.values = {"b"};
    contact.family = {"c"};
    contact.tags = {"d"};
    contact.stage = Stage::trust;
    contact.met = "2026-01-02";
    contact.cadence_days = 30;
    contact.channel = "email";
    contact.phone = "+1 2";
    contact.birthday = "--02-29";
    contact.anniversary = "2001-02-03";
    contact.notes = "line\nline";
    return contact;
}

std::vector<Store::AddedContact> put(Store& store, std::vector<Contact> contacts) {
    return want(store.put_contacts(contacts));
}

}  // namespace

TEST_CASE("a contact comes back as it was given", "[store][contacts]") {
    OneSource one;
    Contact contact = full_contact();
    contact.id = put(one.store, {contact}).at(0).id;
    CHECK(want(one.store.load_contacts()) == std::vector<Contact>{contact});
}

TEST_CASE("the version changes with the contacts and with nothing else", "[store][contacts]") {
    OneSource one;
    const std::vector<Contact> contacts{full_contact(), make_contact("", "Bo Li")};
    const auto version = [&] { return want(one.store.contacts_version()); };
    CHECK(version() == 0);
    const auto first = put(one.store, contacts);
    CHECK(version() == 1);
    CHECK(first[0].added);
    const auto again = put(one.store, contacts);  // the identical file once more
    CHECK(version() == 1);
    CHECK_FALSE(again[1].added);
    CHECK(again[1].id == first[1].id);
    put(one.store, {});
    CHECK(version() == 1);
    auto changed = contacts;
    changed[0].teams.emplace_back("Jets");
    CHECK(put(one.store, changed)[0].id == first[0].id);
    CHECK(version() == 2);
    want(one.store.remove_contact({99}));
    CHECK(version() == 2);
    want(one.store.remove_contact(first[0].id));
    CHECK(version() == 3);
    CHECK(want(one.store.load_contacts()).size() == 1);
}

TEST_CASE("keys are made from names, one for each person", "[store][contacts]") {
    OneSource one;
    const std::vector<Contact> contacts{
        make_contact("", "José Peña", "jose@a.org"),  make_contact("", "Jose Pena", "jose@b.org"),
        make_contact("", "", "only@mail.org"),        make_contact("", "???"),
        make_contact("jose-pena-3", "Somebody Else"), make_contact("", "Jose Pena", "jose@c.org")};
    const auto first = put(one.store, contacts);
    std::vector<std::string> keys;
    for (const auto& contact : want(one.store.load_contacts())) keys.push_back(contact.key);
    CHECK(keys == std::vector<std::string>{"jose-pena", "jose-pena-2", "only-mail-org", "contact",
                                           "jose-pena-3", "jose-pena-4"});
    const std::vector<Contact> backwards(contacts.rbegin(), contacts.rend());
    const auto again = put(one.store, backwards);
    for (std::size_t i = 0; i < again.size(); ++i) {
        CHECK_FALSE(again[i].added);
        CHECK(again[i].id == first[first.size() - 1 - i].id);
    }
    CHECK(want(one.store.contacts_version()) == 1);
}

TEST_CASE("a contact is found by key or by name, and never guessed", "[store][contacts]") {
    OneSource one;
    put(one.store, {make_contact("c1", "Zoë Blanc"), make_contact("c2", "Bo Li"),
                    make_contact("c3", "bo  li"), make_contact("c4", "")});
    CHECK(want(one.store.find_contact("c1"))->name == "Zoë Blanc");
    CHECK(want(one.store.find_contact("zoe blanc"))->key == "c1");
    CHECK_FALSE(want(one.store.find_contact("Zoe")).has_value());
    CHECK_FALSE(want(one.store.find_contact("")).has_value());
    const auto several = one.store.find_contact("Bo Li");
    REQUIRE_FALSE(several.has_value());
    CHECK(several.error().code == ErrorCode::conflict);
    CHECK(several.error().detail.find("c2, c3") != std::string::npos);
}

TEST_CASE("those who came or changed after a version of the contacts are known",
          "[store][contacts]") {
    OneSource one;
    auto& store = one.store;
    put(store, {make_contact("a", "Ana"), make_contact("b", "Bo"), make_contact("c", "Cy")});
    const auto version = want(store.contacts_version());
    CHECK(want(store.load_changed_contacts(version, 10)).empty());
    CHECK(want(store.load_changed_contacts(version - 1, 10)).size() == 3);
    CHECK(want(store.load_changed_contacts(version - 1, 2)).size() == 2);
    put(store, {make_contact("a", "Ana")});  // as it was
    CHECK(want(store.load_changed_contacts(version, 10)).empty());
    put(store, {make_contact("d", "Di"), make_contact("b", "Bo", "bo@e.org")});
    const auto changed = want(store.load_changed_contacts(version, 10));
    REQUIRE(changed.size() == 2);
    CHECK(changed[0].key == "b");
    CHECK(changed[1].key == "d");
}

TEST_CASE("a forgotten contact leaves no byte in the files, and its number is not used again",
          "[store][contacts]") {
    OneSource one;
    const std::string secret = "Xylander-Quastenflosser";
    const auto id = put(one.store, {make_contact("c1", secret)}).at(0).id;
    want(one.store.remove_contact(id));
    for (const auto* suffix : {"", "-wal"}) {
        std::ifstream file(one.folder.file().string() + suffix, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        CHECK(bytes.find(secret) == std::string::npos);
    }
    CHECK(put(one.store, {make_contact("c2", "Bo")}).at(0).id != id);
}
