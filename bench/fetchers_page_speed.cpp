// Article extraction against gumbo's bare tree building on the same pages, in one run.
//   fetchers_page_speed [--rounds N] FILE...
// Reads all files first; the ratio of the medians is the last line.
#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/charset.hpp"
#include "fetchers/page_article.hpp"

namespace {

using Clock = std::chrono::steady_clock;

template <class Work>
double seconds(Work work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void parse_bare(const std::string& page) {
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    gumbo_destroy_output(&kGumboDefaultOptions, output);
}

}  // namespace

int main(int argc, char** argv) {
    int rounds = 5;
    std::vector<std::string> pages;
    std::vector<std::string> decoded;
    std::size_t bytes = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--rounds" && i + 1 < argc) {
            rounds = std::max(1, std::atoi(argv[++i]));
            continue;
        }
        std::ifstream file(argument, std::ios::binary);
        pages.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        decoded.push_back(sawthis::to_utf8(pages.back(), ""));
        bytes += pages.back().size();
    }
    if (pages.empty()) return 2;
    std::vector<double> bare;
    std::vector<double> whole;
    std::size_t found = 0;
    for (int round = 0; round < rounds; ++round) {
        bare.push_back(seconds([&] {
            for (const auto& page : decoded) parse_bare(page);
        }));
        whole.push_back(seconds([&] {
            for (const auto& page : pages) {
                const auto article =
                    sawthis::fetchers::extract_article(page, "https://news.example/a", "");
                found += article && !article->text.empty() ? 1U : 0U;
            }
        }));
    }
    const double megabytes = static_cast<double>(bytes) / 1e6;
    fmt::print("{} pages, {:.1f} MB, {} with text\n", pages.size(), megabytes,
               found / static_cast<std::size_t>(rounds));
    fmt::print("gumbo_parse      {:.3f} s  {:.1f} MB/s\n", median(bare), megabytes / median(bare));
    fmt::print("extract_article  {:.3f} s  {:.1f} MB/s\n", median(whole),
               megabytes / median(whole));
    fmt::print("ratio {:.2f}\n", median(bare) / median(whole));
    return 0;
}
