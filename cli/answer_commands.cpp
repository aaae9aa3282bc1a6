#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "app/digest.hpp"
#include "app/judging.hpp"
#include "app/match.hpp"
#include "app/notices.hpp"
#include "app/search.hpp"
#include "app/stories.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"
#include "notifier/digest_render.hpp"

namespace sawthis::cli {

namespace {

std::string article_head(const Article& article) {
    return fmt::format("{}  {}\n      {}{}{}\n", format_day(appeared(article)),
                       one_line(article.title), one_line(article.publisher),
                       article.url.empty() ? "" : "  ", one_line(article.url));
}

/// Who else tells the story of an article, from when to when; nothing if nobody does.
std::string story_line(const Story& story, ArticleId shown) {
    constexpr std::size_t kNamed = 5;
    if (story.articles.size() < 2) return "";
    const auto named = std::span(story.sources).first(std::min(kNamed, story.sources.size()));
    std::string sources = one_line(fmt::format("{}", fmt::join(named, ", ")));
    if (named.size() < story.sources.size())
        sources += fmt::format(" and {} more", story.sources.size() - named.size());
    const auto lead = story.lead == shown ? "this one" : fmt::to_string(story.lead.value);
    return fmt::format("      one of {} articles of a story by {}, {} to {}; lead: {}\n",
                       story.articles.size(), sources, format_day(story.first_seen),
                       format_day(story.last_seen), lead);
}

int print_digest(const app::DigestReport& report, const DigestCommand& command,
                 const Session& session, const app::Config& config) {
    switch (session.global.json ? DigestFormat::json : command.format) {
        case DigestFormat::html:
            return print(notifier::render_digest_html(report.digest)) ? kExitDone : kExitFailed;
        case DigestFormat::json:
            return print(notifier::render_digest_json(report.digest)) ? kExitDone : kExitFailed;
        case DigestFormat::eml: {
            const auto address =
                config.user.email.empty() ? "you@localhost.localdomain" : config.user.email;
            const auto message = notifier::render_digest_eml(report.digest, address);
            if (!message) return report_failure(message.error());
            return print(*message) ? kExitDone : kExitFailed;
        }
        case DigestFormat::text:
            break;
    }
    if (report.digest.openers.empty() && report.given_today > 0) {
        return print(fmt::format(
                   "Nothing more for today: {} given already. Once more: sawthis digest --again\n",
                   count(report.given_today, "opener")))
                   ? kExitDone
                   : kExitFailed;
    }
    const notifier::TextStyle style{stdout_has_colour(),
                                    std::min<std::size_t>(terminal_width(), 100)};
    return print(notifier::render_digest_text(report.digest, style)) ? kExitDone : kExitFailed;
}

int print_matches(app::App& app, const app::MatchBook& book) {
    constexpr std::size_t kBufferBytes = 1U << 20U;
    std::string lines;
    bool printed = true;
    const auto given = app::for_each_match(app, book, [&](app::MatchRow&& row) {
        lines += json_line_of(row);
        if (lines.size() < kBufferBytes) return true;
        printed = print(lines);
        lines.clear();
        return printed;
    });
    if (!given) return report_failure(given.error());
    return printed && print(lines) ? kExitDone : kExitFailed;
}

}  // namespace

int run(const MatchCommand& command, const Session& session) {
    if (!command.explain.empty()) return run_explain(command, session);
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    if (command.anew) {
        const auto forgotten = app::forget_judgements(*app);
        if (!forgotten) return report_failure(forgotten.error());
    }
    Result<std::size_t> done = fail(ErrorCode::storage, "");
    {
        ProgressLine progress(session.quiet());
        done = app::update_judgements(*app, progress.sink());
    }
    if (!done) return report_failure(done.error());
    const auto notices = app::update_notices(*app, {});
    if (!notices) return report_failure(notices.error());
    const auto book = app::MatchBook::load(*app, command.since);
    if (!book) return report_failure(book.error());
    if (session.global.json) return print_matches(*app, *book);
    if (session.quiet()) return kExitDone;
    std::size_t openers = 0;
    for (std::size_t contact = 0; contact < book->contacts().size(); ++contact) {
        const auto matches = book->matches_of(contact);
        openers += static_cast<std::size_t>(std::count_if(
            matches.begin(), matches.end(),
            [](const auto& entry) { return entry.ranked.kind == MatchKind::opener; }));
    }
    print(fmt::format("Matched {} now. In all {}, of which {} may open a conversation. Next: "
                      "sawthis digest\n",
                      count(*done, "article"), count(book->size(), "match"), openers) +
          tell_notices(*notices));
    return kExitDone;
}

int run(const DigestCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    Result<app::DigestReport> report = fail(ErrorCode::storage, "");
    {
        ProgressLine progress(session.quiet());
        report = app::make_digest(*app, {command.limit, command.again}, progress.sink());
    }
    if (!report) return report_failure(report.error());
    return print_digest(*report, command, session, app->config());
}

int run(const ArticleListCommand& command, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    store::ArticleFilter filter;
    filter.since = command.since;
    filter.most = command.limit.value_or(session.global.json ? 10'000'000 : 50);
    auto articles = app->store().list_articles(filter);
    const auto sources = app->store().load_sources();
    if (!articles) return report_failure(articles.error());
    if (!sources) return report_failure(sources.error());
    if (session.global.json) {
        std::vector<ArticleRow> rows;
        for (auto& article : *articles) {
            const auto source =
                std::find_if(sources->begin(), sources->end(),
                             [&](const auto& one) { return one.source.id == article.source; });
            rows.push_back(
                {std::move(article), source == sources->end() ? "" : source->source.url});
        }
        return print(json_of(rows)) ? kExitDone : kExitFailed;
    }
    std::string text;
    for (const auto& article : *articles)
        text += fmt::format("{:>5} {}", article.id.value, article_head(article));
    if (articles->empty()) text = "No articles yet. Take some in: sawthis poll\n";
    return print(text) ? kExitDone : kExitFailed;
}

int run(const ArticleShowCommand& command, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto article = app->store().find_article(command.which);
    if (!article) return report_failure(article.error());
    if (!*article) {
        complain(fmt::format(
            "{}: no article has this number, guid or address; see `sawthis article list`",
            one_line(command.which)));
        return kExitFailed;
    }
    const auto story = app::load_story(*app, **article);
    if (!story) return report_failure(story.error());
    if (session.global.json) return print(json_of(**article, *story)) ? kExitDone : kExitFailed;
    std::string text = article_head(**article);
    if (!(*article)->author.empty())
        text += fmt::format("      {}\n", one_line((*article)->author));
    text += story_line(*story, (*article)->id);
    return print(text + "\n" + printable((*article)->text) + "\n") ? kExitDone : kExitFailed;
}

int run(const SearchCommand& command, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto report = app::search(*app, {command.query, 0, command.limit, command.newest_first});
    if (!report) return report_failure(report.error());
    if (session.global.json) return print(json_of(*report)) ? kExitDone : kExitFailed;
    const bool colour = stdout_has_colour();
    std::string text;
    for (const auto& row : report->rows) {
        text += fmt::format("{:>5} {}", row.article.id.value, article_head(row.article));
        if (!row.hit.snippet.empty())
            text += fmt::format("      {}\n", marked(row.hit.snippet, row.hit.marks, colour));
    }
    if (!report->corrected.empty())
        text += fmt::format("Did you mean: {}\n", one_line(report->corrected));
    text += report->rows.empty()
                ? "Nothing found.\n"
                : fmt::format("{} of about {}.\n", report->rows.size(), report->estimate);
    return print(text) ? kExitDone : kExitFailed;
}

}  // namespace sawthis::cli
