#pragma once

#include "store/database.hpp"
#include "store/store.hpp"

namespace sawthis::store {

/// Store's functions stand by noun in sources.cpp, polls.cpp, full_texts.cpp, articles.cpp,
/// stories.cpp, contacts.cpp, judgements.cpp, alerts.cpp, feedback.cpp,
/// suggestions.cpp and subscriptions.cpp.
struct Store::Impl {
    Database database;
};

/// Within a transaction: every article is to be judged again.
void forget_judgements(Database& database);

/// Within a transaction: what was noticed in one story was noticed in another. Who was told of
/// either is not told again.
void give_notices(Database& database, StoryId from, StoryId to);

}  // namespace sawthis::store
