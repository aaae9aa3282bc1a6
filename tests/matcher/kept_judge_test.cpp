#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <random>

#include "matcher/article_judge.hpp"
#include "matcher/target_bytes.hpp"
#include "tests/matcher/matching.hpp"
#include "tests/support/temporary_folder.hpp"

/// A judge that was kept finds what one finds that was just compiled, whoever came to it since.

namespace sawthis::matcher {

namespace {

const std::vector<std::string> kWords{
    "Tesla",    "Gap",     "Apple",   "robots",  "wind",     "power",  "turbines",
    "valves",   "pumps",   "sailing", "chess",   "Giants",   "bridge", "oak",
    "harvest",  "orchard", "museum",  "railway", "glass",    "coffee", "salmon",
    "Brighton", "history", "layoffs", "opens",   "acquires", "wins",   "factory"};
const std::vector<std::string> kCompanies{"Tesla", "Gap",          "Apple", "Orchard Glass",
                                          "Oak",   "Harvest Wind", "",      "Brightwater"};
const std::vector<std::string> kTeams{"New York Giants", "Brighton", "Chicago Bears"};
const std::vector<std::string> kTrades{"retail", "solar power", "automotive", "railways", ""};

class Random {
public:
    explicit Random(unsigned seed) : engine_(seed) {}
    std::size_t below(std::size_t count) { return engine_() % count; }
    const std::string& of(const std::vector<std::string>& all) { return all[below(all.size())]; }
    std::string words(std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? " " : "") + of(kWords);
        return text;
    }

    Contact contact(std::int64_t id) {
        Contact contact;
        contact.id = {id};
        contact.name = below(3) == 0 ? words(1) : words(2);
        contact.company = of(kCompanies);
        contact.industry = of(kTrades);
        contact.role = words(2);
        contact.projects = {words(3)};
        contact.interests = {words(1 + below(2)), of(kTrades)};
        if (below(2) == 0) contact.teams = {of(kTeams)};
        contact.location = words(1) + ", England";
        return contact;
    }
    std::vector<Contact> contacts(std::size_t count) {
        std::vector<Contact> all;
        for (std::size_t i = 0; i < count; ++i)
            all.push_back(contact(static_cast<std::int64_t>(i + 1)));
        return all;
    }
    Article article() { return make_article(words(3 + below(6)), words(below(80)) + "."); }

private:
    std::mt19937 engine_;
};

ArticleJudge want(Result<ArticleJudge> judge) {
    if (!judge) FAIL(judge.error().detail);
    return std::move(*judge);
}

ArticleJudge keep_and_map(const ArticleJudge& judge, const std::filesystem::path& file) {
    const auto saved = judge.save(file, {7, 3, 100, false});
    if (!saved) FAIL(saved.error().detail);
    return want(ArticleJudge::map(file));
}

std::string read_all(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write_all(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST_CASE("a kept judge says what the compiled one says", "[matcher][judge][kept]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    Random random(seed);
    const test::TemporaryFolder folder;
    const auto contacts = random.contacts(40);
    const auto compiled = want(ArticleJudge::compile(contacts, plain_lore()));
    const auto kept = keep_and_map(compiled, folder.path() / "judge");
    CHECK(kept.origin() == JudgeOrigin{7, 3, 100, false});
    JudgeScratch one(compiled);
    JudgeScratch other(kept);
    std::size_t found = 0;
    for (int i = 0; i < 100; ++i) {
        const auto article = random.article();
        CAPTURE(article.title, article.text);
        const auto judgement = compiled.judge(article, one);
        CHECK(kept.judge(article, other) == judgement);
        found += judgement.findings.size();
    }
    CHECK(found > 100);
}

TEST_CASE("contacts that come later are looked for as if they had been there",
          "[matcher][judge][kept]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    Random random(seed);
    const test::TemporaryFolder folder;
    for (int round = 0; round < 3; ++round) {
        const auto contacts = random.contacts(40);
        const std::size_t before = random.below(contacts.size() + 1);
        CAPTURE(round, before);
        const auto all = std::span(contacts);
        const auto whole = want(ArticleJudge::compile(all, plain_lore()));
        const auto base = keep_and_map(want(ArticleJudge::compile(all.first(before), plain_lore())),
                                       folder.path() / "judge");
        const auto grown = want(base.with(all.subspan(before), plain_lore()));
        JudgeScratch one(whole);
        JudgeScratch other(grown);
        for (int i = 0; i < 40; ++i) {
            const auto article = random.article();
            CAPTURE(article.title, article.text);
            CHECK(grown.judge(article, other) == whole.judge(article, one));
        }
    }
}

TEST_CASE("who comes later brings news of their company to a sentence that was there",
          "[matcher][judge][kept]") {
    Contact first;
    first.company = "Orchard Glass";
    first.role = "salmon historian of lakes";
    Contact second = first;
    second.company = "Harvest Wind";
    const auto base = want(ArticleJudge::compile(std::span(&first, 1), plain_lore()));
    const auto grown = want(base.with(std::span(&second, 1), plain_lore()));
    const std::vector<Contact> both{first, second};
    const auto whole = want(ArticleJudge::compile(both, plain_lore()));
    const auto article = make_article("Harvest Wind opens a plant", "It is beside the lakes.");
    JudgeScratch one(whole);
    JudgeScratch other(grown);
    CHECK(grown.judge(article, other) == whole.judge(article, one));
}

TEST_CASE("a torn file, or another's, is no judge", "[matcher][judge][kept]") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "judge";
    Random random(1);
    const auto judge = want(ArticleJudge::compile(random.contacts(3), plain_lore()));
    keep_and_map(judge, file);
    const std::string whole = read_all(file);
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
        CAPTURE(size);
        write_all(file, whole.substr(0, size));
        const auto torn = ArticleJudge::map(file);
        REQUIRE_FALSE(torn);
        CHECK(torn.error().code == ErrorCode::malformed);
    }
    for (std::size_t at = 0; at < 240; at += 7) {
        CAPTURE(at);
        std::string wrong = whole;
        wrong[at] = static_cast<char>(wrong[at] ^ 1);
        write_all(file, wrong);
        CHECK_FALSE(ArticleJudge::map(file));
    }
    const auto none = ArticleJudge::map(folder.path() / "nothing");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::not_found);
}

