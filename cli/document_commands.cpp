#include "app/reading.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"

namespace sawthis::cli {

int run(const FeedParseCommand& command, const Session& /*session*/) {
    const auto feed = app::read_feed_file(command.file, command.base_url, command.content_type);
    if (!feed) return report_failure(feed.error());
    return print(*feed) ? kExitDone : kExitFailed;
}

int run(const PageExtractCommand& command, const Session& session) {
    const auto article =
        app::read_page_file(command.file, command.url, command.content_type, session.global.now);
    if (!article) return report_failure(article.error());
    return print(json_of(*article)) ? kExitDone : kExitFailed;
}

int run(const PageLinksCommand& command, const Session& session) {
    const auto links =
        app::read_links_file(command.file, command.url, command.links, session.global.now);
    if (!links) return report_failure(links.error());
    return print(*links) ? kExitDone : kExitFailed;
}

}  // namespace sawthis::cli
