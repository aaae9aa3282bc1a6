#include <catch2/catch.hpp>
#include <vector>

#include "app/match_book.hpp"

using namespace sawthis;
using app::MatchBook;

namespace {

MatchBook::Entry entry(float good, MatchKind kind) {
    MatchBook::Entry made;
    made.ranked.good = good;
    made.ranked.kind = kind;
    return made;
}

std::vector<MatchKind> kinds_after(std::vector<MatchBook::Entry> entries) {
    app::silence_unsure(entries);
    std::vector<MatchKind> kinds;
    for (const auto& one : entries) kinds.push_back(one.ranked.kind);
    return kinds;
}

constexpr float kUnsure = matcher::kFirstGood - 0.1F;
constexpr auto kOpener = MatchKind::opener;
constexpr auto kAlert = MatchKind::alert;

}  // namespace

TEST_CASE("who has no sure reason to be written to is not written to for doubtful ones",
          "[app][match-book]") {
    CHECK(kinds_after({entry(kUnsure, kOpener), entry(kUnsure, kOpener)}) ==
          std::vector{kAlert, kAlert});
}

TEST_CASE("beside a sure reason to write, less sure ones stay", "[app][match-book]") {
    CHECK(kinds_after({entry(kUnsure, kOpener), entry(matcher::kFirstGood, kOpener)}) ==
          std::vector{kOpener, kOpener});
}

TEST_CASE("an alert, however good, is no reason to write for less", "[app][match-book]") {
    CHECK(kinds_after({entry(0.9F, kAlert), entry(kUnsure, kOpener)}) ==
          std::vector{kAlert, kAlert});
    CHECK(kinds_after({}).empty());
}
