#include "index/story.hpp"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <tuple>

#include "core/text.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kFullText = 4'000;  // bytes; what is longer is no fuller
constexpr std::size_t kTextStep = 500;    // a few words more or less decide nothing

/// Whether the text says itself that it was taken from somewhere else.
bool is_republished(const Article& article) {
    constexpr std::string_view kMarks[] = {"appeared first on", "originally published",
                                           "first published on", "republished from"};
    const std::string text = lower_ascii(article.text);
    return std::ranges::any_of(kMarks,
                               [&](auto mark) { return text.find(mark) != std::string::npos; });
}

/// The lowest is the lead.
auto rank(const Article& article) {
    const std::size_t fullness = std::min(article.text.size(), kFullText) / kTextStep;
    return std::tuple(is_republished(article), kFullText / kTextStep - fullness, appeared(article),
                      article.id.value);
}

}  // namespace

const Article& choose_lead(std::span<const Article> articles) {
    assert(!articles.empty());
    return *std::ranges::min_element(articles, {}, rank);
}

Story make_story(std::span<const Article> articles) {
    const Article& lead = choose_lead(articles);
    std::vector<const Article*> in_order;
    for (const auto& article : articles) in_order.push_back(&article);
    std::ranges::sort(in_order, {}, [](const Article* article) {
        return std::pair(appeared(*article), article->id.value);
    });
    Story story{
        lead.story, lead.id, {}, {}, appeared(*in_order.front()), appeared(*in_order.back())};
    for (const Article* article : in_order) {
        story.articles.push_back(article->id);
        const auto& publisher = article->publisher;
        const bool known = std::ranges::count(story.sources, publisher) > 0;
        if (!publisher.empty() && !known) story.sources.push_back(publisher);
    }
    return story;
}

}  // namespace sawthis::index
