#pragma once

#include "core/id.hpp"
#include "core/time.hpp"
#include "store/database.hpp"

namespace sawthis::store {

/// Notes that `source` wants the page of an article read, from `when` on; nothing if that was noted
/// before. Within the caller's transaction.
void want_full_text(Database& database, ArticleId article, SourceId source, Instant when);

}  // namespace sawthis::store
