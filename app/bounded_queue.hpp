#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

namespace sawthis::app {

/// Hands values from one thread to another; push() waits while `capacity` are waiting, or as many
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
        changed_.wait(lock, [&] {
            return closed_ || (values_.size() < capacity_ && bytes_ < byte_capacity_);
        });
        if (closed_) return false;
        values_.emplace_back(std::move(value), bytes);
        bytes_ += bytes;
        changed_.notify_all();
        return true;
    }

    /// nullopt once the queue is closed and empty.
    std::optional<T> pop() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return closed_ || !values_.empty(); });
        return take();
    }

    /// nullopt if nothing waits.
    std::optional<T> try_pop() {
        const std::lock_guard lock(mutex_);
        return take();
    }

    /// What waits can still be popped.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        changed_.notify_all();
    }

private:
    std::optional<T> take() {
        if (values_.empty()) return std::nullopt;
        std::optional<T> value(std::move(values_.front().first));
        bytes_ -= values_.front().second;
        values_.pop_front();
        changed_.notify_all();
        return value;
    }

    const std::size_t capacity_;
    const std::size_t byte_capacity_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<T, std::size_t>> values_;  // guarded by mutex_, with their bytes
    std::size_t bytes_ = 0;                         // guarded by mutex_
    bool closed_ = false;                           // guarded by mutex_
};

}  // namespace sawthis::app
