#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

/// Each interest is a target of its own number.
TargetNaming naming(std::int64_t revision) {
    return {revision, [](const Contact& contact) {
                std::vector<std::uint64_t> targets;
                for (const auto& one : contact.interests) targets.push_back(std::stoull(one));
                return targets;
            }};
}

Contact person(const std::string& key, std::vector<std::string> interests) {
    Contact contact;
    contact.key = contact.name = key;
    contact.interests = std::move(interests);
    return contact;
}

}  // namespace

TEST_CASE("who has a target is known as soon as a contact is put, changed or removed",
          "[store][targets]") {
    OneSource one;
    auto& store = one.store;
    const std::vector<Contact> both{person("ana", {"18446744073709551615", "2"}),
                                    person("bo", {"2"})};
    const auto added = want(store.put_contacts(both, naming(3)));
    const std::vector<std::uint64_t> asked{2, 18446744073709551615U, 9};
    using Holders = std::vector<TargetHolder>;
    CHECK(want(store.find_holders(asked, 3)) ==
          Holders{{2, added[0].id}, {2, added[1].id}, {18446744073709551615U, added[0].id}});
    want(store.put_contacts(std::vector{person("ana", {"9"})}, naming(3)));
    CHECK(want(store.find_holders(asked, 3)) == Holders{{2, added[1].id}, {9, added[0].id}});
    want(store.remove_contact(added[1].id));
    CHECK(want(store.find_holders(asked, 3)) == Holders{{9, added[0].id}});
}

TEST_CASE("targets of another revision are not given, and written anew when asked",
          "[store][targets]") {
    OneSource one;
    auto& store = one.store;
    const std::vector<std::uint64_t> asked{2};
    want(store.put_contacts(std::vector{person("ana", {"2"})}));
    CHECK_FALSE(want(store.find_holders(asked, 3)));
    want(store.update_targets(naming(3)));
    CHECK(want(store.find_holders(asked, 3))->size() == 1);
    CHECK_FALSE(want(store.find_holders(asked, 4)));
    want(store.put_contacts(std::vector{person("bo", {"2"})}, naming(4)));
    CHECK(want(store.find_holders(asked, 4))->size() == 2);
}

TEST_CASE("a target that a contact names twice is theirs once", "[store][targets]") {
    OneSource one;
    auto& store = one.store;
    const std::vector<std::uint64_t> asked{2};
    want(store.put_contacts(std::vector{person("ana", {"2", "7", "2"})}, naming(3)));
    CHECK(want(store.find_holders(asked, 3))->size() == 1);
    want(store.put_contacts(std::vector{person("ana", {"2", "2"})}, naming(3)));
    CHECK(want(store.find_holders(asked, 3))->size() == 1);
}
