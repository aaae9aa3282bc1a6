// A kept judge in which bytes are wrong: it is refused, or it judges an article without harm. The
// input says which bytes: a place (three bytes, from the end of the header on) and what stands
// there, one after the other. Hashes of headers are not wrong, since no fuzzer finds one.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "matcher/article_judge.hpp"
#include "matcher/judge_tables.hpp"

namespace {

using namespace sawthis;
using namespace sawthis::matcher;

constexpr std::size_t kHeader = 256;  // a little more than it has

std::string make_judge() {
    Contact contact;
    contact.name = "Ana Ruiz";
    contact.company = "Gap";
    contact.industry = "retail";
    contact.teams = {"New York Giants"};
    contact.interests = {"wind power"};
    contact.projects = {"robots that pick apples"};
    const auto knowledge = load_knowledge();
    if (!knowledge) std::abort();
    JudgeBuilder builder(*knowledge, nullptr);
    builder.add_knowledge();
    Lore lore;
    lore.rarity = [](std::string_view) { return 6.0F; };
    builder.add_contact(contact, lore, {});
    const auto tables = std::move(builder).build();
    if (!tables) std::abort();
    const auto bytes = tables->bytes();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const std::string whole = make_judge();
    auto memory = PhraseMemory::allocate(whole.size());
    if (!memory) return 0;
    auto* const block = reinterpret_cast<std::uint8_t*>(memory->bytes().data());
    std::memcpy(block, whole.data(), whole.size());
    for (; size >= 4; bytes += 4, size -= 4) {
        const std::size_t place =
            bytes[0] | std::size_t{bytes[1]} << 8U | std::size_t{bytes[2]} << 16U;
        block[kHeader + place % (whole.size() - kHeader)] = bytes[3];
    }
    auto tables = JudgeTables::open(std::move(*memory));
    if (!tables) return 0;
    auto judge = ArticleJudge::of(std::move(*tables));
    if (!judge) std::abort();
    Article article;
    article.title = "Gap opens a store for wind power as the Giants win 3-1";
    article.text = "Robots pick apples, said Ana Ruiz of retail. The New York Giants lost a coach.";
    JudgeScratch scratch(*judge);
    (void)judge->judge(article, scratch);
    return 0;
}
