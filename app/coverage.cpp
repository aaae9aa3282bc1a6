#include "app/coverage.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "app/match_book.hpp"
#include "app/sources_file.hpp"
#include "core/content_words.hpp"
#include "core/text.hpp"
#include "embedded.hpp"
#include "matcher/stem.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

using matcher::Slot;
using matcher::TargetKey;

constexpr std::size_t kMostAdvice = 4;  // for one contact

using Counts = std::unordered_map<TargetKey, std::size_t>;

Result<Counts> count_articles(App& app, Instant since) {
    const auto judged = app.store().load_judgements(since);
    if (!judged) return tl::unexpected(judged.error());
    Counts counts;
    for (const auto& one : *judged) {
        const auto judgement = matcher::decode_judgement(one.judgement);
        if (!judgement) continue;
        for (const auto& finding : judgement->findings) {
            if (!matcher::is_vague(finding)) ++counts[finding.target];
        }
    }
    return counts;
}

/// Knows which sources there are and which there could be.
class Adviser {
public:
    explicit Adviser(const std::vector<store::StoredSource>& polled) {
        std::set<std::string> urls;
        for (const auto& one : polled) {
            urls.insert(net::url_key(one.source.url));
            domains_.insert(net::registrable_domain(net::host_of(one.source.url)));
        }
        for (auto& source : parse_sources(embedded::k_feeds_example_toml).sources) {
            if (urls.contains(net::url_key(source.url))) continue;
            for (const auto& tag : source.tags) {
                for (const auto& word : content_words(tag)) {
                    by_subject_[matcher::stem_word(word)].push_back(feeds_.size());
                }
            }
            feeds_.push_back(std::move(source));
        }
    }

    [[nodiscard]] bool lacks(const std::string& domain) const {
        return !domain.empty() && !domains_.contains(net::registrable_domain(lower_ascii(domain)));
    }

    /// Feeds of which a subject is a word of what was written; those of more such words first.
    [[nodiscard]] std::vector<SourceAdvice> feeds_on(const CoveredTarget& target) const {
        std::unordered_map<std::size_t, std::size_t> words;
        for (const auto& word : words_of(target)) {
            const auto feeds = by_subject_.find(matcher::stem_word(word));
            if (feeds == by_subject_.end()) continue;
            for (const std::size_t feed : feeds->second) ++words[feed];
        }
        std::vector<std::pair<std::size_t, std::size_t>> order(words.begin(), words.end());
        std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        if (order.size() > 2) order.resize(2);
        std::vector<SourceAdvice> advice;
        for (const auto& [feed, count] : order) {
            advice.push_back({feeds_[feed].url, feeds_[feed].title, target.written});
        }
        return advice;
    }

private:
    static std::vector<std::string> words_of(const CoveredTarget& target) {
        auto words = content_words(target.written);
        if (target.slot == Slot::team) words.emplace_back("sport");
        return words;
    }

    std::set<std::string> domains_;
    std::vector<Source> feeds_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_subject_;
};

bool is_asked_for(Slot slot) {
    return slot == Slot::team || slot == Slot::interest || slot == Slot::industry;
}

std::vector<SourceAdvice> advise(const Contact& contact, const std::vector<CoveredTarget>& targets,
                                 const Adviser& adviser) {
    std::vector<SourceAdvice> advice;
    std::set<std::string> told;
    const auto add = [&](SourceAdvice one) {
        if (advice.size() < kMostAdvice && told.insert(one.what).second)
            advice.push_back(std::move(one));
    };
    for (const auto& target : targets) {
        if (target.articles > 0) continue;
        if (target.slot == Slot::company && adviser.lacks(contact.company_domain))
            add({contact.company_domain, "", target.written});
        if (!is_asked_for(target.slot)) continue;
        for (auto& one : adviser.feeds_on(target)) add(std::move(one));
    }
    return advice;
}

std::vector<CoveredTarget> targets_of(const Contact& contact, const Counts& counts) {
    std::vector<CoveredTarget> targets;
    for (auto& name : matcher::name_targets(contact)) {
        const auto count = counts.find(name.key);
        targets.push_back(
            {name.slot, std::move(name.written), count == counts.end() ? 0 : count->second});
    }
    return targets;
}

}  // namespace

Result<std::vector<CoverageRow>> find_coverage(App& app) {
    const Instant since = app.now() - app.config().matching.window;
    const auto counts = count_articles(app, since);
    if (!counts) return tl::unexpected(counts.error());
    const auto sources = app.store().load_sources();
    if (!sources) return tl::unexpected(sources.error());
    const auto book = MatchBook::load(app, since);
    if (!book) return tl::unexpected(book.error());
    const Adviser adviser(*sources);
    std::vector<CoverageRow> rows;
    for (std::size_t c = 0; c < book->contacts().size(); ++c) {
        const Contact& contact = book->contacts()[c];
        const auto matches = book->matches_of(c);
        CoverageRow row{contact.key, contact.name, targets_of(contact, *counts), matches.size(), 0,
                        {}};
        row.openers = static_cast<std::size_t>(std::count_if(
            matches.begin(), matches.end(),
            [](const auto& entry) { return entry.ranked.kind == MatchKind::opener; }));
        row.advice = advise(contact, row.targets, adviser);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace sawthis::app
