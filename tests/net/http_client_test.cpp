#include "net/http_client.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <thread>

#include "tests/support/http_server.hpp"

using namespace sawthis;
using namespace sawthis::net;
using namespace std::chrono_literals;
using test::HttpServer;
using test::ServedRequest;
using test::ServedResponse;

namespace {

constexpr auto kFeed = "<rss/>";

HttpOptions options_for(const HttpServer& server) {
    HttpOptions options;
    options.allow_private = {server.host_port()};
    options.total_timeout = 5s;
    return options;
}

HttpClient client_with(HttpOptions options) {
    auto client = HttpClient::create(std::move(options));
    REQUIRE(client);
    return std::move(*client);
}

HttpOutcome fetch(const HttpServer& server, const std::string& target) {
    auto client = client_with(options_for(server));
    return client.fetch({.url = server.url(target)});
}

FailureKind kind_of(const HttpOutcome& outcome) {
    return outcome.response ? FailureKind::none : outcome.response.error().kind;
}

ServedResponse ok(std::string body = kFeed) {
    return {.status = 200, .body = std::move(body)};
}

ServedResponse redirect(int status, const std::string& to) {
    return {.status = status, .headers = {{"Location", to}}};
}

/// Fetches all of `urls` and gives their outcomes by tag.
std::map<std::size_t, HttpOutcome> fetch_all(HttpClient& client,
                                             const std::vector<std::string>& urls) {
    std::map<std::size_t, HttpOutcome> outcomes;
    std::size_t next = 0;
    client.fetch_all(
        [&]() -> std::optional<HttpRequest> {
            if (next == urls.size()) return std::nullopt;
            HttpRequest request{.tag = next, .url = urls[next]};
            ++next;
            return request;
        },
        [&](HttpOutcome outcome) {
            const auto tag = outcome.tag;
            CHECK(outcomes.emplace(tag, std::move(outcome)).second);
        });
    return outcomes;
}

}  // namespace

TEST_CASE("a good answer comes whole, with what the next poll needs", "[net][http]") {
    HttpServer server([](const ServedRequest&) {
        auto response = ok("<rss>body</rss>");
        response.headers = {{"Content-Type", "application/rss+xml"},
                            {"ETag", "W/\"1\""},
                            {"Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"},
                            {"Cache-Control", "max-age=300"}};
        return response;
    });
    const auto outcome = fetch(server, "/feed#part");
    REQUIRE(outcome.response);
    HttpResponse want;
    want.status = 200;
    want.body = "<rss>body</rss>";
    want.final_url = server.url("/feed#part");
    want.content_type = "application/rss+xml";
    want.etag = "W/\"1\"";
    want.last_modified = "Thu, 01 Jan 2026 00:00:00 GMT";
    want.max_age = 300s;
    CHECK(*outcome.response == want);
    const auto request = server.requests().at(0);
    CHECK(request.method == "GET");
    CHECK(request.target == "/feed");
    CHECK(request.headers.at("user-agent") == HttpOptions{}.user_agent);
    CHECK(request.headers.at("accept-encoding").find("gzip") != std::string::npos);
    CHECK(request.headers.count("if-none-match") == 0);
    CHECK(request.headers.count("authorization") == 0);
    CHECK(request.headers.count("cookie") == 0);
}

TEST_CASE("validators are sent back byte for byte and a 304 is taken", "[net][http]") {
    HttpServer server([](const ServedRequest& request) {
        const auto& headers = request.headers;
        const bool known = headers.count("if-none-match") != 0 &&
                           headers.at("if-none-match") == "W/\"a, b\"" &&
                           headers.at("if-modified-since") == "whenever";
        return known ? ServedResponse{.status = 304} : ok();
    });
    auto client = client_with(options_for(server));
    const auto outcome =
        client.fetch({.url = server.url(), .etag = "W/\"a, b\"", .last_modified = "whenever"});
    REQUIRE(outcome.response);
    CHECK(outcome.response->status == 304);
    CHECK(outcome.response->body.empty());

    const auto injected =
        client.fetch({.url = server.url(), .etag = "x\r\nX-Evil: 1", .last_modified = ""});
    CHECK(injected.response);
    CHECK(server.requests().back().headers.count("x-evil") == 0);
}

