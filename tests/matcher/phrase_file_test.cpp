#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "matcher/phrase_dictionary.hpp"
#include "tests/matcher/slow_matcher.hpp"
#include "tests/support/temporary_folder.hpp"

namespace sawthis::matcher {

namespace fs = std::filesystem;

namespace {

std::vector<Phrase> random_phrases(std::mt19937& random, std::uint32_t count) {
    std::vector<Phrase> phrases(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        phrases[i] = {i, "cat " + slow::random_text(random, random() % 5), random() % 2 == 0};
    }
    return phrases;
}

std::string read_bytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("a dictionary that was saved and mapped finds the same", "[matcher][phrases]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "phrases";
    for (const std::uint32_t count : {0U, 1U, 300U}) {
        const auto phrases = random_phrases(random, count);
        const auto made = PhraseDictionary::compile(phrases);
        REQUIRE(made);
        REQUIRE(made->save(path));
        CHECK((fs::status(path).permissions() & fs::perms::all) ==
              (fs::perms::owner_read | fs::perms::owner_write));
        const auto mapped = PhraseDictionary::map(path);
        REQUIRE(mapped);
        CHECK(mapped->size() == made->size());
        const std::string text = slow::random_text(random, 500);
        std::vector<Mention> want;
        std::vector<Mention> found;
        made->find(text, want);
        mapped->find(text, found);
        CHECK(found == want);
    }
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);  // nothing is left aside
}

TEST_CASE("a damaged or truncated file is refused by name", "[matcher][phrases]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "phrases";
    const auto made = PhraseDictionary::compile(random_phrases(random, 40));
    REQUIRE(made);
    REQUIRE(made->save(path));
    const std::string whole = read_bytes(path);
    const auto refused = [&](const std::string& bytes) {
        write_bytes(path, bytes);
        const auto mapped = PhraseDictionary::map(path);
        return !mapped && mapped.error().code == ErrorCode::malformed &&
               mapped.error().detail.find(path.string()) != std::string::npos;
    };
    for (std::size_t size = 0; size < whole.size(); size += 1 + size / 8) {
        CAPTURE(size);
        REQUIRE(refused(whole.substr(0, size)));
    }
    for (std::size_t at = 0; at < whole.size(); at += 1 + random() % 7) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << random() % 8));
        CAPTURE(at);
        REQUIRE(refused(damaged));
    }
    CHECK(refused(whole + "more"));
    fs::remove(path);
    CHECK(PhraseDictionary::map(path).error().code == ErrorCode::not_found);
    CHECK_FALSE(PhraseDictionary::map(folder.path()));
}

TEST_CASE("a folder that is not there cannot be saved to", "[matcher][phrases]") {
    const auto made = PhraseDictionary::compile({});
    REQUIRE(made);
    CHECK(made->save("/no/such/folder/phrases").error().code == ErrorCode::storage);
}

}  // namespace sawthis::matcher
