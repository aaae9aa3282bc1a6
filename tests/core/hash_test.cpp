#include "core/hash.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace sawthis;

TEST_CASE("stable_hash never changes, since it is stored", "[core][hash]") {
    CHECK(stable_hash("") == 0x2d06800538d394c2U);
    CHECK(stable_hash("saw this, thought of you") == stable_hash("saw this, thought of you"));
    CHECK(stable_hash("a") != stable_hash("b"));
}

TEST_CASE("HashChain is FNV-1a, however the bytes are cut", "[core][hash]") {
    CHECK(HashChain().value() == 0xcbf29ce484222325U);
    CHECK(HashChain().add("foobar").value() == 0x85944171f73967e8U);  // the authors' test vector
    CHECK(HashChain().add("foo").add('b').add("ar").value() == HashChain().add("foobar").value());
    CHECK(HashChain(1).add("foobar").value() != HashChain().add("foobar").value());
    static_assert(HashChain().add('a').value() == 0xaf63dc4c8601ec8cU);
}

TEST_CASE("chains that are fed side by side end as each would alone", "[core][hash]") {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 23; ++i) {
        texts.emplace_back(i * i % 17, static_cast<char>('a' + i));
        std::vector<HashChain> alone(texts.size(), HashChain(i));
        auto together = alone;
        std::vector<ChainedText> feed;
        for (std::size_t k = 0; k < texts.size(); ++k) {
            alone[k].add(texts[k]);
            feed.push_back({&together[k], texts[k]});
        }
        add_side_by_side(feed);
        for (std::size_t k = 0; k < texts.size(); ++k) {
            CAPTURE(i, k);
            CHECK(together[k].value() == alone[k].value());
        }
    }
    add_side_by_side({});
}
