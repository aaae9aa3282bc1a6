#include "cli/json_output.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/output.hpp"
#include "cli/source_health.hpp"
#include "core/time.hpp"
#include "net/url.hpp"

namespace sawthis::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json, int indent = 2) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json instant(std::optional<Instant> when) {
    return when ? Json(format_rfc3339(*when)) : Json();
}

Json seconds_of(std::optional<std::chrono::seconds> span) {
    return span ? Json(span->count()) : Json();
}

Json article_object(const Article& article) {
    return {{"id", article.id.value},
            {"guid", article.guid},
            {"url", article.url},
            {"title", article.title},
            {"author", article.author},
            {"publisher", article.publisher},
            {"language", article.language},
            {"published", instant(article.published)},
            {"first_seen", instant(article.first_seen)},
            {"story", article.story.value},
            {"text", article.text}};
}

/// Who told a story, and when.
Json told_object(const Story& story) {
    return {{"lead", story.lead.value},
            {"articles", story.articles.size()},
            {"sources", story.sources},
            {"first_seen", format_rfc3339(story.first_seen)},
            {"last_seen", format_rfc3339(story.last_seen)}};
}

Json span_list(const std::vector<Span>& spans) {
    Json list = Json::array();
    for (const auto& span : spans) list.push_back({span.begin, span.end});
    return list;
}

Json failure_object(const Failure& failure) {
    if (failure.kind == FailureKind::none) return {};
    return {{"kind", name_of(failure.kind)}, {"sentence", describe(failure)}};
}

/// What the hub of a source does.
Json push_object(const app::SourceRow& row) {
    if (!row.subscription) return {};
    const auto& one = *row.subscription;
    return {{"hub", shown_url(one.hub)},
            {"state", sawthis::name_of(one.state)},
            {"pushed", row.pushed},
            {"until", instant(one.lease_end)},
            {"last_push", instant(one.last_push)},
            {"failure", failure_object(one.last_failure)}};
}

Json evidence_list(const std::vector<Evidence>& evidence) {
    Json list = Json::array();
    for (const auto& one : evidence) {
        list.push_back({{"part", one.part == ArticlePart::title ? "title" : "text"},
                        {"begin", one.span.begin},
                        {"end", one.span.end}});
    }
    return list;
}

/// What a match says, whomever and whatever it joins.
Json match_object(const Match& match) {
    return {{"kind", sawthis::name_of(match.kind)},
            {"facet", sawthis::name_of(match.facet)},
            {"score", match.score},
            {"chance", match.chance},
            {"perhaps", match.perhaps},
            {"sensitive", match.sensitive},
            {"sensitive_why", match.sensitive_why},
            {"watch", match.watch},
            {"evidence", evidence_list(match.evidence)},
            {"reason", match.reason}};
}

Json excerpt_object(const notifier::Excerpt& excerpt) {
    return {{"text", excerpt.text}, {"marks", span_list(excerpt.marks)}};
}

Json contribution_list(const std::vector<app::Contribution>& contributions) {
    Json list = Json::array();
    for (const auto& one : contributions) {
        list.push_back({{"feature", one.feature}, {"value", one.value}, {"did", one.did}});
    }
    return list;
}

Json target_object(const app::ExplainedTarget& target) {
    Json sentences = Json::array();
    for (const auto& one : target.sentences) sentences.push_back(excerpt_object(one));
    return {{"facet", sawthis::name_of(matcher::facet_of(target.name.slot))},
            {"watch", target.name.written},
            {"found", target.found},
            {"denied", target.denied},
            {"sentences", std::move(sentences)},
            {"namesake", target.namesake ? excerpt_object(*target.namesake) : Json()}};
}

Json feedback_object(const app::FeedbackRow& row) {
    const auto& said = row.feedback;
    return {{"number", said.id},
            {"match", match_key(row.contact.key, said.article)},
            {"contact", row.contact.key},
            {"article_id", said.article.value},
            {"facet", sawthis::name_of(said.facet)},
            {"watch", row.watch},
            {"verdict", sawthis::name_of(said.verdict)},
            {"said_at", format_rfc3339(said.said_at)},
            {"title", row.title}};
}

