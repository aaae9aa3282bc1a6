#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/match.hpp"
#include "core/result.hpp"

namespace sawthis::matcher {

/// Queries over articles as they come, in the syntax of the article index (Xapian's):
///
///     wind "offshore wind" wind*          words by their stem, phrases as they are, beginnings
///     a b, a AND b; a OR b; a XOR b; a NOT b, a AND NOT b, -b; +a; (a OR b) c
///     a NEAR/5 b, a ADJ/5 b               within five words, in any order or in this one
///     title:a text:a author:a source:a    also of "..." and (...); else title or text
///     lang:en publisher:"The Ledger" date:2026-11-01..2026-11-05 (a day, month or year; open ends)
///     site:example.org url:/press/        host or a part of it behind a dot; anything in the
///     address
struct BooleanWatch {
    std::uint32_t id = 0;  // the caller's
    std::string query;
};

/// An article that a query wants.
struct BooleanMatch {
    WatchId watch;
    std::vector<Evidence> evidence;  // what matched of title and text, in order; may be empty
    bool operator==(const BooleanMatch&) const = default;
};

/// Whether the query can be read. Error bad_input; the detail is "at character 12: ..." with the
/// mend.
[[nodiscard]] Result<void> check_boolean_query(std::string_view query);

/// Many queries at once: each waits behind words that an article must have for it, the rarest that
/// there are, so that the cost grows with the article and the queries that may want it. Queries of
/// nothing but filters and NOT are asked of each article. Safe to share across threads.
class BooleanWatches {
public:
    /// Error bad_input: a query cannot be read.
    [[nodiscard]] static Result<BooleanWatches> compile(std::span<const BooleanWatch> watches);

    /// In order of `watches`.
    [[nodiscard]] std::vector<BooleanMatch> find(const Article& article) const;

    BooleanWatches(BooleanWatches&&) noexcept;
    BooleanWatches& operator=(BooleanWatches&&) noexcept;
    ~BooleanWatches();

private:
    struct Impl;
    explicit BooleanWatches(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::matcher
