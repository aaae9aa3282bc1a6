// How many feeds a second polling brings in, against a bare curl multi loop that only downloads, in
// turns in one run:
//
//     bench/serve-feeds FOLDER &
//     app_poll 'http://*.localhost:8090/feeds/' 2000 [rounds]
//
// fetches <base>0.xml to <base>1999.xml. A * in the base stands for each feed's number, so that
// each is on a host and a connection of its own, as nearly all feeds out there are; with a base
// like http://a.localhost:8090/feeds/ all come over the same 64 connections, where a 304 costs
// libcurl and nginx hardly anything.
//
// The bare loop is libcurl used well and nothing else: one multi handle that keeps its connections,
// 64 transfers under way, handles that are used again, gzip accepted and decoded by libcurl, and
// bytes counted; with If-None-Match it runs once more at "nothing new". Like a poll, which is a
// process of its own, each of its runs begins without connections. Against it run the steps of
// `sawthis poll`, at the same concurrency: fetched and read (no store), fetched, read and stored (a
// new database on disk each round), and the same sources polled again, all unchanged, their states
// stored, with the database opened anew. Prints the medians, the ratios, our own processor time and
// the peak memory, which the bare loop shares. Stories and full text come behind; measure them with
// the whole program:
//
//     /usr/bin/time -v sawthis --config FOLDER/config/config.toml --data DIR poll
#include <curl/curl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/app.hpp"
#include "app/fetch_options.hpp"
#include "app/poll_reader.hpp"
#include "app/poller.hpp"
#include "bench/curl_owners.hpp"

namespace {

using namespace sawthis;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr int kConcurrency = 64;
constexpr std::string_view kNow = "2026-11-20T08:00:00Z";

[[noreturn]] void give_up(const std::string& why) {
    fmt::print(stderr, "app_poll: {}\n", why);
    std::exit(1);
}

template <class T>
T want(Result<T> result) {
    if (!result) give_up(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::size_t count_bytes(char*, std::size_t, std::size_t size, void* total) {
    *static_cast<std::size_t*>(total) += size;
    return size;
}

struct Download {
    std::string url;
    std::string etag;  // to be sent as If-None-Match; empty: not sent
};

/// The least that a program using libcurl must do.
class BareLoop {
public:
    BareLoop() : multi_(curl_multi_init()) {
        curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, long{kConcurrency});
        for (int i = 0; i < kConcurrency; ++i) {
            CURL* easy = slots_.emplace_back(curl_easy_init()).get();
            curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
            curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
            curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, count_bytes);
            curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bytes_);
            curl_easy_setopt(easy, CURLOPT_PRIVATE,
                             reinterpret_cast<void*>(static_cast<std::uintptr_t>(i)));
        }
        lists_.resize(slots_.size());
    }

    /// How many bytes came.
    std::size_t run(const std::vector<Download>& downloads) {
        bytes_ = 0;
        std::size_t next = 0;
        for (; next < std::min(downloads.size(), slots_.size()); ++next)
            start(next, downloads[next]);
        for (std::size_t done = 0; done < downloads.size();) {
            int running = 0;
            curl_multi_perform(multi_.get(), &running);
            int left = 0;
            while (const auto* message = curl_multi_info_read(multi_.get(), &left)) {
                if (message->data.result != CURLE_OK)
                    give_up(curl_easy_strerror(message->data.result));
                CURL* easy = message->easy_handle;
                char* slot = nullptr;
                curl_easy_getinfo(easy, CURLINFO_PRIVATE, &slot);
                curl_multi_remove_handle(multi_.get(), easy);
                ++done;
                if (next < downloads.size())
                    start(reinterpret_cast<std::uintptr_t>(slot), downloads[next++]);
            }
            if (running > 0) curl_multi_poll(multi_.get(), nullptr, 0, 1000, nullptr);
        }
        return bytes_;
    }

private:
    void start(std::size_t slot, const Download& download) {
        CURL* easy = slots_[slot].get();
        curl_slist* list = nullptr;
        if (!download.etag.empty()) {
            list = curl_slist_append(list, ("If-None-Match: " + download.etag).c_str());
        }
        curl_easy_setopt(easy, CURLOPT_URL, download.url.c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
        lists_[slot].reset(list);
        curl_multi_add_handle(multi_.get(), easy);
    }

    std::unique_ptr<CURLM, MultiClose> multi_;
    std::vector<std::unique_ptr<curl_slist, ListClose>> lists_;
    std::vector<std::unique_ptr<CURL, EasyClose>> slots_;
    std::size_t bytes_ = 0;
};

std::string url_of(const std::string& base, std::size_t number) {
    auto url = fmt::format("{}{}.xml", base, number);
    if (const auto star = url.find('*'); star != std::string::npos)
        url.replace(star, 1, fmt::format("f{}", number));
    return url;
}

/// Of all threads of this process.
double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// The seconds of each round of one thing.
class Times {
public:
    template <class Work>
    void measure(Work&& work) {
        const auto begin = Clock::now();
        const double busy_begin = processor_seconds();
        work();
        busy_.push_back(processor_seconds() - busy_begin);
        elapsed_.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
    }
    [[nodiscard]] double elapsed() { return median(elapsed_); }
    [[nodiscard]] double busy() { return median(busy_); }

private:
    static double median(std::vector<double>& seconds) {
        std::sort(seconds.begin(), seconds.end());
        return seconds[seconds.size() / 2];
    }

