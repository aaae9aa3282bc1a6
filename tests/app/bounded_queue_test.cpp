#include "app/bounded_queue.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

using sawthis::app::BoundedQueue;

TEST_CASE("values come out in order, and never more than the capacity wait", "[app][queue]") {
    BoundedQueue<int> queue(4);
    std::atomic<int> pushed{0};
    std::jthread producer([&] {
        for (int i = 0; i < 1'000; ++i) {
            queue.push(i);
            ++pushed;
        }
        queue.close();
    });
    int want = 0;
    while (const auto value = queue.pop()) {
        if (pushed - *value > 5) FAIL("too many wait");
        if (*value != want++) FAIL("out of order");
    }
    CHECK(want == 1'000);
}

TEST_CASE("a closed queue gives what waits, and takes nothing more", "[app][queue]") {
    BoundedQueue<int> queue(4);
    CHECK(queue.push(1));
    queue.close();
    queue.close();
    CHECK_FALSE(queue.push(2));
    CHECK(queue.pop_some(4) == std::vector<int>{1});
    CHECK_FALSE(queue.pop());
    CHECK(queue.pop_some(4).empty());
}

TEST_CASE("what waits is popped at once, in order, up to what was asked for", "[app][queue]") {
    BoundedQueue<int> queue(4);
    for (int i = 0; i < 4; ++i) REQUIRE(queue.push(i));
    CHECK(queue.pop_some(3) == std::vector<int>{0, 1, 2});
    CHECK(queue.pop_some(3) == std::vector<int>{3});
}

TEST_CASE("whoever waits for enough gets it, or what a full or closed queue holds",
          "[app][queue]") {
    constexpr std::chrono::hours kForEver{1};
    BoundedQueue<int> queue(4, 100);
    std::jthread producer([&] {
        for (int i = 0; i < 3; ++i) queue.push(i);
    });
    CHECK(queue.pop_some(4, 3, kForEver) == std::vector<int>{0, 1, 2});
    producer = std::jthread([&] { queue.push(3, 100); });
    CHECK(queue.pop_some(4, 3, kForEver) == std::vector<int>{3});
    producer = std::jthread([&] {
        queue.push(4);
        queue.close();
    });
    CHECK(queue.pop_some(4, 3, kForEver) == std::vector<int>{4});
}

TEST_CASE("whoever waits for enough loses patience and takes what is there", "[app][queue]") {
    BoundedQueue<int> queue(4);
    REQUIRE(queue.push(1));
    CHECK(queue.pop_some(4, 2, std::chrono::milliseconds(1)) == std::vector<int>{1});
}

TEST_CASE("a full queue's bytes hold up whoever pushes until some are popped", "[app][queue]") {
    BoundedQueue<int> queue(4, 10);
    REQUIRE(queue.push(1, 25));
    std::atomic<bool> pushed{false};
    std::jthread producer([&] {
        queue.push(2, 5);
        pushed = true;
    });
    CHECK_FALSE(pushed);
    CHECK(queue.pop() == 1);
    CHECK(queue.pop() == 2);
}

TEST_CASE("closing wakes a producer that waits", "[app][queue]") {
    BoundedQueue<int> queue(1);
    REQUIRE(queue.push(1));
    bool taken = true;
    std::jthread producer([&] { taken = queue.push(2); });
    queue.close();
    producer.join();
    CHECK_FALSE(taken);
}
