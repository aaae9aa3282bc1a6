#pragma once

#include <string>
#include <vector>

#include "core/match.hpp"
#include "matcher/article_view.hpp"
#include "matcher/profile.hpp"

namespace sawthis::matcher {

/// What a judge says of an article and a target.
struct Verdict {
    bool matches = false;
    bool opener = false;
    double score = 0;  // 0 to 1
    double share = 0;  // of a project's words, by weight
    std::string reason;
    std::vector<Evidence> evidence;  // what it rests on, in order
};

/// Company, team or person: whether the name means the target here, and how much the article is
/// about it. `hits` are all of the target's, in order of part and place.
[[nodiscard]] Verdict judge_named(const Target& target, const std::vector<Hit>& hits,
                                  const ArticleView& view);

/// Interest, industry, or a field that a project names: how much the article is of it.
[[nodiscard]] Verdict judge_topic(const Target& target, const std::vector<Hit>& hits,
                                  const ArticleView& view);

/// A project or goal: how many of its words, the rarer the better, the article begins with.
/// `about_company`: the article is about the contact's company, which makes fewer enough.
[[nodiscard]] Verdict judge_project(const Target& target, const std::vector<Hit>& hits,
                                    bool about_company);

/// Role and place: worth knowing where the headline has them.
[[nodiscard]] Verdict judge_plain(const Target& target, const std::vector<Hit>& hits);

}  // namespace sawthis::matcher
