#pragma once

#include <vector>

#include "fetchers/described_articles.hpp"
#include "fetchers/link_candidates.hpp"
#include "fetchers/link_record.hpp"

/// Which of the groups of links on a page are its lists of articles.
namespace sawthis::fetchers {

/// A link with what stands around it, on the way to an entry.
struct FoundLink {
    Link link;
    Record record;
};

/// Links that stand alike are judged together: what one lacks, its neighbours show.
struct ArticleGroup {
    std::vector<FoundLink> found;
    double points = 0;   // mean of its links
    bool dated = false;  // most of its links have a day

    /// A long list of decent links is the page's list rather than one perfect link beside it.
    [[nodiscard]] double weight() const;
};

/// Gives a link without title the headline that the page's JSON-LD has for it, if it has one.
void complete_title(FoundLink& found, const DescribedArticles& described);

/// Links that no title can be found for are left out.
[[nodiscard]] ArticleGroup judge_group(std::vector<FoundLink> found,
                                       const DescribedArticles& described);

/// The groups that are lists of articles: good enough by themselves, and not much worse than the
/// best of the page.
[[nodiscard]] std::vector<ArticleGroup> choose_groups(std::vector<ArticleGroup> groups);

}  // namespace sawthis::fetchers
