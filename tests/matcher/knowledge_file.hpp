#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace sawthis::matcher {

/// A file of knowledge/ as it stands in the tree; empty if it is not there.
inline std::string read_knowledge(const std::string& name) {
    const char* const root = std::getenv("SAWTHIS_SOURCE_DIR");
    std::ifstream file(std::filesystem::path(root == nullptr ? "." : root) / "knowledge" / name,
                       std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace sawthis::matcher
