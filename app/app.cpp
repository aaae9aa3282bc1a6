#include "app/app.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "app/data_lock.hpp"
#include "app/files.hpp"

namespace sawthis::app {

namespace fs = std::filesystem;

namespace {

/// Long enough for another command's short write, short enough for a person to wait.
constexpr std::chrono::seconds kLockPatience{5};

fs::path xdg(const char* variable, const char* below_home) {
    const char* given = std::getenv(variable);
    if (given != nullptr && fs::path(given).is_absolute()) return fs::path(given) / "sawthis";
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : "/") / below_home / "sawthis";
}

}  // namespace

struct App::Impl {
    AppOptions options;
    Config config;
    std::optional<DataLock> lock;
    store::Store store;
};

App::App(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
App::App(App&&) noexcept = default;
App& App::operator=(App&&) noexcept = default;
App::~App() = default;

Result<App> App::open(AppOptions options, Access access, std::string_view command) {
    auto config = load_config(options.config, options.config_must_exist);
    if (!config) return tl::unexpected(config.error());
    std::optional<DataLock> lock;
    if (access == Access::write) {
        if (const auto made = make_private_folder(options.data); !made)
            return tl::unexpected(made.error());
        auto taken = DataLock::take(options.data, command, kLockPatience);
        if (!taken) return tl::unexpected(taken.error());
        lock = std::move(*taken);
    }
    const auto file = options.data / "sawthis.db";
    if (access == Access::read && !fs::exists(file)) {
        return fail(ErrorCode::not_found,
                    fmt::format("{}: no data directory of sawthis; run `sawthis init`",
                                options.data.string()));
    }
    auto store = store::Store::open(file, access == Access::write ? store::Store::Mode::read_write
                                                                  : store::Store::Mode::read_only);
    if (!store) return tl::unexpected(store.error());
    return App(std::make_unique<Impl>(
        Impl{std::move(options), std::move(*config), std::move(lock), std::move(*store)}));
}

const Config& App::config() const {
    return impl_->config;
}

fs::path App::sources_file() const {
    return impl_->options.config.parent_path() / "feeds.toml";
}

Instant App::now() const {
    return impl_->options.now.value_or(
        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

store::Store& App::store() const {
    return impl_->store;
}

fs::path App::data_folder() const {
    return impl_->options.data;
}

fs::path App::index_folder() const {
    return impl_->options.data / "index";
}

Result<index::ArticleIndex> App::open_index(index::ArticleIndex::Mode mode) const {
    return index::ArticleIndex::open(index_folder(), mode);
}

fs::path default_data_folder() {
    return xdg("XDG_DATA_HOME", ".local/share");
}

fs::path default_config_file() {
    return xdg("XDG_CONFIG_HOME", ".config") / "config.toml";
}

}  // namespace sawthis::app
