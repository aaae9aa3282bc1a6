#include "matcher/alert_watches.hpp"

#include <catch2/catch.hpp>

namespace sawthis::matcher {

namespace {

Alert alert(std::int64_t id, AlertKind kind, std::string text, bool exact_case = false) {
    return {{id}, kind, std::move(text), exact_case, {}, {}};
}

Article article() {
    Article article;
    article.title = "Acme recalls its toasters";
    article.text = "On Monday Acme Ltd said that it recalls 4,000 toasters.\nAcme shares fell.";
    article.language = "en";
    return article;
}

/// "7: title Acme, text Acme"
std::string found(const std::vector<Alert>& alerts, const Article& article) {
    const auto watches = AlertWatches::compile(alerts);
    REQUIRE(watches);
    std::string out;
    for (const auto& [id, evidence] : watches->find(article)) {
        out += (out.empty() ? "" : "; ") + std::to_string(id.value) + ":";
        for (const auto& [part, span] : evidence) {
            const bool title = part == ArticlePart::title;
            const auto& text = title ? article.title : article.text;
            out += (title ? " title " : " text ") + text.substr(span.begin, span.end - span.begin);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("an alert shows the words that set it off", "[matcher][alerts]") {
    const auto [kind, text, want] = GENERATE(table<AlertKind, std::string, std::string>({
        {AlertKind::phrase, "acme recall", "7: title Acme recalls"},
        {AlertKind::phrase, "acme fell", ""},
        {AlertKind::pattern, R"(Acme\s+(Ltd|Inc))", "7: text Acme Ltd"},
        {AlertKind::pattern, "acme", ""},
        {AlertKind::pattern, "(?i)^acme", "7: title Acme"},
        {AlertKind::query, "title:acme AND share*", "7: title Acme text shares"},
        {AlertKind::query, "acme NOT toaster", ""},
        {AlertKind::query, "lang:en -grapes", "7:"},
    }));
    CAPTURE(text);
    CHECK(found({alert(7, kind, text)}, article()) == want);
}

TEST_CASE("of many alerts each finds its own, by number", "[matcher][alerts]") {
    CHECK(found({alert(9, AlertKind::pattern, R"(\d,\d+)"), alert(2, AlertKind::query, "monday"),
                 alert(4, AlertKind::phrase, "ACME", true),
                 alert(3, AlertKind::phrase, "Acme", true)},
                article()) == "9: text 4,000; 2: text Monday; 3: title Acme text Acme text Acme");
    CHECK(found({}, article()).empty());
}

TEST_CASE("an alert that is set off everywhere shows so many words and no more",
          "[matcher][alerts]") {
    Article long_one;
    for (int i = 0; i < 1'000; ++i) long_one.text += "acme ";
    const auto watches = AlertWatches::compile(std::vector{alert(1, AlertKind::phrase, "acme")});
    REQUIRE(watches);
    CHECK(watches->find(long_one).at(0).evidence.size() == kMaxAlertEvidence);
}

TEST_CASE("an alert that cannot be looked for says where and how to mend it", "[matcher][alerts]") {
    const auto [kind, text, problem] = GENERATE(table<AlertKind, std::string, std::string>({
        {AlertKind::phrase, "...", "there is no word in the phrase '...'; write at least one"},
        {AlertKind::pattern, "Acme (Ltd",
         "the pattern 'Acme (Ltd': at character 6: this ( has no )"},
        {AlertKind::query, "acme AND", "the query 'acme AND': at character 9: a word is missing"},
    }));
    const auto checked = check_alert(alert(1, kind, text));
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ErrorCode::bad_input);
    CHECK_THAT(checked.error().detail, Catch::StartsWith(problem));
}

}  // namespace sawthis::matcher
