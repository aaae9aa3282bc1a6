#include "app/ingest.hpp"

#include "app/catch_up.hpp"
#include "app/files.hpp"
#include "app/source_reading.hpp"
#include "core/text.hpp"

namespace sawthis::app {

Result<IngestReport> ingest(App& app, std::span<const std::filesystem::path> files,
                            const ProgressSink& progress) {
    IngestReport report;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (progress) progress({"ingesting", "files", i, files.size()});
        const auto bytes = read_file(files[i], app.config().fetch.max_body);
        if (!bytes) {
            report.refused.push_back({files[i].string(), bytes.error().detail});
            continue;
        }
        Source source;
        source.url = std::string(kFileScheme) +
                     std::filesystem::absolute(files[i]).lexically_normal().string();
        source.title = files[i].filename().string();
        const auto reading = read_source(source, *bytes, "", "", app.now());
        if (!reading) {
            report.refused.push_back({files[i].string(), describe(reading.error())});
            continue;
        }
        if (!reading->feed.title.empty()) source.title = one_line(reading->feed.title);
        const auto put = app.store().put_source(source);
        if (!put) return tl::unexpected(put.error());
        store::Store::Polled polled;
        polled.source = put->id;
        polled.articles = reading->articles;
        polled.state.last_poll = polled.state.last_success = app.now();
        const auto taken = app.store().save_poll(polled);
        if (!taken) return tl::unexpected(taken.error());
        report.taken.added += taken->added;
        report.taken.updated += taken->updated;
        report.taken.known += taken->known;
    }
    const auto notices = catch_up(app, progress);
    if (!notices) return tl::unexpected(notices.error());
    report.notices = *notices;
    return report;
}

}  // namespace sawthis::app
