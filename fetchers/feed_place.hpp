#pragma once

#include "fetchers/xml_markup.hpp"
#include "fetchers/xml_scope.hpp"

namespace sawthis::fetchers {

/// What readers of elements need to know of the document around them.
struct FeedPlace {
    XmlScope& scope;
    XmlMarkup& markup;
};

}  // namespace sawthis::fetchers
