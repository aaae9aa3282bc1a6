#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace sawthis::app {

/// Hands values from some threads to others; push() waits while `capacity` are waiting, or as many
/// bytes as `byte_capacity`, so that a quick producer does not fill the memory.
template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity,
                          std::size_t byte_capacity = std::numeric_limits<std::size_t>::max())
        : capacity_(capacity), byte_capacity_(byte_capacity) {}

    /// False, and the value is dropped, once the queue is closed. One value may be larger than the
    /// queue's bytes.
    bool push(T value, std::size_t bytes = 0) {
        std::unique_lock lock(mutex_);
        has_room_.wait(lock, [&] { return closed_ || !is_full(); });
        if (closed_) return false;
        values_.emplace_back(std::move(value), bytes);
        bytes_ += bytes;
        const bool enough = has_enough();
        lock.unlock();
        if (enough) has_values_.notify_one();
        return true;
    }

    /// nullopt once the queue is closed and empty.
    std::optional<T> pop() {
        std::unique_lock lock(mutex_);
        has_values_.wait(lock, [&] { return closed_ || !values_.empty(); });
        if (values_.empty()) return std::nullopt;
        std::optional<T> value(take());
        lock.unlock();
        has_room_.notify_one();
        return value;
    }

    /// What waits, at most `most`, and at least one; none once the queue is closed and empty. Of
    /// less than `enough` it waits for more, for `patience`: work that costs much each time it
    /// begins is done for many at once. For one thread alone.
    std::vector<T> pop_some(std::size_t most, std::size_t enough = 1,
                            std::chrono::milliseconds patience = {}) {
        std::unique_lock lock(mutex_);
        has_values_.wait(lock, [&] { return closed_ || !values_.empty(); });
        enough_ = enough;
        has_values_.wait_for(lock, patience, [&] { return closed_ || has_enough(); });
        enough_ = 1;
        std::vector<T> taken;
        while (!values_.empty() && taken.size() < most) taken.push_back(take());
        lock.unlock();
        has_room_.notify_all();
        return taken;
    }

    /// What waits can still be popped.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        has_values_.notify_all();
        has_room_.notify_all();
    }

private:
    bool is_full() const { return values_.size() >= capacity_ || bytes_ >= byte_capacity_; }
    bool has_enough() const { return values_.size() >= enough_ || is_full(); }
    T take() {
        T value(std::move(values_.front().first));
        bytes_ -= values_.front().second;
        values_.pop_front();
        return value;
    }

    const std::size_t capacity_;
    const std::size_t byte_capacity_;
    std::mutex mutex_;
    std::condition_variable has_values_;
    std::condition_variable has_room_;
    std::deque<std::pair<T, std::size_t>> values_;  // guarded by mutex_, with their bytes
    std::size_t bytes_ = 0;                         // guarded by mutex_
    std::size_t enough_ = 1;                        // guarded by mutex_; for whoever pops to wake
    bool closed_ = false;                           // guarded by mutex_
};

}  // namespace sawthis::app
