#pragma once

#include "store/database.hpp"
#include "store/store.hpp"

namespace sawthis::store {

/// Store's functions stand by noun in sources.cpp, polls.cpp, articles.cpp, stories.cpp,
/// contacts.cpp, matches.cpp and suggestions.cpp.
struct Store::Impl {
    Database database;
};

}  // namespace sawthis::store
