#include "matcher/alert_watches.hpp"

#include <algorithm>
#include <map>

#include "core/text.hpp"
#include "matcher/boolean_query.hpp"
#include "matcher/pattern_watches.hpp"
#include "matcher/phrase_dictionary.hpp"

namespace sawthis::matcher {

namespace {

/// Alerts by the engine that looks for them. What engines call them by is their place.
struct Sorted {
    std::vector<Phrase> phrases;
    std::vector<Pattern> patterns;
    std::vector<BooleanWatch> queries;
};

Sorted sort_by_engine(std::span<const Alert> alerts) {
    Sorted sorted;
    for (std::uint32_t i = 0; i < alerts.size(); ++i) {
        const auto& [id, kind, text, exact_case, contact, added] = alerts[i];
        switch (kind) {
            case AlertKind::phrase:
                sorted.phrases.push_back({i, text, exact_case});
                break;
            case AlertKind::pattern:
                sorted.patterns.push_back({i, text, false});
                break;
            case AlertKind::query:
                sorted.queries.push_back({i, text});
                break;
        }
    }
    return sorted;
}

}  // namespace

struct AlertWatches::Impl {
    std::vector<AlertId> ids;
    PhraseDictionary phrases;
    PatternWatches patterns;
    BooleanWatches queries;
};

Result<AlertWatches> AlertWatches::compile(std::span<const Alert> alerts) {
    const auto sorted = sort_by_engine(alerts);
    auto phrases = PhraseDictionary::compile(sorted.phrases);
    auto patterns = PatternWatches::compile(sorted.patterns);
    auto queries = BooleanWatches::compile(sorted.queries);
    if (!phrases) return tl::unexpected(phrases.error());
    if (!patterns) return tl::unexpected(patterns.error());
    if (!queries) return tl::unexpected(queries.error());
    std::vector<AlertId> ids;
    for (const Alert& alert : alerts) ids.push_back(alert.id);
    return AlertWatches(std::make_unique<const Impl>(
        Impl{std::move(ids), *std::move(phrases), *std::move(patterns), *std::move(queries)}));
}

std::vector<AlertMatch> AlertWatches::find(const Article& article) const {
    std::map<WatchId, std::vector<Evidence>> found;
    const auto take = [&](WatchId watch, Evidence evidence) {
        auto& all = found[watch];
        if (all.size() < kMaxAlertEvidence) all.push_back(evidence);
    };
    std::vector<Mention> mentions;
    for (const auto part : {ArticlePart::title, ArticlePart::text}) {
        const auto& text = part == ArticlePart::title ? article.title : article.text;
        impl_->phrases.find(text, mentions);
        for (const auto& [watch, span] : mentions) take(watch, {part, span});
        impl_->patterns.find(text, mentions);
        for (const auto& [watch, span] : mentions) take(watch, {part, span});
    }
    for (const auto& match : impl_->queries.find(article)) {
        found[match.watch];
        for (const auto& evidence : match.evidence) take(match.watch, evidence);
    }
    std::vector<AlertMatch> matches;
    for (auto& [watch, evidence] : found) {
        matches.push_back({impl_->ids[static_cast<std::size_t>(watch.value)], std::move(evidence)});
    }
    return matches;
}

Result<void> check_alert(const Alert& alert) {
    const auto compiled = AlertWatches::compile(std::span(&alert, 1));
    if (!compiled) return tl::unexpected(compiled.error());
    return {};
}

AlertWatches::AlertWatches(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
AlertWatches::AlertWatches(AlertWatches&&) noexcept = default;
AlertWatches& AlertWatches::operator=(AlertWatches&&) noexcept = default;
AlertWatches::~AlertWatches() = default;

}  // namespace sawthis::matcher
