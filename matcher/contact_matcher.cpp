#include "matcher/contact_matcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "embedded.hpp"
#include "matcher/profile.hpp"
#include "matcher/tact.hpp"
#include "matcher/watch_matcher.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::size_t kLeadBytes =
    400;  // a news story says in its first sentences what it is about
constexpr std::size_t kMaxEvidence = 12;

/// What one watch is looked for on behalf of.
struct Use {
    std::size_t target = 0;
    std::size_t term = 0;
};

struct SharedTarget {
    Target target;
    std::vector<std::size_t> contacts;
};

/// Where one term of a target stands in the article.
struct Hit {
    std::size_t term = 0;
    Evidence evidence;
    bool operator<(const Hit& other) const {
        return std::tie(evidence, term) < std::tie(other.evidence, other.term);
    }
};

struct Verdict {
    bool matches = false;
    bool opener = false;
    double score = 0;
    std::string reason;
};

bool in_lead(const Hit& hit) {
    return hit.evidence.part == ArticlePart::title || hit.evidence.span.begin < kLeadBytes;
}

std::size_t count_terms(const std::vector<Hit>& hits, bool lead_only) {
    std::set<std::size_t> terms;
    for (const Hit& hit : hits) {
        if (!lead_only || in_lead(hit)) terms.insert(hit.term);
    }
    return terms.size();
}

/// A name or a phrase: where it stands says how much the article is about it.
Verdict judge_named(const Target& target, const std::vector<Hit>& hits) {
    const bool title = hits.front().evidence.part == ArticlePart::title;
    const bool lead = std::any_of(hits.begin(), hits.end(), in_lead);
    const bool topic = target.facet == Facet::interest;
    const bool background = target.facet == Facet::industry || target.facet == Facet::role ||
                            target.facet == Facet::place;
    Verdict verdict;
    verdict.matches = background ? title : lead || (!topic && hits.size() > 1);
    verdict.opener = !background && (title || (lead && hits.size() > 1));
    verdict.score = (title  ? 0.6
                     : lead ? 0.4
                            : 0.2) +
                    0.05 * static_cast<double>(std::min<std::size_t>(hits.size(), 4));
    if (topic) verdict.score *= 0.8;
    if (background) verdict.score *= 0.4;
    const auto where = title  ? "the headline has"
                       : lead ? "the first sentences have"
                              : "the text has";
    verdict.reason = fmt::format("{} \"{}\"", where, target.written);
    return verdict;
}

/// A sentence of the user's: enough of its content words in what the article says first.
Verdict judge_project(const Target& target, const std::vector<Hit>& hits) {
    const std::size_t lead = count_terms(hits, true);
    const double share = static_cast<double>(lead) / static_cast<double>(target.terms.size());
    Verdict verdict;
    verdict.matches = lead >= 2 && share >= 0.4;
    verdict.opener = lead >= 3 && share >= 0.6;
    verdict.score = 0.7 * share;
    verdict.reason = fmt::format("it starts with {} of the words of \"{}\"", lead, target.written);
    return verdict;
}

}  // namespace

struct ContactMatcher::Impl {
    std::vector<ContactId> contacts;
    std::vector<SharedTarget> targets;
    std::vector<std::vector<Use>> uses;  // by watch, from 1
    std::vector<TactPhrase> tact;
    std::vector<std::size_t> tact_of_watch;  // 1-based; 0: the watch is no tact phrase
    std::unique_ptr<WatchMatcher> matcher;

    [[nodiscard]] std::map<std::size_t, std::vector<Hit>> find_hits(
        const Article& article, std::vector<std::pair<std::size_t, Evidence>>& hurts) const;
    [[nodiscard]] std::string why_sensitive(
        const std::vector<std::pair<std::size_t, Evidence>>& hurts) const;
};

std::map<std::size_t, std::vector<Hit>> ContactMatcher::Impl::find_hits(
    const Article& article, std::vector<std::pair<std::size_t, Evidence>>& hurts) const {
    std::map<std::size_t, std::vector<Hit>> hits;
    for (const auto part : {ArticlePart::title, ArticlePart::text}) {
        const auto& text = part == ArticlePart::title ? article.title : article.text;
        for (const Mention& mention : matcher->find(text)) {
            const auto watch = static_cast<std::size_t>(mention.watch.value);
            const Evidence evidence{part, mention.span};
            for (const Use& use : uses[watch]) hits[use.target].push_back({use.term, evidence});
            if (tact_of_watch[watch] != 0) hurts.emplace_back(tact_of_watch[watch] - 1, evidence);
        }
    }
    for (auto& [target, found] : hits) std::sort(found.begin(), found.end());
    return hits;
}

