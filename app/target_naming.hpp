#pragma once

#include "store/store.hpp"

namespace sawthis::app {

/// The targets of a contact as the matcher of this program names them.
[[nodiscard]] store::TargetNaming target_naming();

}  // namespace sawthis::app
