#include "cli/commands.hpp"

namespace sawthis::cli {

app::AppOptions Session::app_options() const {
    return {global.data, global.config, global.config_given, global.now};
}

Result<app::App> Session::open(app::Access access) const {
    return app::App::open(app_options(), access, words);
}

}  // namespace sawthis::cli
