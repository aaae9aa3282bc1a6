#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "app/config.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "index/article_index.hpp"
#include "store/store.hpp"

namespace sawthis::app {

struct AppOptions {
    std::filesystem::path data;    // the data directory
    std::filesystem::path config;  // config.toml; feeds.toml lies beside it
    bool config_must_exist = false;
    std::optional<Instant> now;  // pretend it is then
};

enum class Access { read, write };

/// One opened installation: configuration, clock, store, index. What the use cases of this folder
/// work on.
class App {
public:
    /// With write access the data directory is made, locked and migrated. Error bad_input: the
    /// configuration has problems; not_found: read access and nothing there; conflict: another
    /// process writes; storage.
    [[nodiscard]] static Result<App> open(AppOptions options, Access access,
                                          std::string_view command);

    [[nodiscard]] const Config& config() const;
    [[nodiscard]] std::filesystem::path sources_file() const;  // feeds.toml
    [[nodiscard]] Instant now() const;
    [[nodiscard]] store::Store& store() const;
    [[nodiscard]] std::filesystem::path data_folder() const;
    [[nodiscard]] std::filesystem::path index_folder() const;
    [[nodiscard]] Result<index::ArticleIndex> open_index(index::ArticleIndex::Mode mode) const;

    App(App&&) noexcept;
    App& operator=(App&&) noexcept;
    ~App();

private:
    struct Impl;
    explicit App(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// $XDG_DATA_HOME/sawthis and $XDG_CONFIG_HOME/sawthis/config.toml, with the defaults of the XDG
/// base directory specification 0.8.
[[nodiscard]] std::filesystem::path default_data_folder();
[[nodiscard]] std::filesystem::path default_config_file();

}  // namespace sawthis::app
