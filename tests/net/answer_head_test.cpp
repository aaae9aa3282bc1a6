#include "net/answer_head.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace sawthis::net;
using std::chrono::seconds;

namespace {

const Instant kNow{seconds(784'111'777)};  // Sun, 06 Nov 1994 08:49:37 GMT

AnswerHead head_of(int status, std::string_view line = {}) {
    AnswerHead head;
    head.add_line("HTTP/1.1 " + std::to_string(status) + " X\r\n");
    head.add_line(line);
    return head;
}

}  // namespace

TEST_CASE("Retry-After is read as seconds or a date and never lasts beyond a day", "[net][http]") {
    CHECK(parse_retry_after("120", kNow) == seconds(120));
    CHECK(parse_retry_after(" 0 ", kNow) == seconds(0));
    CHECK(parse_retry_after("99999999999999999999", kNow) == seconds(86'400));
    CHECK(parse_retry_after("172800", kNow) == seconds(86'400));
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:51:07 GMT", kNow) == seconds(90));
    CHECK(parse_retry_after("Sunday, 06-Nov-94 08:51:07 GMT", kNow) == seconds(90));
    CHECK(parse_retry_after("Sun Nov  6 08:51:07 1994", kNow) == seconds(90));
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", kNow) == seconds(0));
    CHECK(parse_retry_after("Sun, 06 Nov 2094 08:00:00 GMT", kNow) == seconds(86'400));
    for (const auto* bad : {"", "-5", "soon", "1.5", "12 seconds"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_retry_after(bad, kNow));
    }
}

TEST_CASE("Cache-Control gives its freshness", "[net][http]") {
    CHECK(parse_max_age("max-age=600") == seconds(600));
    CHECK(parse_max_age("public, Max-Age=\"60\", s-maxage=9") == seconds(60));
    CHECK(parse_max_age("max-age=600, no-cache") == seconds(0));
    CHECK(parse_max_age("no-store") == seconds(0));
    CHECK(parse_max_age("max-age=99999999999999999999") == seconds(86'400) * 365);
    CHECK_FALSE(parse_max_age("max-age=x"));
    CHECK_FALSE(parse_max_age("max-age=-1"));
    CHECK_FALSE(parse_max_age("private"));
}

TEST_CASE("the head keeps the first of each header and only validators it may send back",
          "[net][http]") {
    AnswerHead head;
    head.add_line("HTTP/1.1 100 Continue\r\n");
    head.add_line("ETag: \"old\"\r\n");
    head.add_line("HTTP/2 200\r\n");
    head.add_line("etag: \"a\"\r\n");
    head.add_line("ETag: \"b\"\r\n");
    head.add_line("Last-Modified: not\x1b a date\r\n");
    head.add_line("Content-Type:text/xml\r\n");
    head.add_line("no colon\r\n");
    CHECK(head.status == 200);
    CHECK(head.etag == "\"a\"");
    CHECK(head.last_modified.empty());
    CHECK(head.content_type == "text/xml");
    CHECK_FALSE(is_sound_validator("\"\x80\""));
    CHECK_FALSE(is_sound_validator(std::string(2000, 'e')));
    CHECK(is_sound_validator("W/\"a b\""));
}

TEST_CASE("a status is judged by what the user could do about it", "[net][http]") {
    CHECK(judge_status(head_of(404), "").kind == FailureKind::status);
    CHECK(judge_status(head_of(404), "") == Failure{FailureKind::status, "HTTP 404"});
    CHECK(judge_status(head_of(410), "").kind == FailureKind::gone);
    CHECK(judge_status(head_of(429), "").kind == FailureKind::rate_limited);
    CHECK(judge_status(head_of(503), "").kind == FailureKind::status);
    CHECK(judge_status(head_of(503, "Retry-After: 5"), "").kind == FailureKind::rate_limited);
    CHECK(judge_status(head_of(402), "").kind == FailureKind::paywall);
    CHECK(judge_status(head_of(403), "Subscription required").kind == FailureKind::paywall);
    CHECK(judge_status(head_of(403), "").kind == FailureKind::status);
    CHECK(judge_status(head_of(401), "").kind == FailureKind::status);
    CHECK(judge_status(head_of(999), "").kind == FailureKind::bot_wall);
    CHECK(judge_status(head_of(403, "cf-mitigated: challenge"), "").kind == FailureKind::bot_wall);
    CHECK(judge_status(head_of(403, "X-DataDome: protected"), "").kind == FailureKind::bot_wall);
    CHECK(judge_status(head_of(202, "x-amzn-waf-action: challenge"), "").kind ==
          FailureKind::bot_wall);
    CHECK(judge_status(head_of(503), "<title>Just a moment...</title>").kind ==
          FailureKind::bot_wall);
    CHECK(judge_status(head_of(204), "").detail == "HTTP 204, no content");
}

TEST_CASE("a challenge that comes with 200 is told from an article about one", "[net][http]") {
    auto head = head_of(200, "Content-Type: text/html; charset=utf-8");
    CHECK(is_challenge(head, "<html><head><title>Just a moment...</title></head></html>"));
    CHECK_FALSE(is_challenge(head, "<p>Cloudflare says: just a moment... verify you are human"));
    CHECK_FALSE(is_challenge(head_of(200, "X-DataDome: protected"), "<rss/>"));
    CHECK_FALSE(is_challenge(head, "<title>Just a moment...</title>" + std::string(40'000, 'x')));
}

TEST_CASE("an address is found in Link headers by its relation", "[net][answer]") {
    AnswerHead head;
    head.add_line("Link: </self?a,b>; rel=\"self\"; title=\"a, b\"\r\n");
    head.add_line("link: <https://hub.example/>;title=x; REL=\"preload Hub\" , <no>\r\n");
    CHECK(find_link(head.links, "hub") == "https://hub.example/");
    CHECK(find_link(head.links, "self") == "/self?a,b");
    CHECK(find_link(head.links, "next").empty());
    CHECK(find_link("<unclosed; rel=hub", "hub").empty());
    CHECK(find_link("", "hub").empty());
}