/// What an alert looks for, and on whose behalf.
Json alert_object(const Alert& alert, const std::optional<Contact>& contact) {
    return {{"alert", alert.id.value},
            {"form", sawthis::name_of(alert.kind)},
            {"text", alert.text},
            {"exact_case", alert.exact_case},
            {"contact", contact ? Json(contact->key) : Json()}};
}

std::string_view name_of(app::PollOutcome outcome) {
    switch (outcome) {
        case app::PollOutcome::fresh:
            return "new";
        case app::PollOutcome::unchanged:
            return "unchanged";
        case app::PollOutcome::failed:
            return "failed";
    }
    return "";
}

}  // namespace

std::string json_of(const std::vector<ArticleRow>& articles) {
    Json list = Json::array();
    for (const auto& row : articles) {
        auto object = article_object(row.article);
        object["feed_url"] = net::without_credentials(row.source_url);
        list.push_back(std::move(object));
    }
    return dump(list);
}

std::string json_of(const Article& article, const Story& story) {
    auto object = article_object(article);
    object["feed_url"] = "";
    object["told"] = told_object(story);
    return dump(Json::array({std::move(object)}));
}

std::string json_of(const app::ContactsImport& import) {
    const auto list = [](const std::vector<contacts::RefusedRow>& rows) {
        Json all = Json::array();
        for (const auto& row : rows) all.push_back({{"line", row.line}, {"reason", row.reason}});
        return all;
    };
    return dump({{"rows", import.reading.rows_read},
                 {"added", import.added},
                 {"known", import.known},
                 {"refused", list(import.reading.refused)},
                 {"warnings", list(import.reading.warnings)},
                 {"note_columns", import.reading.note_columns}});
}

std::string json_of(const std::vector<Contact>& contacts) {
    Json list = Json::array();
    for (const auto& c : contacts) {
        list.push_back({{"id", c.key},
                        {"name", c.name},
                        {"email", c.email},
                        {"company", c.company},
                        {"company_aliases", c.company_aliases},
                        {"company_domain", c.company_domain},
                        {"role", c.role},
                        {"industry", c.industry},
                        {"teams", c.teams},
                        {"interests", c.interests},
                        {"projects", c.projects},
                        {"location", c.location},
                        {"goals", c.goals},
                        {"values", c.values},
                        {"family", c.family},
                        {"tags", c.tags},
                        {"stage", c.stage ? Json(sawthis::name_of(*c.stage)) : Json()},
                        {"met", c.met},
                        {"cadence_days", c.cadence_days},
                        {"channel", c.channel},
                        {"phone", c.phone},
                        {"birthday", c.birthday},
                        {"anniversary", c.anniversary},
                        {"notes", c.notes}});
    }
    return dump(list);
}

std::string json_of(const std::vector<app::SourceRow>& sources) {
    Json list = Json::array();
    for (const auto& row : sources) {
        const auto& [source, state, articles] = row.stored;
        list.push_back({{"id", source.id.value},
                        {"kind", sawthis::name_of(source.kind)},
                        {"url", shown_url(source)},
                        {"title", source.title},
                        {"tags", source.tags},
                        {"company", source.company},
                        {"full_text", sawthis::name_of(full_text_of(source))},
                        {"articles", articles},
                        {"last_poll", instant(state.last_poll)},
                        {"last_success", instant(state.last_success)},
                        {"last_new", instant(state.last_new)},
                        {"next_poll", instant(row.next_poll)},
                        {"interval", state.interval.count()},
                        {"failures", state.failures},
                        {"failure", failure_object(state.last_failure)},
                        {"retired", state.retired},
                        {"health", health_of(row)},
                        {"push", push_object(row)},
                        {"silent_for", row.silence.times},
                        {"usual_gap", seconds_of(row.silence.usual_gap)}});
    }
    return dump(list);
}

