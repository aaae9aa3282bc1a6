#pragma once

#include <functional>
#include <memory>
#include <span>

#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/result.hpp"
#include "matcher/judgement.hpp"
#include "matcher/profile.hpp"

namespace sawthis::matcher {

class JudgeScratch;

/// Whether a target is to be looked for; empty: all are.
using TargetFilter = std::function<bool(TargetKey)>;

/// All contacts' targets, compiled into one structure: an article is judged once for all who share
/// a target. Immutable once compiled: share one across threads.
class ArticleJudge {
public:
    /// Error malformed: the knowledge built in does not read.
    [[nodiscard]] static Result<ArticleJudge> compile(std::span<const Contact> contacts,
                                                      const Lore& lore,
                                                      const TargetFilter& wanted = {});

    /// `scratch` is of this judge and of one thread. Where the text is another article's, the
    /// headline alone is judged.
    [[nodiscard]] Judgement judge(const Article& article, JudgeScratch& scratch) const;

    ArticleJudge(ArticleJudge&&) noexcept;
    ArticleJudge& operator=(ArticleJudge&&) noexcept;
    ~ArticleJudge();

private:
    [[nodiscard]] Judgement judge_whole(const Article& article, JudgeScratch& scratch) const;
    friend class JudgeScratch;
    struct Impl;
    explicit ArticleJudge(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

/// Memory that one thread uses again from article to article. The judge must outlive it.
class JudgeScratch {
public:
    explicit JudgeScratch(const ArticleJudge& judge);
    JudgeScratch(JudgeScratch&&) noexcept;
    JudgeScratch& operator=(JudgeScratch&&) noexcept;
    ~JudgeScratch();

private:
    friend class ArticleJudge;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::matcher
