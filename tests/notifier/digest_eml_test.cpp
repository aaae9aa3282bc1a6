#include <catch2/catch.hpp>

#include "notifier/digest_render.hpp"
#include "tests/notifier/digest_fixture.hpp"

using namespace sawthis;
using namespace sawthis::notifier;
using Catch::Matchers::Contains;
using sawthis::test::kNow;
using sawthis::test::make_candidate;

namespace {

Digest digest_of(int people) {
    std::vector<Candidate> candidates;
    for (int i = 1; i <= people; ++i) candidates.push_back(make_candidate(i, i, 1.0 - i * 0.01));
    DigestOptions options;
    options.limit = 10;
    return build_digest(candidates, options, kNow);
}

std::string header_in(const std::string& mail, const std::string& name) {
    const auto at = mail.find(name + ": ");
    return mail.substr(at, mail.find("\r\n", at) - at);
}

}  // namespace

TEST_CASE("The mail's subject names day and people, nothing of the news", "[notifier][eml]") {
    const auto [people, subject] = GENERATE(table<int, std::string>({
        {0, "Sat 21 Nov: nobody to write to today"},
        {1, "Sat 21 Nov: Person1"},
        {2, "Sat 21 Nov: Person1 and Person2"},
        {3, "Sat 21 Nov: Person1, Person2 and Person3"},
        {5, "Sat 21 Nov: Person1, Person2 and 3 others"},
    }));
    const auto mail = render_digest_eml(digest_of(people), "sam@me.example");
    REQUIRE(mail);
    CHECK(header_in(*mail, "Subject") == "Subject: " + subject);
    CHECK_THAT(*mail, Contains("text/plain") && Contains("text/html"));
}

TEST_CASE("The same digest has the same Message-ID that day, another one another",
          "[notifier][eml]") {
    const auto id = [](const Digest& digest) {
        return header_in(render_digest_eml(digest, "Sam <sam@me.example>").value_or(""),
                         "Message-Id");
    };
    Digest later = digest_of(2);
    later.made += std::chrono::hours{1};
    CHECK(id(later) == id(digest_of(2)));
    CHECK(id(digest_of(2)) != id(digest_of(3)));
    CHECK_THAT(id(later), Contains("@me.example>"));
}

TEST_CASE("An address that is none gives an error, not a mail", "[notifier][eml]") {
    CHECK_FALSE(render_digest_eml(digest_of(1), "sam@me.example\r\nBcc: x@y.example"));
}
