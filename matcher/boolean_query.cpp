#include "matcher/boolean_query.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

#include "core/text.hpp"
#include "matcher/boolean_evaluation.hpp"
#include "matcher/boolean_expression.hpp"

namespace sawthis::matcher {

namespace {

using Kind = QueryNode::Kind;

/// A word without which a query wants no article.
struct Required {
    Kind kind = Kind::word;  // by its stem; prefix; else as it is
    std::string word;
};

/// Alternatives of which an article must have one, and how common they are together. No words:
/// there is no such condition.
struct Condition {
    std::vector<Required> words;
    double commonness = 1;
};

/// No corpus is at hand where queries are compiled: long words are rarer.
double commonness_of(const std::string& word) {
    return 1.0 / static_cast<double>(1 + word.size() * word.size());
}

/// The rarest word of a phrase, since all must be there.
Condition rarest_word(const QueryNode& node) {
    const auto rarest = std::ranges::min_element(node.words, {}, commonness_of);
    return {{{node.kind, *rarest}}, commonness_of(*rarest)};
}

Condition condition_of(const QueryNode& node);

Condition rarest_child(const QueryNode& node) {
    Condition best;
    for (const auto& child : node.children) {
        Condition condition = condition_of(child);
        const bool better = best.words.empty() || condition.commonness < best.commonness;
        if (!condition.words.empty() && better) best = std::move(condition);
    }
    return best;
}

/// Empty if one child has no condition.
Condition any_child(const QueryNode& node) {
    Condition all{{}, 0};
    for (const auto& child : node.children) {
        Condition condition = condition_of(child);
        if (condition.words.empty()) return {};
        all.commonness += condition.commonness;
        std::ranges::move(condition.words, std::back_inserter(all.words));
    }
    return all;
}

Condition condition_of(const QueryNode& node) {
    switch (node.kind) {
        case Kind::word:
        case Kind::prefix:
        case Kind::ordered:
        case Kind::near:
            return rarest_word(node);
        case Kind::all_of:
            return rarest_child(node);
        case Kind::any_of:
        case Kind::one_of:
            return any_child(node);
        case Kind::nothing:
        case Kind::none_of:
        case Kind::language:
        case Kind::publisher:
        case Kind::url:
        case Kind::site:
        case Kind::period:
            break;
    }
    return {};
}

using Waiting = std::unordered_map<std::string, std::vector<std::size_t>>;  // queries by word

/// Which queries may want an article in one language, by the words it has.
struct Index {
    Waiting by_word;
    Waiting by_stem;
    Waiting by_prefix;
    std::set<std::size_t> prefix_sizes;

    void add(const Required& required, std::size_t query, Stemmer& stemmer) {
        if (required.kind == Kind::word) {
            by_stem[stemmer.stem(required.word)].push_back(query);
        } else if (required.kind == Kind::prefix) {
            by_prefix[required.word].push_back(query);
            prefix_sizes.insert(required.word.size());
        } else {
            by_word[required.word].push_back(query);
        }
    }

    void collect(const QueryWord& word, std::vector<std::size_t>& queries) const {
        const auto take = [&](const Waiting& waiting, const std::string& key) {
            const auto found = waiting.find(key);
            if (found == waiting.end()) return;
            queries.insert(queries.end(), found->second.begin(), found->second.end());
        };
        if (!by_word.empty()) take(by_word, word.normal);
        if (!by_stem.empty()) take(by_stem, word.stem);
        for (const std::size_t size : prefix_sizes) {
            if (size > word.normal.size()) break;
            take(by_prefix, word.normal.substr(0, size));
        }
    }
};

void sort_once(auto& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

Result<void> check_boolean_query(std::string_view query) {
    const auto parsed = parse_boolean_query(query);
    if (!parsed) return tl::unexpected(parsed.error());
    return {};
}

struct BooleanWatches::Impl {
    std::vector<WatchId> ids;
    std::vector<QueryNode> queries;
    std::vector<std::size_t> unconditional;
    std::vector<std::pair<Required, std::size_t>> conditions;

    std::mutex mutex;
    std::map<std::string, std::shared_ptr<const Index>> indexes;  // by language; guarded by mutex

    /// Made when a first article in its language comes.
    std::shared_ptr<const Index> index_for(Stemmer& stemmer);
};

std::shared_ptr<const Index> BooleanWatches::Impl::index_for(Stemmer& stemmer) {
    const std::lock_guard lock(mutex);
    auto& index = indexes[stemmer.language()];
    if (index == nullptr) {
        auto made = std::make_shared<Index>();
        for (const auto& [required, query] : conditions) made->add(required, query, stemmer);
        index = std::move(made);
    }
    return index;
}

Result<BooleanWatches> BooleanWatches::compile(std::span<const BooleanWatch> watches) {
    auto impl = std::make_unique<Impl>();
    for (const BooleanWatch& watch : watches) {
        auto query = parse_boolean_query(watch.query);
        if (!query) {
            return fail_in("the query '" + shorten(one_line(watch.query), 60) + "'", query.error());
        }
        const std::size_t number = impl->queries.size();
        Condition condition = condition_of(*query);
        if (condition.words.empty()) impl->unconditional.push_back(number);
        for (auto& required : condition.words) {
            impl->conditions.emplace_back(std::move(required), number);
        }
        impl->ids.push_back(WatchId{watch.id});
        impl->queries.push_back(*std::move(query));
    }
    return BooleanWatches(std::move(impl));
}

std::vector<BooleanMatch> BooleanWatches::find(const Article& article) const {
    std::vector<BooleanMatch> matches;
    if (impl_->queries.empty()) return matches;
    Stemmer stemmer(lower_ascii(article.language));
    const QueryArticle words(article, stemmer);
    const auto index = impl_->index_for(stemmer);
    std::vector<std::size_t> candidates = impl_->unconditional;
    for (const auto& field : words.fields) {
        for (const auto& word : field) index->collect(word, candidates);
    }
    sort_once(candidates);
    for (const std::size_t query : candidates) {
        BooleanMatch match{impl_->ids[query], {}};
        if (!evaluate(impl_->queries[query], words, stemmer, match.evidence)) continue;
        sort_once(match.evidence);
        matches.push_back(std::move(match));
    }
    return matches;
}

BooleanWatches::BooleanWatches(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BooleanWatches::BooleanWatches(BooleanWatches&&) noexcept = default;
BooleanWatches& BooleanWatches::operator=(BooleanWatches&&) noexcept = default;
BooleanWatches::~BooleanWatches() = default;

}  // namespace sawthis::matcher