/// The kind of the first phrase that counts; empty if none does.
std::string ContactMatcher::Impl::why_sensitive(
    const std::vector<std::pair<std::size_t, Evidence>>& hurts) const {
    std::map<std::string, int> in_text;
    for (const auto& [index, evidence] : hurts) {
        const TactPhrase& phrase = tact[index];
        if (evidence.part == ArticlePart::title) return phrase.kind;
        if (evidence.span.begin >= kLeadBytes) continue;
        if (phrase.sure || ++in_text[phrase.kind] > 1) return phrase.kind;
    }
    return {};
}

Result<ContactMatcher> ContactMatcher::compile(std::span<const Contact> contacts) {
    auto impl = std::make_unique<Impl>();
    auto tact = parse_tact(knowledge::k_tact_txt);
    if (!tact) return fail_in("knowledge/tact.txt", tact.error());
    impl->tact = std::move(*tact);

    std::vector<Watch> watches;
    std::map<std::pair<std::string, bool>, std::size_t> numbers;
    impl->uses.resize(1);
    const auto number_of = [&](const std::string& phrase, bool exact_case) {
        const auto [at, is_new] = numbers.try_emplace({phrase, exact_case}, watches.size() + 1);
        if (is_new) {
            watches.push_back({WatchId{static_cast<std::int64_t>(at->second)}, phrase, exact_case});
            impl->uses.emplace_back();
        }
        return at->second;
    };
    std::map<std::string, std::size_t> known;  // targets, by everything that is in them
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        impl->contacts.push_back(contacts[i].id);
        for (Target& target : make_targets(contacts[i])) {
            std::string key = fmt::format("{}\n{}", name_of(target.facet), target.written);
            for (const Term& term : target.terms) key += '\n' + term.phrase;
            const auto [at, is_new] = known.try_emplace(std::move(key), impl->targets.size());
            if (is_new) {
                for (std::size_t t = 0; t < target.terms.size(); ++t) {
                    const Term& term = target.terms[t];
                    if (!is_watchable({WatchId{1}, term.phrase, term.exact_case})) continue;
                    const auto watch = number_of(term.phrase, term.exact_case);
                    impl->uses[watch].push_back({at->second, t});
                }
                impl->targets.push_back({std::move(target), {}});
            }
            impl->targets[at->second].contacts.push_back(i);
        }
    }
    std::vector<std::size_t> tact_watches;
    for (const auto& phrase : impl->tact) tact_watches.push_back(number_of(phrase.phrase, false));
    impl->tact_of_watch.assign(watches.size() + 1, 0);
    for (std::size_t i = 0; i < tact_watches.size(); ++i) {
        impl->tact_of_watch[tact_watches[i]] = i + 1;
    }
    auto matcher = WatchMatcher::compile(watches);
    if (!matcher) return tl::unexpected<Error>(matcher.error());
    impl->matcher = std::make_unique<WatchMatcher>(std::move(*matcher));
    return ContactMatcher(std::move(impl));
}

std::vector<Match> ContactMatcher::find(const Article& article) const {
    std::vector<std::pair<std::size_t, Evidence>> hurts;
    const auto hits = impl_->find_hits(article, hurts);
    const std::string why = impl_->why_sensitive(hurts);
    std::map<std::pair<std::size_t, Facet>, Match> best;
    for (const auto& [index, found] : hits) {
        const SharedTarget& shared = impl_->targets[index];
        const Verdict verdict = shared.target.facet == Facet::project
                                    ? judge_project(shared.target, found)
                                    : judge_named(shared.target, found);
        if (!verdict.matches) continue;
        for (const std::size_t contact : shared.contacts) {
            Match& match = best[{contact, shared.target.facet}];
            if (match.score >= verdict.score) continue;
            match = {};
            match.contact = impl_->contacts[contact];
            match.article = article.id;
            match.facet = shared.target.facet;
            match.kind = verdict.opener && why.empty() ? MatchKind::opener : MatchKind::alert;
            match.score = verdict.score;
            match.sensitive = !why.empty();
            match.sensitive_why = why;
            match.watch = shared.target.written;
            match.reason = verdict.reason;
            for (const Hit& hit : found) {
                if (match.evidence.size() < kMaxEvidence) match.evidence.push_back(hit.evidence);
            }
        }
    }
    std::vector<Match> matches;
    matches.reserve(best.size());
    for (auto& [key, match] : best) matches.push_back(std::move(match));
    return matches;
}

ContactMatcher::ContactMatcher(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
ContactMatcher::ContactMatcher(ContactMatcher&&) noexcept = default;
ContactMatcher& ContactMatcher::operator=(ContactMatcher&&) noexcept = default;
ContactMatcher::~ContactMatcher() = default;

}  // namespace sawthis::matcher