TEST_CASE("each status becomes the failure that tells what to do", "[net][http]") {
    HttpServer server([](const ServedRequest& request) {
        const int status = std::stoi(request.target.substr(1));
        ServedResponse response{.status = status, .body = kFeed};
        if (status == 429) response.headers = {{"Retry-After", "120"}};
        if (status == 503) {
            response.headers = {{"Date", "Thu, 01 Jan 2026 00:00:00 GMT"},
                                {"Retry-After", "Thu, 01 Jan 2026 00:01:30 GMT"}};
        }
        return response;
    });
    const std::map<int, FailureKind> want{
        {204, FailureKind::status},       {206, FailureKind::status},
        {304, FailureKind::protocol},     {400, FailureKind::status},
        {401, FailureKind::status},       {402, FailureKind::paywall},
        {404, FailureKind::status},       {410, FailureKind::gone},
        {429, FailureKind::rate_limited}, {500, FailureKind::status},
        {503, FailureKind::rate_limited}, {302, FailureKind::redirects},
    };
    for (const auto& [status, kind] : want) {
        CAPTURE(status);
        const auto outcome = fetch(server, "/" + std::to_string(status));
        CHECK(kind_of(outcome) == kind);
        CHECK(outcome.status == status);
        REQUIRE_FALSE(outcome.response);
        CHECK(outcome.response.error().detail.find(std::to_string(status)) != std::string::npos);
        if (status == 429) CHECK(outcome.retry_after == 120s);
        if (status == 503) CHECK(outcome.retry_after == 90s);
        if (status == 404) CHECK_FALSE(outcome.retry_after);
    }
}

TEST_CASE("redirects are followed, bounded, and only permanent ones are reported", "[net][http]") {
    HttpServer server([](const ServedRequest& request) {
        const auto& target = request.target;
        if (target == "/p1") return redirect(301, "/p2");
        if (target == "/p2") return redirect(308, "/end");
        if (target == "/pt") return redirect(301, "/t1");
        if (target == "/t1") return redirect(302, "/end");
        if (target == "/tp") return redirect(307, "/p2");
        if (target == "/loop") return redirect(302, "/loop");
        if (target == "/file") return redirect(302, "file:///etc/passwd");
        if (target == "/nowhere") return ServedResponse{.status = 302};
        return ok();
    });
    const auto moved = fetch(server, "/p1");
    REQUIRE(moved.response);
    CHECK(moved.response->permanent_url == server.url("/end"));
    CHECK(moved.response->final_url == server.url("/end"));

    const auto half = fetch(server, "/pt");
    REQUIRE(half.response);
    CHECK(half.response->permanent_url == server.url("/t1"));
    CHECK(half.response->final_url == server.url("/end"));

    const auto not_moved = fetch(server, "/tp");
    REQUIRE(not_moved.response);
    CHECK(not_moved.response->permanent_url.empty());

    CHECK(kind_of(fetch(server, "/loop")) == FailureKind::redirects);
    CHECK(server.hits("/loop") == 9);
    CHECK(kind_of(fetch(server, "/file")) == FailureKind::redirects);
    CHECK(kind_of(fetch(server, "/nowhere")) == FailureKind::redirects);
}

TEST_CASE("addresses that are not public are refused unless host and port are allowed",
          "[net][http][guard]") {
    HttpServer inner([](const ServedRequest&) { return ok("secret"); });
    HttpServer outer([&inner](const ServedRequest& request) {
        const auto port = std::to_string(inner.port());
        if (request.target == "/ip") return redirect(302, inner.url("/"));
        if (request.target == "/name") return redirect(302, "http://localhost:" + port + "/");
        if (request.target == "/mapped") {
            return redirect(302, "http://[::ffff:127.0.0.1]:" + port + "/");
        }
        if (request.target == "/decimal") return redirect(302, "http://2130706433:" + port + "/");
        if (request.target == "/backslash") {
            return redirect(302, "http://127.0.0.1:" + port + "\\@" + "127.0.0.1:1/");
        }
        return redirect(302, "http://169.254.77.77/latest/");
    });
    for (const auto* target : {"/ip", "/name", "/mapped", "/decimal", "/backslash", "/metadata"}) {
        CAPTURE(target);
        CHECK(kind_of(fetch(outer, target)) == FailureKind::blocked_address);
    }
    CHECK(inner.connections() == 0);
    CHECK(kind_of(client_with({}).fetch({.url = outer.url()})) == FailureKind::blocked_address);

    auto options = options_for(outer);
    options.allow_private.push_back("localhost:*");
    CHECK(client_with(options).fetch({.url = outer.url("/name")}).response);
    CHECK(inner.connections() == 1);
}

