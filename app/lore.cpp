#include "app/lore.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <span>
#include <unordered_map>

#include "app/kept_lore.hpp"
#include "app/side_by_side.hpp"
#include "core/content_words.hpp"
#include "matcher/knowledge.hpp"
#include "matcher/stem.hpp"

namespace sawthis::app {

namespace {

using matcher::LearntWord;
using matcher::Slot;
using matcher::TargetKey;

constexpr std::size_t kLearntWords = 24;  // for one subject
constexpr std::size_t kElsewhere = 8;     // articles with a short name that may not be theirs
constexpr std::size_t kShare = 16;        // subjects for which the index is opened once
constexpr double kPriorArticles = 2'000;  // how many articles the usual rarity counts for
constexpr float kUsualRarity = 6;         // ln(articles / articles with it) of a word of no note

/// What contacts wrote of themselves, each once: a sentence, or the sure names of a company.
struct Subject {
    TargetKey key = 0;
    index::Subject told;
    std::vector<std::string> brief;  // names of a company
    std::size_t contacts = 0;
};

bool is_learnt_for(Slot slot) {
    return slot == Slot::interest || slot == Slot::project || slot == Slot::industry;
}

bool has_bag(Slot slot) {
    return is_learnt_for(slot) || slot == Slot::role || slot == Slot::company;
}

void add_subject(Subject& subject, const matcher::TargetName& name, const Contact& contact,
                 const matcher::Knowledge& knowledge,
                 std::unordered_map<std::string, std::string>& words) {
    subject.key = name.key;
    if (name.slot == Slot::company) {
        auto names = matcher::names_to_learn(contact, knowledge);
        subject.told.names = std::move(names.sure);
        subject.brief = std::move(names.brief);
        return;
    }
    for (auto& word : content_words(name.written)) {
        words.try_emplace(matcher::stem_word(word), word);
    }
    if (is_learnt_for(name.slot)) subject.told.sentence = name.written;
}

/// Of most contacts first, then by key, so that the same contacts learn the same.
std::vector<Subject> gather_subjects(std::span<const Contact> contacts,
                                     const matcher::Knowledge& knowledge,
                                     std::unordered_map<std::string, std::string>& words) {
    std::unordered_map<TargetKey, Subject> subjects;
    for (const Contact& contact : contacts) {
        for (const auto& name : matcher::name_targets(contact)) {
            if (!has_bag(name.slot)) continue;
            Subject& subject = subjects[name.key];
            if (subject.contacts++ == 0) add_subject(subject, name, contact, knowledge, words);
        }
    }
    std::vector<Subject> all;
    for (auto& [key, subject] : subjects) {
        const auto& [sentence, names] = subject.told;
        if (!sentence.empty() || !names.empty()) all.push_back(std::move(subject));
    }
    std::sort(all.begin(), all.end(), [](const Subject& a, const Subject& b) {
        return a.contacts != b.contacts ? a.contacts > b.contacts : a.key < b.key;
    });
    return all;
}

float mix_rarity(std::size_t articles_with, std::size_t articles) {
    const auto all = static_cast<double>(articles);
    const double learnt = std::log((all + 1) / (static_cast<double>(articles_with) + 1));
    return static_cast<float>((learnt * all + kUsualRarity * kPriorArticles) /
                              (all + kPriorArticles));
}

/// How rare the words are: as it was kept, and of the others as the index has it now.
Result<void> learn_rarity(const index::ArticleIndex& index,
                          const std::unordered_map<std::string, std::string>& words,
                          const KeptLore& kept, KeptLore& now) {
    std::vector<std::string> asked;
    std::vector<std::string> stems;
    for (const auto& [stem, word] : words) {
        const auto known = kept.rarity.find(stem);
        if (known != kept.rarity.end()) {
            now.rarity.insert(*known);
            continue;
        }
        asked.push_back(word);
        stems.push_back(stem);
    }
    const auto counts = index.document_frequencies(asked);
    if (!counts) return tl::unexpected(counts.error());
    for (std::size_t i = 0; i < stems.size(); ++i) {
        now.rarity[stems[i]] = mix_rarity((*counts)[i].articles, now.articles);
    }
    return {};
}

using Expansions = std::vector<std::vector<index::Expansion>>;

/// What goes with each subject, in their order. The index is read on several threads, each of which
/// opens it once for a share of them.
Result<Expansions> expand_side_by_side(const index::ArticleIndex& index,
                                       const std::vector<Subject>& subjects) {
    std::vector<index::Subject> told;
    for (const Subject& subject : subjects) told.push_back(subject.told);
    std::vector<Result<Expansions>> shares((told.size() + kShare - 1) / kShare);
    do_side_by_side(shares.size(), [&](std::size_t i, std::size_t /*worker*/) {
        const auto share = std::span(told).subspan(i * kShare);
        shares[i] = index.expand(share.first(std::min(kShare, share.size())), kLearntWords);
    });
    Expansions all;
    for (auto& share : shares) {
        if (!share) return tl::unexpected(share.error());
        std::move(share->begin(), share->end(), std::back_inserter(all));
    }
    return all;
}

/// The words of all subjects: those that were kept, and what is learnt now of the others.
Result<void> learn_words(const index::ArticleIndex& index, const std::vector<Subject>& subjects,
                         const KeptLore& kept, KeptLore& now) {
    std::vector<Subject> unknown;
    for (const Subject& subject : subjects) {
        const auto known = kept.words.find(subject.key);
        if (known == kept.words.end()) {
            unknown.push_back(subject);
        } else {
            now.words.insert(*known);
        }
    }
    const auto learnt = expand_side_by_side(index, unknown);
    if (!learnt) return tl::unexpected(learnt.error());
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        auto& into = now.words[unknown[i].key];
        for (const auto& [word, weight] : (*learnt)[i]) {
            into.push_back({word, static_cast<float>(weight)});
        }
    }
    return {};
}

/// Which short names of companies are somebody else's: so many articles have them, but too few the
/// whole names to learn from.
Result<void> learn_elsewhere(const index::ArticleIndex& index, const std::vector<Subject>& subjects,
                             const KeptLore& kept, KeptLore& now) {
    std::vector<std::string> asked;
    std::vector<TargetKey> keys;
    for (const Subject& subject : subjects) {
        const auto known = kept.elsewhere.find(subject.key);
        if (known != kept.elsewhere.end()) now.elsewhere.insert(*known);
        if (kept.words.contains(subject.key) || !now.words[subject.key].empty()) continue;
        for (const auto& name : subject.brief) {
            asked.push_back(name);
            keys.push_back(subject.key);
        }
    }
    const auto counts = index.document_frequencies(asked);
    if (!counts) return tl::unexpected(counts.error());
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if ((*counts)[i].articles >= kElsewhere) now.elsewhere[keys[i]].push_back(asked[i]);
    }
    return {};
}

