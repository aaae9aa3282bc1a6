#include "app/article_input.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/fetch_options.hpp"
#include "app/files.hpp"
#include "app/robots_check.hpp"
#include "app/source_reading.hpp"
#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/page_article.hpp"
#include "net/http_client.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kMaxFileBytes = 16U << 20U;
constexpr std::size_t kMaxTitle = 1'000;       // bytes
constexpr std::size_t kMaxText = 256U << 10U;  // as make_articles() keeps

Article article_of_page(fetchers::PageArticle page, Instant now) {
    Article article;
    article.url = std::move(page.url);
    article.title = shorten(one_line(page.title), kMaxTitle);
    article.author = std::move(page.byline);
    article.publisher = std::move(page.site_name);
    article.language = std::move(page.language);
    article.text = shorten(page.text, kMaxText);
    article.published = parse_rfc3339(page.published);
    if (!article.published) article.published = parse_rfc3339(page.published + "T00:00:00Z");
    article.first_seen = now;
    return article;
}

Article article_of_plain_text(std::string_view text, Instant now) {
    const auto plain = trim(text);
    const auto end = std::min(plain.find('\n'), plain.size());
    Article article;
    article.title = shorten(squeeze_space(one_line(plain.substr(0, end))), kMaxTitle);
    article.text = shorten(trim(plain.substr(end)), kMaxText);
    article.first_seen = now;
    return article;
}

/// Signs that no text has, seen where they are many: an image, a program, an archive.
bool looks_like_text(std::string_view text) {
    constexpr std::size_t kSample = 4096;
    constexpr std::ptrdiff_t kMany = 50;  // one of so many
    const auto head = text.substr(0, kSample);
    const auto control = std::count_if(head.begin(), head.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' &&
               c != '\f';
    });
    return control * kMany <= static_cast<std::ptrdiff_t>(head.size());
}

bool looks_like_page(std::string_view bytes) {
    const auto head = lower_ascii(bytes.substr(0, 4096));
    return std::any_of(head.begin(), head.end(), [](char c) { return c == '<'; }) &&
           (head.find("<html") != std::string::npos ||
            head.find("<!doctype html") != std::string::npos ||
            head.find("<body") != std::string::npos || head.find("<p>") != std::string::npos);
}

Result<Article> fetch_article(App& app, const std::string& url) {
    auto client = net::HttpClient::create(fetch_options(app.config().fetch));
    if (!client) return tl::unexpected(client.error());
    if (const auto verdict = RobotsBook().judge(*client, {&url, 1}).front(); verdict.forbidden) {
        return fail(ErrorCode::network, url + ": " + describe(*verdict.forbidden));
    }
    const auto outcome = client->fetch({.url = url});
    if (!outcome.response) {
        return fail(ErrorCode::network, url + ": " + describe(outcome.response.error()));
    }
    auto page = fetchers::extract_article(outcome.response->body, outcome.response->final_url,
                                          outcome.response->content_type);
    if (!page) return fail_in(url, page.error());
    return article_of_page(std::move(*page), app.now());
}

Result<std::optional<Article>> find_known(App& app, const std::string& what) {
    auto found = app.store().find_article(what);
    if (!found || *found) return found;
    const auto canonical = net::canonical_url(what);
    return canonical.empty() ? found : app.store().find_article(canonical);
}

}  // namespace

Result<Article> article_of_text(std::string_view bytes, Instant now) {
    const auto feed = read_source(Source{}, bytes, "", "", now);
    if (feed && !feed->articles.empty()) return feed->articles.front();
    const auto text = to_utf8(bytes, "");
    if (!looks_like_text(text)) {
        return fail(
            ErrorCode::malformed,
            "it is no text; give a page, a feed or a text whose first line is its headline");
    }
    if (looks_like_page(text)) {
        auto page = fetchers::extract_article(bytes, "", "");
        if (page && !(page->title.empty() && page->text.empty())) {
            return article_of_page(std::move(*page), now);
        }
    }
    auto article = article_of_plain_text(text, now);
    if (article.title.empty()) return fail(ErrorCode::malformed, "there is no text in it");
    return article;
}

Result<ArticleInput> read_article(App& app, const std::string& what) {
    auto known = find_known(app, what);
    if (!known) return tl::unexpected(known.error());
    if (*known) return ArticleInput{std::move(**known), true};
    if (const auto url = net::parse_url(what)) {
        auto fetched = fetch_article(app, *url);
        if (!fetched) return tl::unexpected(fetched.error());
        return ArticleInput{std::move(*fetched), false};
    }
    std::error_code error;
    if (what != "-" && !std::filesystem::exists(what, error)) {
        return fail(ErrorCode::not_found,
                    fmt::format("{}: no article has this number, guid or address, and there is no "
                                "such file",
                                one_line(what)));
    }
    const auto bytes = read_file(what, kMaxFileBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    auto article = article_of_text(*bytes, app.now());
    if (!article) return fail_in(what, article.error());
    return ArticleInput{std::move(*article), false};
}

}  // namespace sawthis::app