TEST_CASE("a password goes to its own origin and appears nowhere else", "[net][http]") {
    HttpServer other([](const ServedRequest&) { return ok(); });
    HttpServer server([&other](const ServedRequest& request) {
        if (request.target == "/away") return redirect(301, other.url("/"));
        if (request.target == "/here") return redirect(301, "/end");
        return ok();
    });
    auto options = options_for(server);
    options.allow_private.push_back(other.host_port());
    auto client = client_with(options);
    const auto with_password = [&](const std::string& target) {
        return "http://me:p%40ss@" + server.host_port() + target;
    };
    const auto away = client.fetch({.url = with_password("/away")});
    REQUIRE(away.response);
    CHECK(away.response->final_url == other.url("/"));
    CHECK(away.response->permanent_url == other.url("/"));
    CHECK(server.requests().at(0).headers.at("authorization") == "Basic bWU6cEBzcw==");
    CHECK(other.requests().at(0).headers.count("authorization") == 0);

    const auto here = client.fetch({.url = with_password("/here")});
    REQUIRE(here.response);
    CHECK(server.requests().back().headers.count("authorization") == 1);
    CHECK(here.response->final_url == server.url("/end"));
    CHECK(here.response->permanent_url == with_password("/end"));

    // The handle that was lent for it does not remember.
    REQUIRE(client.fetch({.url = server.url("/plain")}).response);
    CHECK(server.requests().back().headers.count("authorization") == 0);
}

