#include "app/bounded_queue.hpp"

#include <atomic>
#include <catch2/catch.hpp>
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
    CHECK(queue.try_pop() == 1);
    CHECK_FALSE(queue.pop());
    CHECK_FALSE(queue.try_pop());
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
