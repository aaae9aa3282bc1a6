// A selector (the first line) and a page: what is picked lies in the tree, in document order, once.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "fetchers/css_selector.hpp"
#include "fetchers/html_tree.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis::fetchers;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto end = bytes.find('\n');
    const auto selector = CssSelector::compile(bytes.substr(0, end));
    if (!selector) {
        if (selector.error().detail.empty()) std::abort();
        return 0;
    }
    const auto page = end == std::string_view::npos ? std::string_view{} : bytes.substr(end);
    const auto tree = HtmlTree::parse(sawthis::repair_utf8(page));
    if (!tree) return 0;
    NodeId next = 0;
    for (const NodeId id : selector->find(*tree)) {
        if (id < next || id >= tree->size() || tree->is_text(id)) std::abort();
        next = id + 1;
    }
    return 0;
}