TEST_CASE("sizes are limited, and the failure names the limit", "[net][http]") {
    HttpServer server([](const ServedRequest& request) {
        if (request.target == "/header") {
            return ServedResponse{.headers = {{"X-Big", std::string(60'000, 'h')}}, .body = kFeed};
        }
        return ok(std::string(request.target == "/exact" ? 1'048'576 : 1'048'577, 'b'));
    });
    auto options = options_for(server);
    options.max_body_bytes = 1U << 20U;
    options.max_header_bytes = 32U << 10U;
    auto client = client_with(options);
    CHECK(client.fetch({.url = server.url("/exact")}).response);
    const auto body = client.fetch({.url = server.url("/body")});
    REQUIRE_FALSE(body.response);
    CHECK(body.response.error() == Failure{FailureKind::too_large, "more than 1 MiB"});
    const auto header = client.fetch({.url = server.url("/header")});
    REQUIRE_FALSE(header.response);
    CHECK(header.response.error() ==
          Failure{FailureKind::too_large, "more than 32 KiB of headers"});
}

TEST_CASE("what breaks, stalls or is no HTTP is a failure of its own kind", "[net][http]") {
    HttpServer server([](const ServedRequest& request) -> ServedResponse {
        if (request.target == "/silent") return {.delay = 10s};
        if (request.target == "/stall") {
            return {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<rs", .close_delay = 10s};
        }
        if (request.target == "/short") {
            return {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<rs"};
        }
        if (request.target == "/chunk") {
            return {.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<rs"};
        }
        if (request.target == "/old") return {.raw = "<rss/>"};
        return ok("");
    });
    auto options = options_for(server);
    auto client = client_with(options);
    options.total_timeout = 300ms;
    auto hasty = client_with(options);
    for (const auto* target : {"/silent", "/stall"}) {
        CHECK(kind_of(hasty.fetch({.url = server.url(target)})) == FailureKind::timeout);
    }
    options.total_timeout = 5s;
    const auto kind = [&](const char* target) {
        return kind_of(client.fetch({.url = server.url(target)}));
    };
    CHECK(kind("/short") == FailureKind::reset);
    CHECK(kind("/chunk") == FailureKind::reset);
    CHECK(kind("/old") == FailureKind::protocol);
    CHECK(kind("/empty") == FailureKind::status);
    CHECK(kind_of(client.fetch({.url = "http://no-such-host.invalid/"})) == FailureKind::dns);
    CHECK(kind_of(client.fetch({.url = "https://" + server.host_port() + "/"})) ==
          FailureKind::tls);
    CHECK(kind_of(client.fetch({.url = "ftp://example.org/"})) == FailureKind::bad_url);
    CHECK(kind_of(client.fetch({.url = ""})) == FailureKind::bad_url);
    std::string closed;
    {
        const HttpServer gone([](const ServedRequest&) { return ok(); });
        closed = gone.host_port();
    }
    options.allow_private = {closed};
    CHECK(kind_of(client_with(options).fetch({.url = "http://" + closed + "/"})) ==
          FailureKind::refused);
}

TEST_CASE("slow answers do not hold up the others of their host", "[net][http]") {
    HttpServer server([](const ServedRequest& request) {
        auto response = ok();
        if (request.target != "/good") response.delay = 1s;
        return response;
    });
    auto options = options_for(server);
    options.slow_after = 50ms;
    auto client = client_with(options);
    std::vector<std::string> ended;
    const std::vector<std::string> targets{"/slow/1", "/slow/2", "/good"};
    std::size_t next = 0;
    client.fetch_all(
        [&]() -> std::optional<HttpRequest> {
            if (next == targets.size()) return std::nullopt;
            const auto tag = next++;
            return HttpRequest{.tag = tag, .url = server.url(targets[tag])};
        },
        [&](const HttpOutcome& outcome) {
            CHECK(outcome.response);
            ended.push_back(targets[outcome.tag]);
        });
    REQUIRE(ended.size() == 3);
    CHECK(ended.front() == "/good");
    CHECK(server.most_connections() == 3);
}

TEST_CASE("what an answer left on a kept connection does not spoil the next answer",
          "[net][http]") {
    const std::string leftover = "</rss> and more than was announced\r\n";
    const auto [late_leftovers, want] = GENERATE(
        table<std::size_t, FailureKind>({{1, FailureKind::none}, {2, FailureKind::protocol}}));
    std::size_t spoilt = 0;
    HttpServer server([&, most = late_leftovers](const ServedRequest& request) {
        if (request.target == "/first" || spoilt == most) return ok();
        ++spoilt;
        return ServedResponse{.raw = leftover};
    });
    auto client = client_with(options_for(server));
    REQUIRE(client.fetch({.url = server.url("/first")}).response);
    CHECK(kind_of(client.fetch({.url = server.url("/second")})) == want);
    CHECK(server.hits("/second") == 2);
    CHECK(server.connections() == 2);
}

TEST_CASE("many transfers run at once, few to one host, each with one outcome", "[net][http]") {
    HttpServer server([](const ServedRequest& request) {
        auto response = ok(request.target);
        response.delay = 2ms;
        return response;
    });
    auto options = options_for(server);
    options.per_host = 3;
    auto client = client_with(options);
    std::vector<std::string> urls;
    for (int i = 0; i < 200; ++i) urls.push_back(server.url("/" + std::to_string(i)));
    urls.emplace_back("not a url");
    const auto outcomes = fetch_all(client, urls);
    REQUIRE(outcomes.size() == 201);
    for (std::size_t i = 0; i < 200; ++i) {
        REQUIRE(outcomes.at(i).response);
        CHECK(outcomes.at(i).response->body == "/" + std::to_string(i));
    }
    CHECK(kind_of(outcomes.at(200)) == FailureKind::bad_url);
    CHECK(server.most_connections() == 3);
    CHECK(server.connections() == 3);  // kept and used again
}

TEST_CASE("a busy host does not keep the others waiting", "[net][http]") {
    HttpServer slow([](const ServedRequest&) -> ServedResponse { return {.delay = 10s}; });
    HttpServer quick([](const ServedRequest&) { return ok(); });
    auto options = options_for(slow);
    options.allow_private.push_back("localhost:" + std::to_string(quick.port()));
    options.per_host = 1;
    options.concurrency = 2;
    options.total_timeout = 1s;
    auto client = client_with(options);
    std::vector<std::string> urls(2, slow.url());
    for (int i = 0; i < 20; ++i) {
        urls.push_back("http://localhost:" + std::to_string(quick.port()) + "/");
    }
    std::vector<std::size_t> order;
    std::size_t next = 0;
    client.fetch_all(
        [&]() -> std::optional<HttpRequest> {
            if (next == urls.size()) return std::nullopt;
            HttpRequest request{.tag = next, .url = urls[next]};
            ++next;
            return request;
        },
        [&](const HttpOutcome& outcome) { order.push_back(outcome.tag); });
    REQUIRE(order.size() == 22);
    for (std::size_t i = 0; i < 20; ++i) CHECK(order[i] >= 2);
}

TEST_CASE("the gap between two starts at one host is kept", "[net][http]") {
    HttpServer server([](const ServedRequest&) { return ok(); });
    auto options = options_for(server);
    options.per_host_gap = 40ms;
    auto client = client_with(options);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(fetch_all(client, std::vector<std::string>(4, server.url())).size() == 4);
    CHECK(std::chrono::steady_clock::now() - begin >= 120ms);
}

TEST_CASE("fetching stops when it is asked to, and the client can be used again", "[net][http]") {
    HttpServer server([](const ServedRequest& request) {
        auto response = ok();
        if (request.target == "/slow") response.delay = 10s;
        return response;
    });
    auto client = client_with(options_for(server));
    std::stop_source stop;
    std::size_t asked = 0;
    std::size_t ended = 0;
    const auto endless = [&]() -> std::optional<HttpRequest> {
        return HttpRequest{.url = server.url(++asked % 2 == 0 ? "/slow" : "/quick")};
    };
    client.fetch_all(
        endless,
        [&](const HttpOutcome&) {
            ++ended;
            stop.request_stop();
        },
        stop.get_token());
    CHECK(ended >= 1);

    // While all is idle: from another thread, with nothing but slow transfers under way.
    std::stop_source later;
    bool given = false;
    const std::jthread stopper([&](const std::stop_token& own) {
        while (server.hits("/slow") == 0 && !own.stop_requested()) std::this_thread::yield();
        later.request_stop();
    });
    client.fetch_all(
        [&]() -> std::optional<HttpRequest> {
            if (std::exchange(given, true)) return std::nullopt;
            return HttpRequest{.url = server.url("/slow")};
        },
        [](const HttpOutcome&) { FAIL("nothing ends here"); }, later.get_token());

    client.fetch_all(
        []() -> std::optional<HttpRequest> {
            FAIL("not asked for");
            return {};
        },
        [](const HttpOutcome&) {}, later.get_token());
    CHECK(client.fetch({.url = server.url("/quick")}).response);
}

TEST_CASE("an exception of a callback leaves the client usable", "[net][http]") {
    HttpServer server([](const ServedRequest&) { return ok(); });
    auto client = client_with(options_for(server));
    CHECK_THROWS(client.fetch_all(
        [&]() -> std::optional<HttpRequest> { return HttpRequest{.url = server.url()}; },
        [](const HttpOutcome&) { throw std::runtime_error("full"); }));
    CHECK(client.fetch({.url = server.url()}).response);
}

TEST_CASE("options that make no sense are refused by name", "[net][http]") {
    HttpOptions options;
    options.per_host = 0;
    CHECK(HttpClient::create(options).error().detail == "per_host must be 1 or more");
    options = {};
    options.concurrency = 0;
    CHECK_FALSE(HttpClient::create(options));
    options = {};
    options.total_timeout = 0ms;
    CHECK_FALSE(HttpClient::create(options));
    options = {};
    options.user_agent = "a\r\nX: b";
    CHECK_FALSE(HttpClient::create(options));
    options = {};
    options.allow_private = {"nonsense"};
    CHECK(HttpClient::create(options).error().code == ErrorCode::bad_input);
}

TEST_CASE("a form is posted, and any success answers it", "[net][http]") {
    HttpServer server([](const ServedRequest& request) -> ServedResponse {
        if (request.target == "/moved") return redirect(307, "/hub");
        if (request.target == "/lost") return redirect(302, "/hub");
        return {.status = request.method == "POST" ? 202 : 200, .body = "ok"};
    });
    auto client = client_with(options_for(server));
    const auto post = [&](const std::string& target) {
        return client.fetch({.url = server.url(target), .form = "a=1&b=2"});
    };
    const auto sent = post("/moved");
    REQUIRE(sent.response);
    CHECK(sent.response->status == 202);
    const auto seen = server.requests();
    REQUIRE(seen.size() == 2);
    CHECK(seen[1].method == "POST");
    CHECK(seen[1].body == "a=1&b=2");
    CHECK(seen[1].headers.at("content-type") == "application/x-www-form-urlencoded");
    CHECK(kind_of(post("/lost")) == FailureKind::redirects);
    // The handle that posted serves plain requests again.
    REQUIRE(client.fetch({.url = server.url("/")}).response);
    CHECK(server.requests().back().method == "GET");
}
