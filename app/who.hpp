#pragma once

#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/article_input.hpp"
#include "core/contact.hpp"
#include "core/match.hpp"
#include "core/result.hpp"
#include "matcher/judgement.hpp"

namespace sawthis::app {

struct WhoRow {
    Contact contact;
    Match match;  // its article's id is 0 where the article is not known
};

struct WhoReport {
    Article article;
    bool known = false;
    std::vector<WhoRow> rows;   // best first, one for a contact
    std::size_t found = 0;      // contacts whom it concerns, shown or not
    std::size_t looked_at = 0;  // contacts of whom anything was found
};

/// Who would like this? A known article is ranked by its stored judgement, reading only those who
/// have what was found in it; any other is judged now. `what` as for read_article().
[[nodiscard]] Result<WhoReport> find_who(App& app, const std::string& what, std::size_t limit);

/// Ranks everybody by a judgement.
[[nodiscard]] Result<WhoReport> rank_contacts(App& app, ArticleInput article,
                                              const matcher::Judgement& judgement,
                                              std::size_t limit);

/// What was stored of the article; nullopt if it was not judged.
[[nodiscard]] Result<std::optional<matcher::Judgement>> find_judgement(App& app, ArticleId article);

/// The article as it is to these contacts, judged now.
[[nodiscard]] Result<matcher::Judgement> judge_now(App& app, std::span<const Contact> contacts,
                                                   const Article& article);

/// The article as it is to everybody, judged now by the judge that is kept (app/kept_judge.hpp), or
/// else by one of all contacts.
[[nodiscard]] Result<matcher::Judgement> judge_for_all(App& app, const Article& article);

}  // namespace sawthis::app
