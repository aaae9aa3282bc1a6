#include "index/normal_form.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace sawthis::index {

namespace {

bool is_ascii_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Appends `run`, lower-cased while it is ASCII; false at the first byte that is not.
bool append_ascii(std::string& out, std::string_view run) {
    bool ascii = true;
    for (const char c : run) {
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    return ascii;
}

}  // namespace

std::string normal_form(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto blank = std::ranges::find_if(text, is_ascii_blank);
        const auto length = static_cast<std::size_t>(blank - text.begin());
        const std::size_t kept = out.size();
        if (!append_ascii(out, text.substr(0, length))) {
            out.resize(kept);
            out += fold_case(text.substr(0, length));
        }
        if (length < text.size()) out += text[length];
        text.remove_prefix(std::min(length + 1, text.size()));
    }
    return out;
}

}  // namespace sawthis::index
