#pragma once

#include <vector>

#include "app/app.hpp"
#include "app/poll.hpp"
#include "app/poll_answer.hpp"
#include "core/result.hpp"
#include "fetchers/schedule.hpp"
#include "store/store.hpp"

/// Private to app/.
namespace sawthis::app {

/// Stores answers of sources, polled or pushed, and writes down what became of each.
class PollKeeper {
public:
    PollKeeper(App& app, PollReport& report);

    /// All in one commit.
    [[nodiscard]] Result<void> keep(std::vector<PollAnswer> answers);

private:
    void decide_state(PollAnswer& answer) const;
    void tell(SourceReport report, const store::TakenIn& taken);

    App& app_;
    PollReport& report_;
    const fetchers::PollLimits limits_;
};

}  // namespace sawthis::app
