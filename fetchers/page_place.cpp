#include "fetchers/page_place.hpp"

#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

std::string base_url_of(const HtmlTree& tree, std::string_view page_url) {
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree[id].tag == Tag::body) break;
        if (tree[id].tag != Tag::base || !tree.has_attribute(id, "href")) continue;
        return net::resolve_url(page_url, tree.attribute(id, "href"))
            .value_or(std::string(page_url));
    }
    return std::string(page_url);
}

std::string_view language_of(const HtmlTree& tree) {
    const auto language = tree.attribute(0, "lang");
    return trim(language.empty() ? tree.attribute(0, "xml:lang") : language);
}

DayOrder day_order_of(const HtmlTree& tree, std::string_view page_url) {
    const auto language = lower_ascii(language_of(tree));
    const bool american_host = [&] {
        const auto host = net::host_of(page_url);
        return host.ends_with(".com") || host.ends_with(".org") || host.ends_with(".net") ||
               host.ends_with(".gov") || host.ends_with(".edu") || host.ends_with(".us");
    }();
    const bool american = language == "en-us" || language == "en_us" ||
                          ((language == "en" || language.empty()) && american_host);
    return american ? DayOrder::month_first : DayOrder::day_first;
}

std::vector<std::string> path_segments(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("?#"));
    const auto path = url.find('/');
    if (path == std::string_view::npos) return {};
    return split_list(lower_ascii(url.substr(path)), '/');
}

}  // namespace sawthis::fetchers
