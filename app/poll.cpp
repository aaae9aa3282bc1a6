#include "app/poll.hpp"

#include <malloc.h>

#include <algorithm>

#include "app/catch_up.hpp"
#include "app/fetch_options.hpp"
#include "app/paging.hpp"
#include "app/poller.hpp"
#include "app/sources_file.hpp"
#include "net/http_client.hpp"

namespace sawthis::app {

namespace {

Result<void> take_sources_file(App& app) {
    const auto reading = load_sources_file(app.sources_file());
    if (!reading) return tl::unexpected(reading.error());
    return app.store().put_sources(reading->sources);
}

Result<PollReport> poll_sources(App& app, RobotsBook& robots, const PollRequest& request,
                                const ProgressSink& progress) {
    auto client = net::HttpClient::create(fetch_options(app.config().fetch));
    if (!client) return tl::unexpected(client.error());
    return Poller(app, *client, robots, progress).run(request);
}

Result<void> fetch_more(App& app, RobotsBook& robots, PollReport& report,
                        const ProgressSink& progress) {
    if (auto read = read_more_pages(app, robots, report, progress); !read) return read;
    const auto full_texts = complete_texts(app, robots, progress);
    if (!full_texts) return tl::unexpected(full_texts.error());
    report.full_texts = *full_texts;
    // What was new a moment ago turned out to be known.
    const auto known = std::min(full_texts->merged, report.taken.added);
    report.taken.added -= known;
    report.taken.known += known;
    return {};
}

}  // namespace

Result<void> follow_up(App& app, RobotsBook& robots, PollReport& report,
                       const ProgressSink& progress) {
    const bool is_offline = report.unreached > 0;
    if (!is_offline) {
        if (auto fetched = fetch_more(app, robots, report, progress); !fetched) return fetched;
    }
    // What several threads took in turns lies free in their heaps; grouping and indexing take
    // theirs from another.
    malloc_trim(0);
    const auto notices = catch_up(app, progress);
    if (!notices) return tl::unexpected(notices.error());
    report.notices = *notices;
    return {};
}

Result<PollReport> poll(App& app, const PollRequest& request, const ProgressSink& progress) {
    if (const auto taken = take_sources_file(app); !taken) return tl::unexpected(taken.error());
    RobotsBook robots;
    auto report = poll_sources(app, robots, request, progress);
    if (!report) return report;
    if (const auto done = follow_up(app, robots, *report, progress); !done)
        return tl::unexpected(done.error());
    return report;
}

}  // namespace sawthis::app
