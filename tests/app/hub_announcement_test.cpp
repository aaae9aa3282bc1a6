#include "app/poll.hpp"
#include "tests/app/world.hpp"

/// What a poll learns of the hub that pushes a feed's news.

using namespace sawthis;
using test::want;
using test::World;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

std::string atom(const std::string& links) {
    return "<feed xmlns='http://www.w3.org/2005/Atom'><title>Ledger</title>" + links +
           "<entry><id>1</id><title>The bridge is open</title></entry></feed>";
}

PollState state_after_poll(World& world, const Headers& headers, const std::string& links,
                           Source source = {}) {
    auto all = headers;
    all.emplace_back("Content-Type", "application/atom+xml");
    world.site["/feed"] = {200, all, atom(links)};
    auto app = world.open();
    if (want(app.store().load_sources()).empty()) world.add(app, "/feed", std::move(source));
    want(app::poll(app, {.all = true}, {}));
    return want(app.store().load_sources()).at(0).state;
}

const std::string kInFeed =
    "<link rel='hub' href='https://hub.example/'/><link rel='self' href='https://a.example/f'/>";

}  // namespace

TEST_CASE("a poll keeps the hub and the topic that a feed announces", "[app][websub]") {
    const auto [name, headers, links, hub, topic] =
        GENERATE(table<std::string, Headers, std::string, std::string, std::string>({
            {"nothing", {}, "", "", ""},
            {"a name alone", {}, "<link rel='self' href='https://a.example/f'/>", "", ""},
            {"in the feed", {}, kInFeed, "https://hub.example/", "https://a.example/f"},
            {"a topic is known by its bytes",
             {{"Link", "<http://A.example>; rel=self"}},
             kInFeed,
             "https://hub.example/",
             "http://A.example"},
            {"headers come first",
             {{"Link", "<https://other.example/>; rel=hub"},
              {"Link", "<https://a.example/g>; rel=\"self\""}},
             kInFeed,
             "https://other.example/",
             "https://a.example/g"},
            {"nothing that the web has", {{"Link", "<ftp://hub.example/>; rel=hub"}}, "", "", ""},
        }));
    CAPTURE(name);
    World world;
    const auto state = state_after_poll(world, headers, links);
    CHECK(state.hub == hub);
    CHECK(state.topic == topic);
}

TEST_CASE("a relative hub is below the feed, and a feed without a name is known by its address",
          "[app][websub]") {
    World world;
    const auto state = state_after_poll(world, {{"Link", "</hub>; rel=hub"}}, "");
    CHECK(state.hub == world.server.url("/hub"));
    CHECK(state.topic == world.server.url("/feed"));
}

TEST_CASE("what is announced no more is forgotten with the next body", "[app][websub]") {
    World world;
    CHECK_FALSE(state_after_poll(world, {}, kInFeed).hub.empty());
    const auto state = state_after_poll(world, {}, "<subtitle>news</subtitle>");
    CHECK(state.hub.empty());
    CHECK(state.topic.empty());
}

TEST_CASE("a feed that wants a password is not given to a hub", "[app][websub]") {
    World world;
    world.site["/feed"] = {200, {{"Content-Type", "application/atom+xml"}}, atom(kInFeed)};
    auto app = world.open();
    Source source;
    source.url = fmt::format("http://kim:secret@{}/feed", world.server.host_port());
    want(app::add_source(app, source));
    want(app::poll(app, {}, {}));
    const auto stored = want(app.store().load_sources()).at(0);
    CHECK(stored.articles == 1);
    CHECK(stored.state.hub.empty());
}
