#include <nlohmann/json.hpp>

#include "notifier/digest_render.hpp"
#include "notifier/outside_text.hpp"
#include "notifier/safe_link.hpp"

namespace sawthis::notifier {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestField = 1000;

/// Readers print these fields, so they are as tame as in the other formats.
Json field(std::string_view text) {
    return tame(text, kLongestField);
}

Json fields(const std::vector<std::string>& texts) {
    Json list = Json::array();
    for (const auto& text : texts) list.push_back(field(text));
    return list;
}

Json json_of(const Contact& contact) {
    return {{"id", field(contact.key)},
            {"name", field(contact.name)},
            {"email", field(contact.email)},
            {"company", field(contact.company)},
            {"role", field(contact.role)},
            {"stage", contact.stage ? Json(name_of(*contact.stage)) : Json(nullptr)}};
}

Json json_of(const Article& article) {
    return {
        {"id", article.id.value},
        {"story", article.story.value},
        {"url", safe_link(article.url)},
        {"title", field(article.title)},
        {"author", field(article.author)},
        {"publisher", field(article.publisher)},
        {"language", field(article.language)},
        {"published", article.published ? Json(format_rfc3339(*article.published)) : Json(nullptr)},
        {"first_seen", format_rfc3339(article.first_seen)}};
}

Json json_of(const Match& match, std::string_view contact_key) {
    return {{"id", field(match_key(contact_key, match.article))},
            {"kind", name_of(match.kind)},
            {"facet", name_of(match.facet)},
            {"score", match.score},
            {"sensitive", match.sensitive},
            {"watch", field(match.watch)},
            {"reason", field(match.reason)}};
}

Json json_of(const Excerpt& excerpt) {
    Json marks = Json::array();
    for (const Span mark : excerpt.marks) marks.push_back(Json::array({mark.begin, mark.end}));
    return {{"text", excerpt.text}, {"marks", std::move(marks)}};
}

Json json_of(const Opener& opener) {
    return {{"contact", json_of(opener.contact)},
            {"article", json_of(opener.article)},
            {"match", json_of(opener.match, opener.contact.key)},
            {"excerpt", json_of(make_excerpt(opener.article, opener.match.evidence))},
            {"other_publishers", fields(opener.other_publishers)},
            {"medium", field(opener.medium)},
            {"medium_why", field(opener.medium_why)},
            {"subject", field(opener.subject)},
            {"draft", printable(opener.draft)}};
}

Json json_of(const CareNote& note) {
    auto match = json_of(note.match, note.contact.key);
    match["sensitive_why"] = field(note.match.sensitive_why);
    return {{"contact", json_of(note.contact)},
            {"article", json_of(note.article)},
            {"match", std::move(match)}};
}

}  // namespace

std::string render_digest_json(const Digest& digest) {
    Json openers = Json::array();
    for (const auto& opener : digest.openers) openers.push_back(json_of(opener));
    Json with_care = Json::array();
    for (const auto& note : digest.with_care) with_care.push_back(json_of(note));
    const Json document{{"made", format_rfc3339(digest.made)}, {"considered", digest.considered},
                        {"sensitive", digest.sensitive},       {"too_old", digest.too_old},
                        {"openers", std::move(openers)},       {"with_care", std::move(with_care)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace sawthis::notifier
