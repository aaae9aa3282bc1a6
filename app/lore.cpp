#include "app/lore.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_map>

#include "matcher/stem.hpp"

namespace sawthis::app {

namespace {

using matcher::LearntWord;
using matcher::Slot;
using matcher::TargetKey;

constexpr std::size_t kLearntWords = 24;  // for one sentence
constexpr double kPriorArticles = 2'000;  // how many articles the usual rarity counts for
constexpr float kUsualRarity = 6;         // ln(articles / articles with it) of a word of no note

/// What contacts wrote of themselves, each sentence once.
struct Sentence {
    TargetKey key = 0;
    std::string text;
    std::size_t contacts = 0;
};

struct Learnt {
    std::unordered_map<std::string, float> rarity;  // by stem
    std::unordered_map<TargetKey, std::vector<LearntWord>> words;
};

bool is_learnt_for(Slot slot) {
    return slot == Slot::interest || slot == Slot::project || slot == Slot::industry;
}

bool has_bag(Slot slot) {
    return is_learnt_for(slot) || slot == Slot::role;
}

/// Of most contacts first, then by key, so that the same contacts learn the same.
std::vector<Sentence> gather_sentences(std::span<const Contact> contacts,
                                       std::unordered_map<std::string, std::string>& words) {
    std::unordered_map<TargetKey, Sentence> sentences;
    for (const Contact& contact : contacts) {
        for (const auto& name : matcher::name_targets(contact)) {
            if (!has_bag(name.slot)) continue;
            Sentence& sentence = sentences[name.key];
            if (sentence.contacts++ > 0) continue;
            for (auto& word : matcher::content_words(name.written)) {
                words.try_emplace(matcher::stem_word(word), word);
            }
            if (is_learnt_for(name.slot)) sentence.text = name.written;
            sentence.key = name.key;
        }
    }
    std::vector<Sentence> all;
    for (auto& [key, sentence] : sentences) {
        if (!sentence.text.empty()) all.push_back(std::move(sentence));
    }
    std::sort(all.begin(), all.end(), [](const Sentence& a, const Sentence& b) {
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

Result<void> learn_rarity(const index::ArticleIndex& index,
                          const std::unordered_map<std::string, std::string>& words,
                          Learnt& learnt) {
    std::vector<std::string> asked;
    std::vector<std::string> stems;
    for (const auto& [stem, word] : words) {
        asked.push_back(word);
        stems.push_back(stem);
    }
    const auto articles = index.article_count();
    if (!articles) return tl::unexpected(articles.error());
    const auto counts = index.document_frequencies(asked);
    if (!counts) return tl::unexpected(counts.error());
    for (std::size_t i = 0; i < stems.size(); ++i) {
        learnt.rarity[stems[i]] = mix_rarity((*counts)[i].articles, *articles);
    }
    return {};
}

}  // namespace

Result<matcher::Lore> learn_lore(App& app, std::span<const Contact> contacts,
                                 std::size_t most_sentences) {
    const auto learnt = std::make_shared<Learnt>();
    std::unordered_map<std::string, std::string> words;
    auto sentences = gather_sentences(contacts, words);
    if (sentences.size() > most_sentences) sentences.resize(most_sentences);
    const auto index = app.open_index(index::ArticleIndex::Mode::read_only);
    if (index) {
        for (const Sentence& sentence : sentences) {
            const auto expansions = index->expand(sentence.text, kLearntWords);
            if (!expansions) return tl::unexpected(expansions.error());
            auto& into = learnt->words[sentence.key];
            for (const auto& [word, weight] : *expansions) {
                into.push_back({word, static_cast<float>(weight)});
                words.try_emplace(matcher::stem_word(word), word);
            }
        }
        if (const auto done = learn_rarity(*index, words, *learnt); !done)
            return tl::unexpected(done.error());
    }
    matcher::Lore lore;
    lore.rarity = [learnt](std::string_view stem) {
        const auto known = learnt->rarity.find(std::string(stem));
        return known == learnt->rarity.end() ? kUsualRarity : known->second;
    };
    lore.expand = [learnt](TargetKey key, std::string_view) {
        const auto known = learnt->words.find(key);
        return known == learnt->words.end() ? std::vector<LearntWord>{} : known->second;
    };
    return lore;
}

}  // namespace sawthis::app
