#include "matcher/profile.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/matcher/matching.hpp"

namespace sawthis::matcher {

namespace {

Contact make_contact() {
    Contact contact;
    contact.id = ContactId{7};
    contact.key = "ana";
    contact.name = "Ana Ruiz";
    contact.company = "Brightwater Pumps Ltd";
    contact.company_aliases = {"Brightwater"};
    contact.role = "valve designer";
    contact.industry = "water technology";
    contact.teams = {"New York Giants", "Wales rugby"};
    contact.interests = {"wind power", "baking"};
    contact.projects = {"opening a pump factory in Rotterdam"};
    contact.goals = {"learning to sail"};
    contact.location = "Bristol, England";
    return contact;
}

std::set<TargetKey> keys_of(const Contact& contact) {
    std::set<TargetKey> keys;
    for (const auto& name : name_targets(contact)) keys.insert(name.key);
    return keys;
}

const TargetName& of_slot(const std::vector<TargetName>& names, Slot slot) {
    const auto at = std::find_if(names.begin(), names.end(),
                                 [&](const auto& name) { return name.slot == slot; });
    REQUIRE(at != names.end());
    return *at;
}

}  // namespace

TEST_CASE("every field of a contact gives targets with keys of their own", "[matcher][profile]") {
    const auto names = name_targets(make_contact());
    std::map<Slot, int> slots;
    for (const auto& name : names) ++slots[name.slot];
    CHECK(slots == std::map<Slot, int>{{Slot::company, 1},
                                       {Slot::team, 2},
                                       {Slot::industry, 1},
                                       {Slot::interest, 2},
                                       {Slot::project, 2},
                                       {Slot::place, 1},
                                       {Slot::role, 1},
                                       {Slot::person, 1}});
    CHECK(keys_of(make_contact()).size() == names.size());
    CHECK(of_slot(names, Slot::place).written == "Bristol");
}

TEST_CASE("a target's key is made of what was written and nothing else", "[matcher][profile]") {
    const auto keys = keys_of(make_contact());
    auto other = make_contact();
    other.id = ContactId{8};
    other.key = "bo";
    other.email = "bo@example.org";
    other.notes = "met in Lisbon";
    CHECK(keys_of(other) == keys);
    other.interests = {"baking", "wind power", "baking", "", " "};
    CHECK(keys_of(other) == keys);
    // What is stored bears these numbers: another is another matcher revision.
    CHECK(of_slot(name_targets(make_contact()), Slot::interest).key == 0x919073d5e612b3a9);
}

TEST_CASE("the same words in two fields are two targets", "[matcher][profile]") {
    Contact contact;
    contact.industry = contact.role = "wine";
    contact.interests = contact.projects = contact.teams = {"wine"};
    contact.company = contact.location = "wine";
    CHECK(keys_of(contact).size() == 7);
}

TEST_CASE("a company's key takes in all names that it goes by", "[matcher][profile]") {
    const auto key_of = [](const Contact& contact) {
        return of_slot(name_targets(contact), Slot::company).key;
    };
    const auto plain = key_of(at_company("Target"));
    CHECK(key_of(at_company("Target", {}, "retail")) == plain);
    CHECK(key_of(at_company("Target", {"TGT"})) != plain);
    CHECK(key_of(at_company("Target")) == plain);
    CHECK(of_slot(name_targets(at_company("", {"Brightwater"})), Slot::company).written ==
          "Brightwater");
}

TEST_CASE("an empty contact, or a name of one word, has no target", "[matcher][profile]") {
    CHECK(name_targets(Contact{}).empty());
    Contact contact;
    contact.name = "Ana";
    CHECK(name_targets(contact).empty());
}

TEST_CASE("what was learnt of a sentence joins its own words", "[matcher][profile]") {
    const auto knowledge = load_knowledge();
    REQUIRE(knowledge);
    const auto contact = make_contact();
    const auto name = of_slot(name_targets(contact), Slot::project);
    Lore lore = plain_lore();
    lore.expand = [&](TargetKey key, std::string_view sentence) {
        CHECK(key == name.key);
        CHECK(sentence == name.written);
        return std::vector<LearntWord>{{"valve", 0.5F}, {"pumps", 1}};
    };
    const auto target = make_target(name, contact, *knowledge, lore);
    REQUIRE(target);
    REQUIRE(target->bag.size() == 4);  // pump, factory, rotterdam; valve; "pumps" is there already
    CHECK(std::count_if(target->bag.begin(), target->bag.end(),
                        [](const BagWord& word) { return word.learnt; }) == 1);
    CHECK(target->bag.back().weight == 3);
}

TEST_CASE("sure names are learnt from where the usual name means other things",
          "[matcher][profile]") {
    const auto knowledge = load_knowledge();
    REQUIRE(knowledge);
    Contact contact;
    contact.company = "Apple";
    contact.company_aliases = {"Apple Inc"};
    const auto names = names_to_learn(contact, *knowledge);
    CHECK(std::ranges::count(names.sure, "Apple Inc") == 1);
    CHECK(std::ranges::count(names.sure, "Apple") == 0);
    CHECK(names.brief.empty());
    contact.company = "Brightwater Pumps";
    contact.company_aliases.clear();
    CHECK(names_to_learn(contact, *knowledge).sure.empty());
}

TEST_CASE("one word for a name that nobody knows may be somebody else's", "[matcher][profile]") {
    const auto knowledge = load_knowledge();
    REQUIRE(knowledge);
    Contact contact;
    contact.company = "Red Planet Rock Shop";
    contact.company_aliases = {"Titan"};
    const auto names = names_to_learn(contact, *knowledge);
    CHECK(names.sure == std::vector<std::string>{"Red Planet Rock Shop"});
    CHECK(names.brief == std::vector<std::string>{"Titan"});

    const auto name = of_slot(name_targets(contact), Slot::company);
    const auto role_of_brief = [&](bool elsewhere) {
        Lore lore = plain_lore();
        lore.is_elsewhere = [&](TargetKey key, std::string_view asked) {
            return elsewhere && key == name.key && asked == "Titan";
        };
        const auto target = make_target(name, contact, *knowledge, lore);
        return std::ranges::find(target->terms, "Titan", &Term::phrase)->role;
    };
    CHECK(role_of_brief(false) == TermRole::name);
    CHECK(role_of_brief(true) == TermRole::weak_name);
}

TEST_CASE("what was learnt of a company is all its bag has", "[matcher][profile]") {
    const auto knowledge = load_knowledge();
    REQUIRE(knowledge);
    Contact contact;
    contact.company = "Apple";
    Lore lore = plain_lore();
    lore.expand = [](TargetKey, std::string_view) {
        return std::vector<LearntWord>{{"laptop", 1}};
    };
    const auto target =
        make_target(of_slot(name_targets(contact), Slot::company), contact, *knowledge, lore);
    REQUIRE(target);
    REQUIRE(target->bag.size() == 1);
    CHECK(target->bag[0].learnt);
}

}  // namespace sawthis::matcher
