#include "app/sources_file.hpp"

#include "app/files.hpp"
#include "app/mail_poll.hpp"
#include "app/toml_table.hpp"
#include "core/text.hpp"
#include "fetchers/newsletter.hpp"
#include "net/mail_url.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kMaxSourcesBytes = 8U << 20U;

void read_mail_keys(TomlTable& table, Source& source) {
    std::string env;
    std::string file;
    table.read_text("articles", source.form);
    table.read_text("password_env", env);
    table.read_text("password_file", file);
    if (!fetchers::newsletter_form_of(source.form)) {
        table.problem("articles", "is none of \"auto\", \"message\" and \"links\"");
    }
    if (!env.empty() && !file.empty()) {
        table.problem("password_file", "stands beside password_env; give one of them");
        return;
    }
    if (!env.empty()) source.password_place = "env:" + env;
    if (!file.empty()) source.password_place = "file:" + file;
    if (const auto place = check_password_place(source.password_place); !place) {
        table.problem(file.empty() ? "password_env" : "password_file",
                      "is not usable: " + place.error().detail);
    }
}

void read_full_text(TomlTable& table, Source& source) {
    std::string choice;
    table.read_text("full_text", choice);
    if (choice.empty()) return;
    source.full_text = full_text_choice(choice);
    if (!source.full_text) {
        table.problem("full_text", "is none of \"never\", \"teaser\" and \"always\"");
    }
}

/// Why the address is none for this kind; empty if `url` is in normal form now.
std::string normalise_address(Source& source) {
    if (source.kind == SourceKind::mail) {
        auto url = net::parse_mail_url(source.url);
        if (!url) return "is not usable: " + url.error().detail;
        source.url = std::move(*url);
        return {};
    }
    const auto url = net::parse_url(source.url);
    if (!url) return "is no http or https address";
    source.url = *url;
    return {};
}

void read_source(const toml::table& node, SourceKind kind, SourcesReading& reading) {
    const std::size_t before = reading.problems.size();
    TomlTable table(node, std::string(name_of(kind)), reading.problems);
    Source source;
    source.kind = kind;
    table.read_text("url", source.url);
    table.read_text("title", source.title);
    table.read_texts("tags", source.tags);
    if (kind == SourceKind::page) {
        table.read_text("company", source.company);
        table.read_text("links", source.links);
    }
    if (kind == SourceKind::mail) {
        read_mail_keys(table, source);
    } else {
        read_full_text(table, source);
    }
    table.finish();
    source.title = one_line(source.title);
    source.company = one_line(source.company);
    const std::size_t line = node.source().begin.line;
    if (source.url.empty()) {
        reading.problems.push_back({line, fmt::format("a [[{}]] without a url", name_of(kind))});
    } else if (const auto why = normalise_address(source); !why.empty()) {
        table.problem("url", why);
    }
    if (reading.problems.size() > before) return;
    reading.sources.push_back(std::move(source));
    reading.lines.push_back(line);
}

}  // namespace

SourcesReading parse_sources(std::string_view text) {
    SourcesReading reading;
    const auto toml = parse_toml(text, reading.problems);
    if (!toml) return reading;
    TomlTable root(*toml, "", reading.problems);
    for (const auto* feed : root.read_tables("feed")) read_source(*feed, SourceKind::feed, reading);
    for (const auto* page : root.read_tables("page")) read_source(*page, SourceKind::page, reading);
    for (const auto* mail : root.read_tables("mail")) read_source(*mail, SourceKind::mail, reading);
    root.finish();
    return reading;
}

Result<SourcesReading> load_sources_file(const std::filesystem::path& file) {
    const auto text = read_file(file, kMaxSourcesBytes);
    if (!text && text.error().code == ErrorCode::not_found) return SourcesReading{};
    if (!text) return tl::unexpected(text.error());
    auto reading = parse_sources(*text);
    if (!reading.problems.empty())
        return fail(ErrorCode::bad_input, format_problems(file, reading.problems));
    return reading;
}

}  // namespace sawthis::app
