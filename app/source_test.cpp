#include "app/source_test.hpp"

#include <utility>

#include "app/fetch_options.hpp"
#include "app/mail_poll.hpp"
#include "app/source_reading.hpp"
#include "app/sources.hpp"
#include "net/http_client.hpp"
#include "net/mail_url.hpp"

namespace sawthis::app {

namespace {

Fetched<SourceReading> read_once(net::HttpClient& client, App& app, const Source& source) {
    if (source.kind == SourceKind::mail) {
        auto mail = read_mail_source(source, {}, mail_poll_options(app.config().fetch), app.now());
        if (!mail) return tl::unexpected(mail.error());
        return std::move(mail->reading);
    }
    const auto read = [&](const std::string& url) -> Fetched<SourceReading> {
        const auto outcome = client.fetch({.url = url});
        if (!outcome.response) return tl::unexpected(outcome.response.error());
        return read_source(source, outcome.response->body, outcome.response->final_url,
                           outcome.response->content_type, app.now());
    };
    auto reading = read(source.url);
    return reading && !reading->feed_url.empty() ? read(reading->feed_url) : reading;
}

}  // namespace

Result<SourceTest> test_source(App& app, const Source& source) {
    auto client = net::HttpClient::create(fetch_options(app.config().fetch));
    if (!client) return tl::unexpected(client.error());
    SourceTest test{source, {}, {}, {}, {}};
    if (net::is_mail_url(source.url)) {
        if (const auto ready = prepare_mail_source(test.source); !ready)
            return tl::unexpected(ready.error());
    }
    auto reading = read_once(*client, app, test.source);
    if (!reading) {
        test.failure = reading.error();
        return test;
    }
    test.format = reading->feed.format;
    test.title = reading->feed.title;
    test.articles = std::move(reading->articles);
    return test;
}

}  // namespace sawthis::app
