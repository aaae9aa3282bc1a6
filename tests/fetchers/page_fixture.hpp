#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

/// Pages written for these tests, tests/data/pages/.
namespace page_fixture {

inline std::filesystem::path folder() {
    const char* source = std::getenv("SAWTHIS_SOURCE_DIR");
    return std::filesystem::path(source == nullptr ? "." : source) / "tests/data/pages";
}

inline std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Names without ending of the files that have `ending`, sorted.
inline std::vector<std::string> names(const std::string& ending) {
    std::vector<std::string> found;
    for (const auto& file : std::filesystem::directory_iterator(folder())) {
        if (file.path().extension() == ending) found.push_back(file.path().stem().string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace page_fixture
