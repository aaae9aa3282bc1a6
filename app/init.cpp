#include "app/init.hpp"

#include <algorithm>
#include <system_error>

#include "app/files.hpp"
#include "embedded.hpp"

namespace sawthis::app {

namespace {

std::string commented(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!line.empty() && line.front() != '#') out += "# ";
        out.append(line).append("\n");
    }
    return out;
}

Result<void> write_if_missing(const std::filesystem::path& file, std::string_view text,
                              InitReport& report) {
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(file, error))) {
        report.kept.push_back(file);
        return {};
    }
    report.made.push_back(file);
    return write_file(file, text);
}

}  // namespace

Result<InitReport> init(const AppOptions& options) {
    InitReport report{options.data, {}, {}};
    std::error_code error;
    const auto folder = options.config.parent_path();
    // A folder of the user's own choice keeps its mode; ours is made for its owner alone.
    if (!folder.empty() && !std::filesystem::exists(folder, error)) {
        if (const auto made = make_private_folder(folder); !made)
            return tl::unexpected(made.error());
    }
    const auto sources = folder / "feeds.toml";
    if (const auto done = write_if_missing(options.config, embedded::k_config_example_toml, report);
        !done) {
        return tl::unexpected(done.error());
    }
    if (const auto done =
            write_if_missing(sources, commented(embedded::k_feeds_example_toml), report);
        !done) {
        return tl::unexpected(done.error());
    }
    if (const auto app = App::open(options, Access::write, "init"); !app)
        return tl::unexpected(app.error());
    return report;
}

}  // namespace sawthis::app