std::string json_of(const app::Discovery& discovery, const std::set<std::size_t>& added) {
    Json sources = Json::array();
    for (std::size_t i = 0; i < discovery.sources.size(); ++i) {
        const auto& one = discovery.sources[i];
        sources.push_back({{"number", i + 1},
                           {"kind", sawthis::name_of(one.kind)},
                           {"url", net::without_credentials(one.url)},
                           {"title", one.title},
                           {"format", one.format},
                           {"items", one.life.items},
                           {"newest", instant(one.life.newest)},
                           {"per_week", one.life.per_week},
                           {"added", added.count(i) > 0}});
    }
    Json tried = Json::array();
    for (const auto& one : discovery.tried) {
        tried.push_back(
            {{"url", net::without_credentials(one.url)}, {"failure", failure_object(one.failure)}});
    }
    return dump({{"requests", discovery.requests},
                 {"sources", std::move(sources)},
                 {"tried", std::move(tried)}});
}

std::string json_of(const app::PollReport& report) {
    Json sources = Json::array();
    for (const auto& one : report.sources) {
        sources.push_back({{"url", net::without_credentials(one.source.url)},
                           {"outcome", name_of(one.outcome)},
                           {"added", one.taken.added},
                           {"updated", one.taken.updated},
                           {"known", one.taken.known},
                           {"failure", failure_object(one.failure)},
                           {"moved_to", one.moved_to},
                           {"silent_for", one.silence.times},
                           {"repaired", one.repaired},
                           {"cut", one.cut}});
    }
    return dump({{"polled", report.sources.size()},
                 {"not_due", report.not_due},
                 {"retired", report.retired},
                 {"unreached", report.unreached},
                 {"more_pages", report.more_pages},
                 {"added", report.taken.added},
                 {"updated", report.taken.updated},
                 {"known", report.taken.known},
                 {"completed", report.full_texts.completed},
                 {"not_completed", report.full_texts.failed},
                 {"notices", report.notices},
                 {"sources", std::move(sources)}});
}

std::string json_of(const app::SearchReport& report) {
    Json hits = Json::array();
    for (const auto& row : report.rows) {
        auto object = article_object(row.article);
        object.erase("text");
        object["weight"] = row.hit.weight;
        object["snippet"] = row.hit.snippet;
        object["marks"] = span_list(row.hit.marks);
        hits.push_back(std::move(object));
    }
    return dump({{"estimate", report.estimate},
                 {"corrected", report.corrected},
                 {"hits", std::move(hits)}});
}

std::string json_of(const fetchers::PageArticle& article) {
    return dump({{"url", article.url},
                 {"title", article.title},
                 {"byline", article.byline},
                 {"published", article.published},
                 {"site_name", article.site_name},
                 {"language", article.language},
                 {"text", article.text}});
}

std::string json_of(const app::MatchBenchReport& report) {
    const double seconds = std::max(report.match_seconds, 1e-9);
    return dump({{"phrases", report.phrases},
                 {"articles", report.articles},
                 {"text_bytes", report.text_bytes},
                 {"matches", report.matches},
                 {"build_seconds", report.build_seconds},
                 {"match_seconds", report.match_seconds},
                 {"articles_per_second", static_cast<double>(report.articles) / seconds},
                 {"mb_per_second", static_cast<double>(report.text_bytes) / 1e6 / seconds},
                 {"resident_bytes", report.resident_bytes},
                 {"bytes_per_phrase", static_cast<double>(report.dictionary_bytes) /
                                          static_cast<double>(report.phrases)},
                 {"problems", report.problems}});
}

std::string json_line_of(const app::MatchRow& row) {
    return dump({{"match", match_key(row.contact_key, row.match.article)},
                 {"contact", row.contact_key},
                 {"article", row.article_guid},
                 {"article_id", row.match.article.value},
                 {"story", row.story.id.value},
                 {"told", told_object(row.story)},
                 {"kind", sawthis::name_of(row.match.kind)},
                 {"facet", sawthis::name_of(row.match.facet)},
                 {"score", row.match.score},
                 {"event", row.match.event},
                 {"mood", sawthis::name_of(row.match.mood)},
                 {"chance", row.match.chance},
                 {"now", row.now},
                 {"perhaps", row.match.perhaps},
                 {"sensitive", row.match.sensitive},
                 {"sensitive_why", row.match.sensitive_why},
                 {"watch", row.match.watch},
                 {"evidence", evidence_list(row.match.evidence)},
                 {"reason", row.match.reason},
                 {"title", row.article_title},
                 {"url", row.article_url},
                 {"appeared", format_rfc3339(row.appeared)}},
                -1);
}

