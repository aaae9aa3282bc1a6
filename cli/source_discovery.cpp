#include "cli/source_discovery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "app/sources.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace sawthis::cli {

namespace {

std::string describe_rhythm(double per_week) {
    constexpr double kWeeksOfMonth = 4.35;
    constexpr double kWeeksOfYear = 52.2;
    const auto about = [](double number, std::string_view span) {
        return fmt::format(", about {:.0f} a {}", std::round(number), span);
    };
    if (per_week >= 10) return about(per_week / 7, "day");
    if (per_week >= 0.75) return about(per_week, "week");
    if (per_week * kWeeksOfMonth >= 0.75) return about(per_week * kWeeksOfMonth, "month");
    return per_week > 0 ? about(std::max(1.0, per_week * kWeeksOfYear), "year") : "";
}

/// What the user chose, as places in the list. The best one where nothing was said.
std::set<std::size_t> chosen(const SourceAddCommand& command, std::size_t found) {
    std::set<std::size_t> places;
    if (command.dry_run) return places;
    if (command.all) {
        for (std::size_t i = 0; i < found; ++i) places.insert(i);
    } else if (command.pick.empty()) {
        places.insert(0);
    }
    for (const auto number : command.pick) places.insert(number - 1);
    return places;
}

Source make_source(const SourceAddCommand& command, const fetchers::FoundSource& found) {
    Source source = command.source;
    source.kind = found.kind;
    source.url = found.url;
    // An untitled feed names itself at the first poll; a page's title is all it has.
    if (source.title.empty()) source.title = found.title;
    if (source.kind == SourceKind::feed) source.links.clear();
    return source;
}

std::string how_to_go_on(std::string_view where, std::size_t found,
                         const std::set<std::size_t>& added) {
    std::vector<std::string> others;
    for (std::size_t i = 0; i < found; ++i) {
        if (added.count(i) == 0) others.push_back(fmt::format("{}", i + 1));
    }
    std::string text;
    if (!others.empty()) {
        text = fmt::format("{}: sawthis source add {} --pick {}\n",
                           added.empty() ? "To add them" : "To add the others", shown_url(where),
                           join(others, ","));
    }
    return added.empty() ? text : text + "Next: sawthis poll\n";
}

}  // namespace

std::string describe_life(const fetchers::Liveliness& life, Instant now) {
    std::string text = count(life.items, "item");
    if (!life.newest) return text + ", no dates";
    const auto age = describe_duration(now - *life.newest);
    text += ", newest " + (age == "just now" ? age : age + " ago");
    return text + describe_rhythm(life.per_week);
}

std::string format_discovery(std::string_view where, const app::Discovery& discovery,
                             const std::set<std::size_t>& added, Instant now) {
    std::string text = fmt::format("Found {} at {}:\n", count(discovery.sources.size(), "source"),
                                   shown_url(where));
    for (std::size_t i = 0; i < discovery.sources.size(); ++i) {
        constexpr std::size_t kLongestTitle = 60;
        const auto& source = discovery.sources[i];
        const auto title = shorten(one_line(source.title), kLongestTitle);
        text +=
            fmt::format("{:>4}  {}  {}{}  {}{}\n", i + 1, name_of(source.kind),
                        shown_url(source.url), title.empty() ? "" : fmt::format("  \"{}\"", title),
                        describe_life(source.life, now), added.count(i) > 0 ? "  <- added" : "");
    }
    return text;
}

std::string explain_nothing_found(std::string_view where, const app::Discovery& discovery) {
    std::string text = fmt::format("{}: no source found; {} tried\n", shown_url(where),
                                   count(discovery.tried.size(), "place"));
    if (!discovery.tried.empty() && discovery.tried.size() <= 3) {
        for (const auto& tried : discovery.tried) {
            text += fmt::format("{}: {}\n", shown_url(tried.url), describe(tried.failure));
        }
    } else {
        std::map<std::string, std::size_t> whys;
        for (const auto& tried : discovery.tried) ++whys[describe(tried.failure)];
        for (const auto& [why, times] : whys)
            text += fmt::format("{}: {}\n", count(times, "time"), why);
    }
    return text +
           "If you know its newsroom: sawthis source add --page URL; if you know a feed: "
           "sawthis source add URL\n";
}

int add_discovered(const SourceAddCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto& where = command.source.url;
    const auto discovery = [&] {
        ProgressLine progress(session.quiet() || session.global.json);
        return app::discover_sources(*app, {where}, progress.sink());
    }();
    if (!discovery) return report_failure(discovery.error());
    const auto places = chosen(command, discovery->sources.size());
    if (discovery->sources.empty()) {
        if (session.global.json) print(json_of(*discovery, {}));
        complain(explain_nothing_found(where, *discovery));
        return kExitFailed;
    }
    if (!places.empty() && *places.rbegin() >= discovery->sources.size()) {
        complain(fmt::format("--pick {}: {} found at {}; see them with --dry-run",
                             *places.rbegin() + 1, count(discovery->sources.size(), "source"),
                             shown_url(where)));
        return kExitFailed;
    }
    for (const auto place : places) {
        const auto added = app::add_source(*app, make_source(command, discovery->sources[place]));
        if (!added) return report_failure(added.error());
    }
    if (session.global.json) {
        return print(json_of(*discovery, places)) ? kExitDone : kExitFailed;
    }
    if (session.quiet()) return kExitDone;
    return print(format_discovery(where, *discovery, places, app->now()) +
                 how_to_go_on(where, discovery->sources.size(), places))
               ? kExitDone
               : kExitFailed;
}

}  // namespace sawthis::cli
