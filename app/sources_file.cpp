#include "app/sources_file.hpp"

#include "app/files.hpp"
#include "app/toml_table.hpp"
#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kMaxSourcesBytes = 8U << 20U;

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
    table.finish();
    source.title = one_line(source.title);
    source.company = one_line(source.company);
    const std::size_t line = node.source().begin.line;
    if (source.url.empty()) {
        reading.problems.push_back({line, fmt::format("a [[{}]] without a url", name_of(kind))});
    } else if (const auto url = net::parse_url(source.url)) {
        source.url = *url;
    } else {
        table.problem("url", "is no http or https address");
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
