#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "app/app.hpp"
#include "core/contact.hpp"
#include "core/result.hpp"
#include "matcher/article_judge.hpp"

namespace sawthis::app {

/// The judge of all contacts, kept beside the database (matcher/judge_tables.hpp), so that nobody
/// compiles them all to judge an article: what is kept is mapped, and those who came or changed
/// since come along. nullopt: none is kept of this database and this version of the matcher.
[[nodiscard]] Result<std::optional<matcher::ArticleJudge>> load_judge(App& app);

/// Makes it anew of `contacts`, all there are, where none is kept, a thousandth of them came or
/// changed since, or the index has grown enough to teach it something else. Needs write access.
[[nodiscard]] Result<void> keep_judge(App& app, std::span<const Contact> contacts);

/// Of a contact who is removed nothing stays. Needs write access.
[[nodiscard]] Result<void> drop_judge(const App& app);

}  // namespace sawthis::app
