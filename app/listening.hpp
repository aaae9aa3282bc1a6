#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "app/app.hpp"
#include "app/callback_desk.hpp"
#include "app/poll.hpp"
#include "core/result.hpp"

namespace sawthis::app {

/// What one turn of listening did.
struct ListenTurn {
    PollReport pushed;      // the sources whose news came, as if they had been polled
    std::size_t asked = 0;  // requests to hubs
};

/// Subscriptions at the hubs that feeds announce (WebSub), and what these push: one for a data
/// directory at a time. The directory is locked for writing only while there is something to write,
/// so that other commands run beside it.
class Listening {
public:
    /// Error bad_input: the configuration has problems, or WebSub is off; conflict: another process
    /// listens, or writes; storage.
    [[nodiscard]] static Result<Listening> begin(AppOptions options);

    [[nodiscard]] const Config& config() const;
    /// Where what hubs send belongs; from any thread.
    [[nodiscard]] CallbackDesk& desk() const;
    [[nodiscard]] std::size_t subscriptions() const;

    /// Keeps what hubs sent, by the way that polled articles go, follows the sources as they are
    /// now, and asks the hubs that are due. Error conflict: another process writes, and nothing was
    /// lost; storage.
    [[nodiscard]] Result<ListenTurn> turn(const std::stop_token& stop = {});

    /// Turns until `stop`, when a hub says something, a request is due, or sources may have
    /// changed (once a minute).
    [[nodiscard]] Result<void> run(const std::function<void(const ListenTurn&)>& tell,
                                   const std::stop_token& stop);

    /// Keeps what was pushed since the last turn, for the end.
    [[nodiscard]] Result<ListenTurn> finish();

    Listening(Listening&&) noexcept;
    Listening& operator=(Listening&&) noexcept;
    ~Listening();

private:
    struct Impl;
    explicit Listening(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::app
