#include "app/target_naming.hpp"

#include "matcher/profile.hpp"
#include "matcher/revision.hpp"

namespace sawthis::app {

store::TargetNaming target_naming() {
    return {matcher::kMatcherRevision, [](const Contact& contact) {
                std::vector<std::uint64_t> targets;
                for (const auto& name : matcher::name_targets(contact)) {
                    targets.push_back(name.key);
                }
                return targets;
            }};
}

}  // namespace sawthis::app
