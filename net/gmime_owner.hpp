#pragma once

#include <gmime/gmime.h>

#include <memory>

/// Private to net/: owners of what GMime gives, and its start.
namespace sawthis::net {

struct GmimeUnref {
    void operator()(void* object) const { g_object_unref(object); }
};
struct GmimeFree {
    void operator()(void* memory) const { g_free(memory); }
};
template <class T>
using Owned = std::unique_ptr<T, GmimeUnref>;
using OwnedChars = std::unique_ptr<char, GmimeFree>;

inline void initialise_gmime() {
    static const bool kDone = [] {
        g_mime_init();
        return true;
    }();
    static_cast<void>(kDone);
}

}  // namespace sawthis::net
