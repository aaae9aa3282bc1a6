#include "matcher/phrase_set.hpp"

#include <algorithm>
#include <iterator>

#include "matcher/phrase_compiler.hpp"
#include "matcher/phrase_search.hpp"
#include "matcher/phrase_table.hpp"

namespace sawthis::matcher {

namespace {

using Ids = std::vector<std::uint32_t>;
using SharedIds = std::shared_ptr<const Ids>;

constexpr std::size_t kMaxRecent = 256;  // phrases compiled at each change
constexpr std::size_t kMinShare = 4'096;
constexpr std::size_t kMaxShare = 16'384;

Result<PhraseDictionary> dictionary_of(const std::vector<PhraseNode>& nodes) {
    auto table = PhraseTable::build(nodes);
    if (!table) return tl::unexpected(table.error());
    return PhraseDictionary(std::make_shared<const PhraseTable>(*std::move(table)));
}

PhraseDictionary no_phrases() {
    return *PhraseDictionary::compile({});
}

/// Sorted, each once.
Ids sorted(std::span<const std::uint32_t> ids) {
    Ids out(ids.begin(), ids.end());
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

SharedIds unite(const SharedIds& ids, const Ids& more) {
    auto all = std::make_shared<Ids>();
    all->reserve(ids->size() + more.size());
    std::ranges::set_union(*ids, more, std::back_inserter(*all));
    return all;
}

bool holds(const Ids& ids, std::uint32_t id) {
    return std::ranges::binary_search(ids, id);
}

/// What is left of a level, joined with newer nodes.
std::vector<PhraseNode> join(const PhraseTable& table, const Ids& hidden,
                             const std::vector<PhraseNode>& newer) {
    auto older = table.nodes();
    if (!hidden.empty()) {
        std::erase_if(older, [&](const PhraseNode& node) {
            return is_end(node.kind) && holds(hidden, node.id);
        });
    }
    std::vector<PhraseNode> all;
    all.reserve(older.size() + newer.size());
    std::ranges::set_union(older, newer, std::back_inserter(all));
    return all;
}

}  // namespace

PhraseSnapshot::PhraseSnapshot(Level base, Level newer, PhraseDictionary newest)
    : base_(std::move(base)), newer_(std::move(newer)), newest_(std::move(newest)) {}

void PhraseSnapshot::find(std::string_view text, std::vector<Mention>& mentions) const {
    auto& search = PhraseSearch::of_this_thread();
    search.read(text);
    for (const Level* level : {&base_, &newer_}) {
        search.find_in(*level->phrases.table_, *level->hidden);
    }
    search.find_in(*newest_.table_, {});
    search.take(mentions);
}

PhraseSet::PhraseSet(PhraseDictionary base) {
    const auto nothing = std::make_shared<const Ids>();
    publish({{std::move(base), nothing}, {no_phrases(), nothing}, no_phrases()});
}

std::shared_ptr<const PhraseSnapshot> PhraseSet::snapshot() const {
    const std::lock_guard lock(current_mutex_);
    return current_;
}

void PhraseSet::publish(PhraseSnapshot snapshot) {
    auto next = std::make_shared<const PhraseSnapshot>(std::move(snapshot));
    const std::lock_guard lock(current_mutex_);
    current_.swap(next);
}

Result<void> PhraseSet::replace(std::span<const std::uint32_t> ids,
                                std::span<const Phrase> phrases) {
    const std::lock_guard lock(changing_);
    const Ids changed = sorted(ids);
    std::vector<Phrase> recent;
    std::ranges::copy_if(recent_, std::back_inserter(recent),
                         [&](const Phrase& phrase) { return !holds(changed, phrase.id); });
    recent.insert(recent.end(), phrases.begin(), phrases.end());
    auto nodes = make_nodes(recent);
    if (!nodes) return tl::unexpected(nodes.error());

    const auto now = snapshot();
    const PhraseSnapshot::Level base{now->base_.phrases, unite(now->base_.hidden, changed)};
    PhraseSnapshot::Level newer{now->newer_.phrases, unite(now->newer_.hidden, changed)};
    const bool full = recent.size() > kMaxRecent;
    if (full) {
        nodes = join(*newer.phrases.table_, *newer.hidden, *nodes);
        recent.clear();
    }
    auto made = dictionary_of(*nodes);
    if (!made) return tl::unexpected(made.error());
    if (full) {
        newer = {*std::move(made), std::make_shared<const Ids>()};
        made = no_phrases();
    }
    recent_ = std::move(recent);
    publish({base, std::move(newer), *std::move(made)});
    return {};
}

bool PhraseSet::is_outgrown() const {
    const auto now = snapshot();
    const std::size_t share = std::clamp(now->base_.phrases.size() / 16, kMinShare, kMaxShare);
    return std::max(now->newer_.phrases.size(), now->base_.hidden->size()) > share;
}

Result<void> PhraseSet::merge() {
    const std::lock_guard lock(changing_);
    const auto now = snapshot();
    const auto newer =
        join(*now->newer_.phrases.table_, *now->newer_.hidden, now->newest_.table_->nodes());
    auto made = dictionary_of(join(*now->base_.phrases.table_, *now->base_.hidden, newer));
    if (!made) return tl::unexpected(made.error());
    const auto nothing = std::make_shared<const Ids>();
    recent_.clear();
    publish({{*std::move(made), nothing}, {no_phrases(), nothing}, no_phrases()});
    return {};
}

PhraseDictionary PhraseSet::base() const {
    return snapshot()->base_.phrases;
}

}  // namespace sawthis::matcher