std::string json_line_of(const app::WhoRow& row, const Article& article) {
    const bool known = static_cast<bool>(article.id);
    Json line{{"match", known ? Json(match_key(row.contact.key, article.id)) : Json()},
              {"contact", row.contact.key},
              {"name", row.contact.name},
              {"article", article.guid},
              {"article_id", known ? Json(article.id.value) : Json()},
              {"title", article.title},
              {"url", article.url}};
    line.update(match_object(row.match));
    return dump(line, -1);
}

std::string json_line_of(const app::AlertRow& row) {
    auto object = alert_object(row.stored.alert, row.contact);
    object["added"] = format_rfc3339(row.stored.alert.added);
    object["stories"] = row.stored.notices;
    object["untold"] = row.stored.untold;
    return dump(object, -1);
}

std::string json_line_of(const Notice& notice) {
    const Article& article = notice.article;
    const auto excerpt = notifier::make_excerpt(article, notice.evidence);
    auto object = alert_object(notice.alert, notice.contact);
    object.update({{"kind", sawthis::name_of(MatchKind::alert)},
                   {"article", article.guid},
                   {"article_id", article.id.value},
                   {"story", article.story.value},
                   {"title", article.title},
                   {"url", article.url},
                   {"publisher", article.publisher},
                   {"also_in", notice.other_publishers},
                   {"appeared", format_rfc3339(appeared(article))},
                   {"told", instant(notice.told)},
                   {"evidence", evidence_list(notice.evidence)},
                   {"snippet", excerpt.text},
                   {"marks", span_list(excerpt.marks)}});
    return dump(object, -1);
}

std::string json_line_of(const app::FeedbackRow& row) {
    return dump(feedback_object(row), -1);
}

std::string json_line_of(const app::CoverageRow& row) {
    Json targets = Json::array();
    for (const auto& one : row.targets) {
        targets.push_back({{"facet", sawthis::name_of(matcher::facet_of(one.slot))},
                           {"watch", one.written},
                           {"articles", one.articles}});
    }
    Json advice = Json::array();
    for (const auto& one : row.advice) {
        advice.push_back({{"source", one.what}, {"title", one.title}, {"for", one.why}});
    }
    return dump({{"contact", row.contact_key},
                 {"name", row.contact_name},
                 {"matches", row.matches},
                 {"openers", row.openers},
                 {"targets", std::move(targets)},
                 {"add", std::move(advice)}},
                -1);
}

std::string json_of(const app::Explanation& explanation) {
    Json matches = Json::array();
    for (const auto& one : explanation.matches) matches.push_back(match_object(one));
    Json targets = Json::array();
    for (const auto& one : explanation.targets) targets.push_back(target_object(one));
    Json decisions = Json::array();
    for (const auto& one : explanation.decisions) {
        decisions.push_back({{"question", one.question},
                             {"probability", one.have},
                             {"needed", one.need},
                             {"reached", one.have >= one.need}});
    }
    Json feedback = Json::array();
    for (const auto& one : explanation.feedback) feedback.push_back(feedback_object(one));
    const Article& article = explanation.article;
    return dump({{"contact", explanation.contact.key},
                 {"article_id", article.id ? Json(article.id.value) : Json()},
                 {"title", article.title},
                 {"judged_now", explanation.judged_now},
                 {"matches", std::move(matches)},
                 {"targets", std::move(targets)},
                 {"in_favour", contribution_list(explanation.in_favour)},
                 {"against", contribution_list(explanation.against)},
                 {"decisions", std::move(decisions)},
                 {"feedback", std::move(feedback)},
                 {"sensitive_why", explanation.sensitive_why}});
}

}  // namespace sawthis::cli
