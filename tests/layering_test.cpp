#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

/// The include rule of docs/architecture.md, read from every file.

namespace fs = std::filesystem;

namespace {

struct Folder {
    std::set<std::string> may_include;  // folders of ours, besides itself
    std::vector<std::string> owns;      // beginnings of outside headers that it alone includes
};

const std::map<std::string, Folder>& folders() {
    static const std::set<std::string> kSteps{"contacts", "fetchers", "index",
                                              "matcher",  "notifier", "store"};
    static const std::map<std::string, Folder> kFolders = [] {
        std::set<std::string> below_app = kSteps;
        below_app.insert({"core", "net"});
        return std::map<std::string, Folder>{
            {"core", {{}, {"utf8proc.h"}}},
            {"net", {{"core"}, {"curl/", "gmime/", "libpsl.h", "openssl/"}}},
            {"contacts", {{"core"}, {"csv.h"}}},
            {"fetchers", {{"core", "net"}, {"pugixml.hpp", "gumbo.h", "cld2/", "re2/"}}},
            {"index", {{"core"}, {"xapian"}}},
            {"matcher", {{"core"}, {"re2/", "libstemmer.h"}}},
            {"notifier", {{"core", "net"}, {"mustache"}}},
            {"store", {{"core"}, {"sqlite3.h"}}},
            {"app", {below_app, {"toml++/", "absl/"}}},
            {"web", {{"core", "app"}, {"boost/"}}},
            {"cli",
             {[&] {
                  auto all = below_app;
                  all.insert({"app", "web"});
                  return all;
              }(),
              {"CLI/"}}},
        };
    }();
    return kFolders;
}

fs::path root() {
    const char* folder = std::getenv("SAWTHIS_SOURCE_DIR");
    return folder == nullptr ? fs::current_path() : fs::path(folder);
}

struct Include {
    std::string folder;  // of the file that includes
    std::string file;
    std::string header;  // as written
    bool ours = false;   // in quotes
};

std::vector<Include> includes_of(const std::string& folder, const fs::path& file) {
    std::vector<Include> includes;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto at = line.find_first_not_of(' ');
        if (at == std::string::npos || line.compare(at, 9, "#include ") != 0) continue;
        const auto open = line.find_first_of("\"<", at);
        const auto close = line.find_first_of("\">", open + 1);
        if (open == std::string::npos || close == std::string::npos) continue;
        includes.push_back(
            {folder, file.string(), line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
    return includes;
}

std::vector<Include> all_includes() {
    std::vector<Include> all;
    for (const auto& [folder, rules] : folders()) {
        if (!fs::exists(root() / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root() / folder)) {
            if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
            const auto some = includes_of(folder, entry.path());
            all.insert(all.end(), some.begin(), some.end());
        }
    }
    return all;
}

std::string folder_in(const std::string& header) {
    return header.substr(0, header.find('/'));
}

/// Public headers stand in their folder's CMakeLists.txt; others are for the folder's own sources.
bool is_public_header(const Include& include) {
    const fs::path file(include.file);
    if (file.extension() != ".hpp") return false;
    std::ifstream in(root() / include.folder / "CMakeLists.txt");
    for (std::string word; in >> word;) {
        if (word == file.filename()) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a folder includes only folders above it in the include rule", "[house]") {
    const auto includes = all_includes();
    REQUIRE(includes.size() > 100);
    for (const auto& include : includes) {
        const auto target = folder_in(include.header);
        if (!include.ours || !folders().contains(target) || target == include.folder) continue;
        INFO(include.file << " includes " << include.header);
        CHECK(folders().at(include.folder).may_include.contains(target));
    }
}

TEST_CASE("an outside header is included by its owner alone", "[house]") {
    for (const auto& include : all_includes()) {
        for (const auto& [owner, rules] : folders()) {
            for (const auto& start : rules.owns) {
                const auto& own = folders().at(include.folder).owns;
                const bool shared = std::find(own.begin(), own.end(), start) != own.end();
                if (shared || include.header.rfind(start, 0) != 0) continue;
                INFO(include.file << " includes " << include.header << ", which belongs to "
                                  << owner);
                CHECK(owner == include.folder);
            }
        }
    }
}

TEST_CASE("no header of ours shows an outside library but fmt and tl::expected", "[house]") {
    static const std::array<std::string, 11> kHidden{"curl/",   "pugixml",   "gumbo",   "xapian",
                                                     "sqlite3", "nlohmann/", "CLI/",    "absl/",
                                                     "re2/",    "boost/",    "openssl/"};
    for (const auto& include : all_includes()) {
        if (!is_public_header(include)) continue;
        for (const auto& start : kHidden) {
            INFO(include.file << " includes " << include.header);
            CHECK(include.header.rfind(start, 0) != 0);
        }
    }
}

TEST_CASE("the include rule itself has no circle", "[house]") {
    for (const auto& [name, rules] : folders()) {
        for (const auto& above : rules.may_include) {
            INFO(name << " and " << above);
            CHECK_FALSE(folders().at(above).may_include.contains(name));
        }
    }
}
