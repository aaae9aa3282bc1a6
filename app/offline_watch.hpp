#pragma once

#include <vector>

#include "app/poll_answer.hpp"

/// Private to app/.
namespace sawthis::app {

/// Tells a machine without a network from sources that fail. Where no name resolves of sources that
/// were read before, it is not theirs: nobody is to wait longer for them, or to be told that each
/// of them fails. Until an answer shows that there is a network, such answers are held back.
class OfflineWatch {
public:
    /// What of `answers` can be kept, together with what was held back if one of them came from
    /// the network.
    [[nodiscard]] std::vector<PollAnswer> sift(std::vector<PollAnswer> answers);

    /// At the end of a poll: no name of two hosts or more resolved.
    [[nodiscard]] bool is_offline() const;
    [[nodiscard]] std::size_t held_back() const { return held_.size(); }
    /// What is held back, to be kept if is_offline() is false.
    [[nodiscard]] std::vector<PollAnswer> release();

private:
    bool online_ = false;
    std::vector<PollAnswer> held_;
};

}  // namespace sawthis::app