TEST_CASE("damage behind the header does no harm", "[matcher][judge][kept]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    Random random(seed);
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "judge";
    keep_and_map(want(ArticleJudge::compile(random.contacts(10), plain_lore())), file);
    const std::string whole = read_all(file);
    constexpr std::size_t kBody = 1'024;  // behind the headers
    for (int round = 0; round < 20; ++round) {
        std::string wrong = whole;
        for (int i = 0; i < 20'000; ++i) {
            wrong[kBody + random.below(wrong.size() - kBody)] =
                static_cast<char>(random.below(256));
        }
        write_all(file, wrong);
        const auto judge = ArticleJudge::map(file);
        if (!judge) continue;
        JudgeScratch scratch(*judge);
        for (int i = 0; i < 5; ++i) (void)judge->judge(random.article(), scratch);
    }
}

TEST_CASE("a target's bytes give it back", "[matcher][judge][kept]") {
    Target target;
    target.slot = Slot::team;
    target.key = 0xFEDCBA9876543210;
    target.coined = true;
    target.of_sport = true;
    target.terms = {{"", false, TermRole::weak_name, 0}, {"", false, TermRole::home, 70'000}};
    target.sport = "rowing";
    target.league = "Boat Race";
    target.team = "Oxford";
    target.rivals = {"Cambridge", ""};
    target.namesakes = {"punting"};
    target.bag = {{17, 2.5F, true}, {18, 0.25F, false}};
    const auto bytes = encode_target(target);
    Target back = target;
    back.terms.resize(9);
    CHECK(decode_target(bytes, back));
    CHECK(back == target);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_FALSE(decode_target(bytes.substr(0, size), back));
        CHECK(back == Target{});
    }
}

}  // namespace sawthis::matcher
