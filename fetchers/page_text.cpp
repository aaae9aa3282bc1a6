#include "fetchers/page_text.hpp"

#include <algorithm>
#include <iterator>

#include "core/text.hpp"
#include "fetchers/html_text.hpp"
#include "fetchers/page_container.hpp"
#include "fetchers/page_lead.hpp"
#include "fetchers/page_lines.hpp"
#include "fetchers/page_prune.hpp"
#include "fetchers/page_render.hpp"

namespace sawthis::fetchers {

namespace {

std::string joined(const std::vector<TextLine>& lines) {
    std::string text;
    for (const auto& line : lines) {
        if (!text.empty()) text += '\n';
        text += line.text;
    }
    return text;
}

std::string text_below(const HtmlTree& tree, const PrunedPage& page, NodeId container,
                       const TextHints& hints) {
    auto lines = render_lines(tree, page, container);
    const auto is_in = [&lines](std::string_view text) {
        return std::any_of(lines.begin(), lines.end(), [text](const TextLine& line) {
            return line.text.find(text) != std::string::npos;
        });
    };
    std::vector<TextLine> lead;
    for (const NodeId id : find_lead(tree, page, hints.headline, container)) {
        TextLine line;
        line.text = tree.text_of(id);
        if (!is_in(line.text)) lead.push_back(std::move(line));
    }
    lines.insert(lines.begin(), std::make_move_iterator(lead.begin()),
                 std::make_move_iterator(lead.end()));
    return joined(article_lines(std::move(lines), hints.titles));
}

/// Where the JSON-LD gives plain text its lines are the paragraphs.
std::string text_of_linked_body(const std::string& body) {
    if (body.find('<') != std::string::npos) return html_to_text(body);
    std::string text;
    for (std::size_t begin = 0; begin < body.size();) {
        const auto end = std::min(body.find('\n', begin), body.size());
        const auto line =
            squeeze_space(decode_references(std::string_view(body).substr(begin, end - begin)));
        if (!line.empty()) text += (text.empty() ? "" : "\n") + line;
        begin = end + 1;
    }
    return text;
}

}  // namespace

std::string main_text(const HtmlTree& tree, const TextHints& hints) {
    constexpr std::size_t kLittle = 250;
    constexpr std::size_t kWholeBody = 500;
    auto page = prune(tree);
    auto text = text_below(tree, page, find_container(tree, page), hints);
    if (text.size() < kLittle) {
        page = prune(tree, false);
        auto whole = text_below(tree, page, 0, hints);
        if (whole.size() > 2 * text.size()) text = std::move(whole);
    }
    if (hints.linked_body.size() >= kWholeBody) {
        const auto body = text_of_linked_body(hints.linked_body);
        if (text.size() * 5 < body.size() * 2) text = body;
    }
    return text.empty() ? squeeze_space(hints.description) : text;
}

}  // namespace sawthis::fetchers