/// Of the subjects, of `words` (by stem), and of the words that go with the subjects.
Result<KeptLore> learn(const App& app, const index::ArticleIndex& index,
                       const std::vector<Subject>& subjects,
                       std::unordered_map<std::string, std::string> words) {
    const auto articles = index.article_count();
    if (!articles) return tl::unexpected(articles.error());
    const KeptLore kept = load_lore(app, *articles);
    KeptLore now{kept.articles > 0 ? kept.articles : *articles, {}, {}, {}};
    if (const auto done = learn_words(index, subjects, kept, now); !done)
        return tl::unexpected(done.error());
    if (const auto done = learn_elsewhere(index, subjects, kept, now); !done)
        return tl::unexpected(done.error());
    for (const Subject& subject : subjects) {
        for (const auto& [word, weight] : now.words[subject.key]) {
            words.try_emplace(matcher::stem_word(word), word);
        }
    }
    if (const auto done = learn_rarity(index, words, kept, now); !done)
        return tl::unexpected(done.error());
    return now;
}

}  // namespace

Result<Learnt> learn_lore(App& app, std::span<const Contact> contacts, const LoreOptions& options) {
    Learnt result;
    const auto learnt = std::make_shared<KeptLore>();
    std::unordered_map<std::string, std::string> words;
    const auto& knowledge = matcher::built_in_knowledge();
    if (!knowledge) return tl::unexpected(knowledge.error());
    auto subjects = gather_subjects(contacts, *knowledge, words);
    result.all = subjects.size() <= options.most_subjects;
    if (!result.all) subjects.resize(options.most_subjects);
    const auto index = app.open_index(index::ArticleIndex::Mode::read_only);
    if (index) {
        auto all = learn(app, *index, subjects, std::move(words));
        if (!all) return tl::unexpected(all.error());
        *learnt = std::move(*all);
        const auto kept = options.keep ? save_lore(app, *learnt) : Result<void>{};
        if (!kept) return tl::unexpected(kept.error());
    }
    result.articles = learnt->articles;
    result.lore.rarity = [learnt](std::string_view stem) {
        const auto known = learnt->rarity.find(std::string(stem));
        return known == learnt->rarity.end() ? kUsualRarity : known->second;
    };
    result.lore.expand = [learnt](TargetKey key, std::string_view) {
        const auto known = learnt->words.find(key);
        return known == learnt->words.end() ? std::vector<LearntWord>{} : known->second;
    };
    result.lore.is_elsewhere = [learnt](TargetKey key, std::string_view name) {
        const auto known = learnt->elsewhere.find(key);
        return known != learnt->elsewhere.end() && std::ranges::count(known->second, name) > 0;
    };
    return result;
}

}  // namespace sawthis::app
