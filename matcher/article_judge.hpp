#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/result.hpp"
#include "matcher/judge_builder.hpp"
#include "matcher/judge_tables.hpp"
#include "matcher/judgement.hpp"
#include "matcher/profile.hpp"

namespace sawthis::matcher {

class JudgeScratch;

/// All contacts' targets, compiled into one block (matcher/judge_tables.hpp): an article is judged
/// once for all who share a target. Immutable once compiled: share one across threads.
class ArticleJudge {
public:
    /// Error malformed: the knowledge built in does not read.
    [[nodiscard]] static Result<ArticleJudge> compile(std::span<const Contact> contacts,
                                                      const Lore& lore,
                                                      const TargetFilter& wanted = {});

    /// What save() wrote, mapped: next to nothing is read before an article asks for it, and
    /// processes share it. Error not_found; malformed: no judge of this version, or a torn one.
    [[nodiscard]] static Result<ArticleJudge> map(const std::filesystem::path& path);

    /// Of tables that are there already.
    [[nodiscard]] static Result<ArticleJudge> of(JudgeTables tables);

    /// Replaces the file at once and for good, mode 0600; without what with() brought.
    [[nodiscard]] Result<void> save(const std::filesystem::path& path,
                                    const JudgeOrigin& origin) const;
    /// As save() was told, of a mapped one.
    [[nodiscard]] const JudgeOrigin& origin() const;

    /// The same judge, which looks for these contacts' targets too: what it found it finds as it
    /// did. In place of those that an earlier call brought.
    [[nodiscard]] Result<ArticleJudge> with(std::span<const Contact> contacts,
                                            const Lore& lore) const;

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