    std::vector<double> elapsed_;
    std::vector<double> busy_;
};

/// "VmHWM: 123456 kB" of this process.
std::size_t peak_kilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::strtoul(line.c_str() + 6, nullptr, 10);
    }
    return 0;
}

/// An installation of its own, gone at the end.
class Installation {
public:
    explicit Installation(const std::string& base) : base_(base) {
        std::string pattern = (fs::temp_directory_path() / "sawthis-bench-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) give_up("no temporary folder");
        folder_ = pattern;
        std::ofstream(folder_ / "config.toml") << fmt::format(
            "[fetch]\nallow_private = [\"*.localhost:*\"]\nper_host = {}\nconcurrency = {}\n",
            kConcurrency, kConcurrency);
    }
    ~Installation() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Installation(const Installation&) = delete;
    Installation& operator=(const Installation&) = delete;

    /// With `count` sources that were never polled.
    app::App make_anew(std::size_t count) {
        fs::remove_all(folder_ / "data");
        auto app = open();
        for (std::size_t i = 0; i < count; ++i) {
            Source source;
            source.url = url_of(base_, i);
            want(app.store().put_source(source));
        }
        return app;
    }

    app::App open() {
        return want(
            app::App::open({folder_ / "data", folder_ / "config.toml", true, parse_rfc3339(kNow)},
                           app::Access::write, "bench"));
    }

private:
    std::string base_;
    fs::path folder_;
};

net::HttpClient make_client(const app::App& app) {
    return want(net::HttpClient::create(app::fetch_options(app.config().fetch)));
}

/// How many articles came.
std::size_t fetch_and_read_all(app::App& app, const std::vector<store::StoredSource>& sources) {
    auto client = make_client(app);
    app::PollAnswers answers(app::kMostWaitingPolls, app::kMostWaitingPollBytes);
    const std::jthread fetcher([&](const std::stop_token& stop) {
        app::fetch_and_read(client, sources, app.now(), answers, stop);
        answers.close();
    });
    std::size_t articles = 0;
    while (const auto answer = answers.pop()) {
        if (answer->report.outcome != app::PollOutcome::fresh) give_up("a feed did not come");
        articles += answer->polled.articles.size();
    }
    return articles;
}

app::PollReport poll_all(app::App& app) {
    auto client = make_client(app);
    app::RobotsBook robots;
    auto report = want(app::Poller(app, client, robots, {}).run({.all = true}));
    for (const auto& one : report.sources) {
        if (one.outcome == app::PollOutcome::failed) give_up(describe(one.failure));
    }
    return report;
}

struct Measures {
    Times bare;
    Times read;
    Times stored;
    Times bare_unchanged;
    Times unchanged;
    std::size_t bytes = 0;
    std::size_t articles = 0;
    std::size_t peak_of_bare = 0;
};

void run_round(Measures& measures, Installation& installation, const std::string& base,
               std::size_t count) {
    std::vector<Download> downloads;
    for (std::size_t i = 0; i < count; ++i) downloads.push_back({url_of(base, i), {}});
    measures.bare.measure([&] { measures.bytes = BareLoop().run(downloads); });
    if (measures.peak_of_bare == 0) measures.peak_of_bare = peak_kilobytes();

    std::optional<app::App> app = installation.make_anew(count);
    const auto sources = want(app->store().load_sources());
    measures.read.measure([&] { measures.articles = fetch_and_read_all(*app, sources); });
    measures.stored.measure([&] {
        if (poll_all(*app).taken.added != measures.articles)
            give_up("not all articles were stored");
    });
    app.reset();  // the next poll is a process of its own
    app = installation.open();
    const auto states = want(app->store().load_sources());
    for (std::size_t i = 0; i < count; ++i) downloads[i].etag = states[i].state.etag;
    measures.bare_unchanged.measure([&] {
        if (BareLoop().run(downloads) != 0) give_up("not all is unchanged");
    });
    measures.unchanged.measure([&] {
        if (poll_all(*app).taken != store::TakenIn{}) give_up("not all is unchanged");
    });
}

void print_line(std::string_view name, std::size_t count, Times& times, Times& bare) {
    const auto feeds = static_cast<double>(count);
    fmt::print("{:<28}{:>8.0f} feeds/s   {:.2f}   {:>4.0f} us\n", name, feeds / times.elapsed(),
               bare.elapsed() / times.elapsed(), times.busy() * 1e6 / feeds);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string base = argc > 1 ? argv[1] : "";
    const auto count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 0;
    const auto rounds = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 3;
    if (count == 0 || rounds == 0) {
        fmt::print(stderr, "usage: app_poll BASE_URL COUNT [ROUNDS]\n");
        return 2;
    }
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Installation installation(base);
    Measures measures;
    for (std::size_t i = 0; i < rounds; ++i) run_round(measures, installation, base, count);
    fmt::print(
        "{} feeds, {} KiB unpacked, {} articles; rate, ratio to the bare loop and "
        "processor time of a feed\n",
        count, measures.bytes >> 10U, measures.articles);
    print_line("bare", count, measures.bare, measures.bare);
    print_line("fetched and read", count, measures.read, measures.bare);
    print_line("fetched, read and stored", count, measures.stored, measures.bare);
    print_line("bare, nothing new", count, measures.bare_unchanged, measures.bare_unchanged);
    print_line("nothing new", count, measures.unchanged, measures.bare_unchanged);
    fmt::print("peak memory {:.1f} MiB, of which the bare loops {:.1f}\n",
               static_cast<double>(peak_kilobytes()) / 1024,
               static_cast<double>(measures.peak_of_bare) / 1024);
    return 0;
}
