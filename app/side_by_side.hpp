#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace sawthis::app {

/// Threads for work that the processor bounds: one for each core, four at most.
[[nodiscard]] inline std::size_t worker_count() {
    constexpr std::size_t kMostWorkers = 4;
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostWorkers);
}

/// Calls `work(i, worker)` once for each i below `count`, on worker_count() threads, and waits for
/// them. Calls of one `worker` (from 0) follow each other; others run at the same time.
template <class Work>
void do_side_by_side(std::size_t count, const Work& work) {
    std::atomic<std::size_t> next = 0;
    const auto run = [&](std::size_t worker) {
        for (auto i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i, worker);
    };
    std::vector<std::jthread> others;
    for (std::size_t worker = 1; worker < worker_count(); ++worker)
        others.emplace_back(run, worker);
    run(0);
}

}  // namespace sawthis::app
