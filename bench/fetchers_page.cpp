// Prints what extract_article() makes of pages, one JSON object each, for scoring.
//   fetchers_page FILE --url URL
//   fetchers_page --list LIST     lines "set <tab> name <tab> file <tab> url"; objects with set and
//   name
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "core/text.hpp"
#include "fetchers/page_article.hpp"

namespace {

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::ordered_json extract(const std::string& file, const std::string& url) {
    nlohmann::ordered_json json;
    const auto article = sawthis::fetchers::extract_article(read_file(file), url, "");
    if (!article) return json;
    json = {{"url", article->url},
            {"title", article->title},
            {"byline", article->byline},
            {"published", article->published},
            {"site_name", article->site_name},
            {"text", article->text}};
    return json;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4 && argc != 3) return 2;
    const std::string first = argv[1];
    if (first != "--list") {
        fmt::print("{}\n", extract(first, argc > 3 ? argv[3] : "").dump());
        return 0;
    }
    std::ifstream list(argv[2]);
    for (std::string line; std::getline(list, line);) {
        const auto parts = sawthis::split_list(line, '\t');
        if (parts.size() != 4) continue;
        auto json = extract(parts[2], parts[3]);
        json["set"] = parts[0];
        json["name"] = parts[1];
        fmt::print("{}\n", json.dump());
    }
    return 0;
}
