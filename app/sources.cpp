#include "app/sources.hpp"

#include <fmt/format.h>

#include "app/files.hpp"
#include "app/mail_poll.hpp"
#include "app/pushed_sources.hpp"
#include "app/sources_file.hpp"
#include "fetchers/newsletter.hpp"
#include "fetchers/opml.hpp"
#include "net/address_guard.hpp"
#include "net/mail_url.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kMaxListBytes = 32U << 20U;

/// What both forms of a list come to.
Result<fetchers::OpmlReading> read_list(const std::filesystem::path& file) {
    const auto text = read_file(file, kMaxListBytes);
    if (!text) return tl::unexpected(text.error());
    if (file.extension() != ".toml") {
        auto opml = fetchers::parse_opml(*text);
        if (!opml) return fail_in(file.string(), opml.error());
        return opml;
    }
    auto toml = parse_sources(*text);
    fetchers::OpmlReading reading{std::move(toml.sources), {}};
    for (const auto& problem : toml.problems) {
        reading.problems.push_back(fmt::format("line {}: {}", problem.line, problem.text));
    }
    return reading;
}

std::string private_problem(const std::string& url) {
    return fmt::format(
        "{}: no public address; left out. To poll it, name its host and port in allow_private of "
        "[fetch] in config.toml",
        net::without_credentials(url));
}

}  // namespace

Result<void> prepare_mail_source(Source& source) {
    auto url = net::parse_mail_url(source.url);
    if (!url) return tl::unexpected(url.error());
    source.kind = SourceKind::mail;
    source.url = std::move(*url);
    if (!fetchers::newsletter_form_of(source.form)) {
        return fail(ErrorCode::bad_input, "articles are auto, message or links");
    }
    return check_password_place(source.password_place);
}

Result<store::Store::AddedSource> add_source(App& app, Source source) {
    if (net::is_mail_url(source.url)) {
        if (const auto ready = prepare_mail_source(source); !ready) {
            return tl::unexpected(ready.error());
        }
        return app.store().put_source(source);
    }
    const auto url = net::parse_url(source.url);
    if (!url) {
        return fail(ErrorCode::bad_input, fmt::format("{}: no http or https address",
                                                      net::without_credentials(source.url)));
    }
    source.url = *url;
    return app.store().put_source(source);
}

Result<Source> remove_source(App& app, std::string_view which) {
    const auto sources = app.store().load_sources();
    if (!sources) return tl::unexpected(sources.error());
    const auto mail = net::parse_mail_url(which);
    const auto url = mail ? *mail : net::parse_url(which).value_or(std::string(which));
    for (const auto& one : *sources) {
        if (one.source.url != url && fmt::format("{}", one.source.id.value) != which) continue;
        if (const auto removed = app.store().remove_source(one.source.id); !removed) {
            return tl::unexpected(removed.error());
        }
        return one.source;
    }
    return fail(ErrorCode::not_found,
                fmt::format("{}: no source has this address or number; see `sawthis source list`",
                            net::without_credentials(which)));
}

Result<std::vector<SourceRow>> list_sources(App& app) {
    auto sources = app.store().load_sources();
    if (!sources) return tl::unexpected(sources.error());
    const auto pushed = PushedSources::load(app);
    if (!pushed) return tl::unexpected(pushed.error());
    std::vector<SourceRow> rows;
    for (auto& one : *sources) {
        SourceRow row;
        row.silence = silence_of(one.state, app.now());
        row.next_poll = pushed->next_poll(one.source.id, one.state, app.now());
        row.pushed = pushed->is_pushed(one.source.id, one.state, app.now());
        if (const auto* found = pushed->find(one.source.id)) row.subscription = *found;
        row.stored = std::move(one);
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<SourcesImport> import_sources(App& app, const std::filesystem::path& file) {
    auto list = read_list(file);
    if (!list) return tl::unexpected(list.error());
    const auto allowed = net::AllowList::parse(app.config().fetch.allow_private);
    if (!allowed) return tl::unexpected(allowed.error());
    SourcesImport import{0, 0, std::move(list->problems)};
    for (const auto& source : list->sources) {
        if (source.kind != SourceKind::mail && net::is_private_url(source.url, *allowed)) {
            import.problems.push_back(private_problem(source.url));
            continue;
        }
        const auto put = app.store().put_source(source);
        if (!put) return tl::unexpected(put.error());
        ++(put->added ? import.added : import.known);
    }
    return import;
}

Result<SourcesExport> export_sources(App& app) {
    const auto stored = app.store().load_sources();
    if (!stored) return tl::unexpected(stored.error());
    SourcesExport result;
    std::vector<Source> sources;
    for (const auto& one : *stored) {
        if (one.source.kind == SourceKind::mail) {
            result.left_out.push_back(one.source);
        } else if (net::parse_url(one.source.url)) {
            sources.push_back(one.source);
        }
    }
    result.opml = fetchers::format_opml(sources);
    return result;
}

}  // namespace sawthis::app
