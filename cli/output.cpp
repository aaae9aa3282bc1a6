#include "cli/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::cli {

bool print(std::string_view text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
           std::fflush(stdout) == 0;
}

void complain(std::string_view text) {
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!line.empty()) fmt::print(stderr, "sawthis: {}\n", shorten(one_line(line), 2'000));
    }
}

int report_failure(const Error& error) {
    complain(error.detail);
    return kExitFailed;
}

int report_unusable(const Error& error) {
    complain(error.detail);
    return error.code == ErrorCode::bad_input ? kExitFailed : kExitUnusable;
}

std::string shown_url(std::string_view url) {
    return one_line(net::without_credentials(url));
}

std::string shown_url(const Source& source) {
    return source.kind == SourceKind::mail ? one_line(source.url) : shown_url(source.url);
}

std::string shown_name(const Source& source) {
    return source.title.empty() ? shown_url(source) : one_line(source.title);
}

std::string count(std::size_t number, std::string_view noun) {
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    const std::string_view plural = noun.ends_with("ch") ? "es" : "s";
    return fmt::format("{} {}{}", digits, noun, number == 1 ? "" : plural);
}

std::string tell_notices(std::size_t notices) {
    if (notices == 0) return {};
    return count(notices, "new notice") + " from your alerts. See them: sawthis alert run\n";
}

std::string marked(std::string_view text, const std::vector<Span>& marks, bool colour) {
    std::string out;
    std::size_t at = 0;
    for (const auto& mark : marks) {
        if (mark.begin < at || mark.end > text.size()) continue;
        out += one_line(text.substr(at, mark.begin - at));
        out += colour ? "\x1b[1m" : "«";
        out += one_line(text.substr(mark.begin, mark.end - mark.begin));
        out += colour ? "\x1b[0m" : "»";
        at = mark.end;
    }
    return out + one_line(text.substr(at));
}

}  // namespace sawthis::cli
