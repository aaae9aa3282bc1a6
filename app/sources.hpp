#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "app/silence.hpp"
#include "core/result.hpp"
#include "core/source.hpp"
#include "core/subscription.hpp"
#include "store/store.hpp"

namespace sawthis::app {

/// Makes what was given for an imap or imaps address a source of kind mail, its URL in normal form.
/// Error bad_input: no such address, no place of a password, no form there is.
[[nodiscard]] Result<void> prepare_mail_source(Source& source);

/// Error bad_input: no http or https address, or what prepare_mail_source() refuses.
[[nodiscard]] Result<store::Store::AddedSource> add_source(App& app, Source source);

/// By URL or number. Error not_found.
[[nodiscard]] Result<Source> remove_source(App& app, std::string_view which);

struct SourceRow {
    store::StoredSource stored;
    Silence silence;
    std::optional<Instant> next_poll;          // nullopt: with the next run
    std::optional<Subscription> subscription;  // at the hub that it announces
    bool pushed = false;                       // its news comes from there now
};
[[nodiscard]] Result<std::vector<SourceRow>> list_sources(App& app);

struct SourcesImport {
    std::size_t added = 0;
    std::size_t known = 0;
    std::vector<std::string> problems;  // one line each
};

/// An OPML list, or a file in the form of feeds.toml (by its ending). What is no source, or leads
/// to no public address that the configuration allows, is left out and named. Error bad_input:
/// unreadable.
[[nodiscard]] Result<SourcesImport> import_sources(App& app, const std::filesystem::path& file);

struct SourcesExport {
    std::string opml;
    /// Mail folders. An imported list could else name a server and the file whose content is sent
    /// to it as a password.
    std::vector<Source> left_out;
};

/// All polled sources as OPML.
[[nodiscard]] Result<SourcesExport> export_sources(App& app);

}  // namespace sawthis::app
