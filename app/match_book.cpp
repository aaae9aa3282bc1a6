#include "app/match_book.hpp"

#include <algorithm>
#include <functional>

#include "app/side_by_side.hpp"
#include "matcher/shelf_life.hpp"

namespace sawthis::app {

struct MatchBook::Impl {
    std::vector<Contact> contacts;
    std::vector<store::JudgedArticle> judged;
    std::vector<matcher::ArticleSigns> signs;  // by judged article
    matcher::PairModel model;
    std::optional<matcher::Ranker> ranker;
    std::vector<std::vector<Entry>> matches;  // by contact

    [[nodiscard]] Result<void> rank_all();
};

namespace {

bool is_better(const MatchBook::Entry& a, const MatchBook::Entry& b) {
    if (a.ranked.score != b.ranked.score) return a.ranked.score > b.ranked.score;
    return a.judged < b.judged;
}

bool is_by_name(const MatchBook::Entry& entry) {
    const auto facet = matcher::facet_of(entry.ranked.slot);
    return facet == Facet::company || facet == Facet::team || facet == Facet::person;
}

/// The best kMostOfOne, in order, and of the others as many of theirs by name: what they like is
/// never so much in the news that word of their company is lost. Called again whenever many more
/// have come.
void keep_best(std::vector<MatchBook::Entry>& entries) {
    std::sort(entries.begin(), entries.end(), is_better);
    if (entries.size() <= MatchBook::kMostOfOne) return;
    const auto others = entries.begin() + MatchBook::kMostOfOne;
    entries.erase(std::remove_if(others, entries.end(), std::not_fn(is_by_name)), entries.end());
    if (entries.size() > 2 * MatchBook::kMostOfOne) entries.resize(2 * MatchBook::kMostOfOne);
}

/// Grows by a quarter, not to the double: of most contacts that is what stays.
void add(std::vector<MatchBook::Entry>& entries, const MatchBook::Entry& entry) {
    const std::size_t size = entries.size();
    if (size == entries.capacity()) entries.reserve(size + size / 4 + 4);
    entries.push_back(entry);
    if (entries.size() >= 3 * MatchBook::kMostOfOne) keep_best(entries);
}

/// What a share of the judged articles, one after the other, is worth to whom.
struct Share {
    std::vector<matcher::ArticleSigns> signs;  // fewer than articles: the next one is damaged
    std::vector<std::vector<matcher::Ranked>> ranked;
};

Share rank_share(const matcher::Ranker& ranker, std::span<const store::JudgedArticle> judged) {
    Share share;
    for (const auto& one : judged) {
        const auto judgement = matcher::decode_judgement(one.judgement);
        if (!judgement) break;
        share.signs.push_back(judgement->signs);
        share.ranked.push_back(ranker.rank(*judgement, one.story));
    }
    return share;
}

/// One contact after the other, first to before the end.
struct ContactRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

/// The whole of them in as many parts as there are threads.
ContactRange part_of(std::size_t contacts, std::size_t part) {
    const std::size_t parts = worker_count();
    return {contacts * part / parts, contacts * (part + 1) / parts};
}

/// The contacts of `range` take what is theirs of the shares, whose first article is at `place`.
void take_in(std::span<const Share> shares, std::uint32_t place, ContactRange range,
             std::vector<std::vector<MatchBook::Entry>>& matches) {
    for (const Share& share : shares) {
        for (const auto& ranked : share.ranked) {
            for (const auto& one : ranked) {
                if (one.contact >= range.first && one.contact < range.end)
                    add(matches[one.contact], {place, one});
            }
            ++place;
        }
    }
}

}  // namespace

/// Some hundred articles at a time on each thread, so that little waits to be taken in; then each
/// thread takes in what is of its part of the contacts.
Result<void> MatchBook::Impl::rank_all() {
    constexpr std::size_t kShare = 128;
    std::vector<Share> shares(worker_count());
    std::uint32_t place = 0;
    while (place < judged.size()) {
        const auto left = std::span(judged).subspan(place);
        const auto now = left.first(std::min(left.size(), kShare * shares.size()));
        do_side_by_side(shares.size(), [&](std::size_t i, std::size_t /*worker*/) {
            const auto rest = now.subspan(std::min(i * kShare, now.size()));
            shares[i] = rank_share(*ranker, rest.first(std::min(kShare, rest.size())));
        });
        for (const Share& share : shares)
            signs.insert(signs.end(), share.signs.begin(), share.signs.end());
        if (signs.size() < place + now.size()) {
            return fail(ErrorCode::storage,
                        "a judgement in the database is damaged; run `sawthis match --anew`");
        }
        do_side_by_side(shares.size(), [&](std::size_t part, std::size_t /*worker*/) {
            take_in(shares, place, part_of(matches.size(), part), matches);
        });
        place += static_cast<std::uint32_t>(now.size());
    }
    do_side_by_side(matches.size(), [&](std::size_t contact, std::size_t /*worker*/) {
        keep_best(matches[contact]);
        silence_unsure(matches[contact]);
    });
    return {};
}

Result<MatchBook> MatchBook::load(App& app, std::optional<Instant> since) {
    auto contacts = app.store().load_contacts();
    if (!contacts) return tl::unexpected(contacts.error());
    return load(app, since, std::move(*contacts));
}

Result<MatchBook> MatchBook::load(App& app, std::optional<Instant> since,
                                  std::vector<Contact> contacts) {
    auto impl = std::make_unique<Impl>();
    auto judged = app.store().load_judgements(since);
    const auto feedback = app.store().load_feedback();
    auto model = matcher::PairModel::load();
    if (!judged) return tl::unexpected(judged.error());
    if (!feedback) return tl::unexpected(feedback.error());
    if (!model) return tl::unexpected(model.error());
    impl->contacts = std::move(contacts);
    impl->judged = std::move(*judged);
    impl->model = *model;
    const auto said = matcher::last_words(*feedback);
    std::vector<ContactId> ids;
    for (const Contact& contact : impl->contacts) ids.push_back(contact.id);
    impl->ranker.emplace(impl->contacts, impl->model, make_tastes(ids, said),
                         matcher::facet_shifts(said));
    impl->matches.resize(impl->contacts.size());
    if (const auto ranked = impl->rank_all(); !ranked) return tl::unexpected(ranked.error());
    return MatchBook(std::move(impl));
}

std::span<const Contact> MatchBook::contacts() const {
    return impl_->contacts;
}

std::span<const MatchBook::Entry> MatchBook::matches_of(std::size_t contact) const {
    return impl_->matches[contact];
}

const store::JudgedArticle& MatchBook::judged(const Entry& entry) const {
    return impl_->judged[entry.judged];
}

Match MatchBook::make_match(const Entry& entry) const {
    const auto& judged = impl_->judged[entry.judged];
    const auto judgement =
        matcher::decode_judgement(judged.judgement).value_or(matcher::Judgement{});
    return app::make_match(impl_->contacts[entry.ranked.contact],
                           impl_->ranker->targets(entry.ranked.contact), judged.article, judgement,
                           entry.ranked);
}

std::chrono::hours MatchBook::shelf_life(const Entry& entry) const {
    return matcher::shelf_life(matcher::facet_of(entry.ranked.slot), impl_->signs[entry.judged]);
}

std::size_t MatchBook::size() const {
    std::size_t all = 0;
    for (const auto& entries : impl_->matches) all += entries.size();
    return all;
}

MatchBook::MatchBook(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MatchBook::MatchBook(MatchBook&&) noexcept = default;
MatchBook& MatchBook::operator=(MatchBook&&) noexcept = default;
MatchBook::~MatchBook() = default;

float surest_opener(std::span<const MatchBook::Entry> entries) {
    float surest = 0;
    for (const auto& entry : entries) {
        if (entry.ranked.kind == MatchKind::opener) surest = std::max(surest, entry.ranked.good);
    }
    return surest;
}

void silence_unsure(std::span<MatchBook::Entry> entries) {
    if (surest_opener(entries) >= matcher::kFirstGood) return;
    for (auto& entry : entries) entry.ranked.kind = MatchKind::alert;
}

Match make_match(const Contact& contact, const std::vector<matcher::TargetName>& targets,
                 ArticleId article, const matcher::Judgement& judgement,
                 const matcher::Ranked& ranked) {
    Match match;
    match.contact = contact.id;
    match.article = article;
    match.facet = matcher::facet_of(ranked.slot);
    match.kind = ranked.kind;
    match.score = ranked.score;
    match.chance = ranked.good;
    match.perhaps = ranked.perhaps;
    match.shelf_life = matcher::shelf_life(match.facet, judgement.signs);
    if (ranked.finding >= judgement.findings.size()) return match;
    const auto& finding = judgement.findings[ranked.finding];
    match.target = finding.target;
    match.evidence = finding.evidence;
    const auto name = std::find_if(targets.begin(), targets.end(),
                                   [&](const auto& one) { return one.key == finding.target; });
    if (name != targets.end()) match.watch = name->written;
    match.sensitive_why = ranked.theirs ? judgement.hurts_theirs : judgement.hurts_anybody;
    match.sensitive = !match.sensitive_why.empty();
    match.mood = matcher::mood_of(finding, match.sensitive);
    match.event = judgement.event;
    match.reason = matcher::make_reason(finding, match.watch, match.event, ranked.perhaps);
    return match;
}

std::vector<matcher::Taste> make_tastes(std::span<const ContactId> contacts,
                                        std::span<const Feedback> last_words) {
    std::vector<matcher::Taste> tastes;
    for (const Feedback& one : last_words) {
        const auto contact = std::lower_bound(contacts.begin(), contacts.end(), one.contact);
        if (contact == contacts.end() || *contact != one.contact) continue;
        const auto taste = matcher::taste_of(one);
        if (!taste) continue;
        tastes.push_back(*taste);
        tastes.back().contact = static_cast<std::uint32_t>(contact - contacts.begin());
    }
    return tastes;
}

}  // namespace sawthis::app
