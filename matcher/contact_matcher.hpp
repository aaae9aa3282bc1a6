#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/match.hpp"
#include "core/result.hpp"

namespace sawthis::matcher {

/// All contacts' companies, aliases, teams, interests, projects, industries and names, compiled
/// into one structure. Immutable once compiled: share one across threads.
class ContactMatcher {
public:
    [[nodiscard]] static Result<ContactMatcher> compile(std::span<const Contact> contacts);

    /// Every match of one article, at most one per contact and facet, ordered by contact, then
    /// facet. A match is an opener only where article and contact surely meet and the news is none
    /// that hurts.
    [[nodiscard]] std::vector<Match> find(const Article& article) const;

    ContactMatcher(ContactMatcher&&) noexcept;
    ContactMatcher& operator=(ContactMatcher&&) noexcept;
    ~ContactMatcher();

private:
    struct Impl;
    explicit ContactMatcher(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace sawthis::matcher
