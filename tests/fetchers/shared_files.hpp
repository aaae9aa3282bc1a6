#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace sawthis::fetchers::testing {

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::filesystem::path source_folder() {
    const char* const folder = std::getenv("SAWTHIS_SOURCE_DIR");
    return folder != nullptr ? folder : ".";
}

/// The folder of data that only measures; it need not be there.
inline std::filesystem::path shared_folder() {
    const char* const folder = std::getenv("SAWTHIS_SHARED");
    return folder != nullptr ? std::filesystem::path(folder) : source_folder() / ".." / "shared";
}

}  // namespace sawthis::fetchers::testing
