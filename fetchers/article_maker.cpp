#include "fetchers/article_maker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "core/borrowed_text.hpp"
#include "core/hash.hpp"
#include "core/text.hpp"
#include "fetchers/html_text.hpp"
#include "fetchers/language.hpp"
#include "fetchers/language_teller.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostTitleCharacters = 1'000;
constexpr std::size_t kMostTextBytes = std::size_t{256} * 1024;
constexpr std::size_t kMostMarkupBytes = 4 * kMostTextBytes;  // of which text is made
constexpr std::size_t kMostAuthorBytes = 500;
constexpr std::size_t kMostGuidBytes = 1'024;

/// At most `most` characters, "…" as the last one where something was cut.
std::string cut_characters(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);  // each takes a byte or more
    std::size_t at = 0;
    std::size_t end_of_cut = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count + 1 == most) end_of_cut = at;
        if (count == most) return std::string(text.substr(0, end_of_cut)).append("…");
        static_cast<void>(decode_utf8(text, at));
    }
    return std::string(text);
}

/// A guid made from the content; it outlives builds and machines.
std::string hash_of(std::string_view title, std::string_view text) {
    constexpr char kApart = '\xFF';  // no byte of UTF-8: the parts stay apart
    const auto hash = HashChain().add(title).add(kApart).add(text).add(kApart);
    return fmt::format("content:{:016x}", hash.value());
}

/// Long ids keep their start, to be read, and the hash of the whole.
std::string bounded_guid(const std::string& guid) {
    if (guid.size() <= kMostGuidBytes) return guid;
    return fmt::format("{}#{}", shorten(guid, kMostGuidBytes / 2), hash_of(guid, {}));
}

/// Up to the first full stop, question or exclamation mark with a blank behind it, or the line's
/// end.
std::string first_sentence(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    for (std::size_t at = line.find_first_of(".!?"); at != std::string_view::npos;
         at = line.find_first_of(".!?", at + 1)) {
        constexpr std::size_t kShortest = 20;  // "Dr." and "U.S." end no sentence
        if (at >= kShortest && at + 1 < line.size() && line[at + 1] == ' ') {
            return std::string(line.substr(0, at + 1));
        }
    }
    return std::string(line);
}

/// "example.org/a" of "https://example.org/a".
std::string_view without_scheme(std::string_view url) {
    const auto end = url.find("://");
    return end == std::string_view::npos ? url : url.substr(end + 3);
}

std::string text_of_html(const std::string& html) {
    return html_to_text(std::string_view(html).substr(0, kMostMarkupBytes));
}

/// The longest of what the feed gave; feeds put a teaser now here, now there. The teaser is the
/// article's own where the text is another's.
std::string text_of(const Entry& entry) {
    std::string best = text_of_html(entry.content_html);
    if (entry.content_text.size() > best.size()) best = std::string(trim(entry.content_text));
    const bool borrowed = !entry.summary.empty() && has_borrowed_text(entry.title, best);
    if (entry.summary.size() > best.size() || borrowed) {
        std::string summary = text_of_html(entry.summary);
        const bool is_better = summary.size() > best.size() || (borrowed && !summary.empty());
        if (is_better) best = std::move(summary);
    }
    if (!is_utf8(best)) best = repair_utf8(best);
    return best.size() > kMostTextBytes ? shorten(best, kMostTextBytes) : best;
}

/// What the entry says, else the feed, else the words.
class Languages {
public:
    explicit Languages(const Feed& feed) : of_feed_(primary_language(feed.language)) {}

    [[nodiscard]] std::string of(const Entry& entry, const Article& article) {
        if (auto language = primary_language(entry.language); !language.empty()) return language;
        return of_feed_.empty() ? teller_.tell(article.title, article.text) : of_feed_;
    }

private:
    std::string of_feed_;
    LanguageTeller teller_;
};

std::string name_of_publisher(std::string_view name) {
    constexpr std::size_t kMostCharacters = 200;
    return cut_characters(one_line(name), kMostCharacters);
}

/// Of entries that name no outlet of their own.
std::string publisher_of(const Feed& feed, const Source& source) {
    for (const auto* name : {&source.title, &feed.title}) {
        if (auto line = name_of_publisher(*name); !line.empty()) return line;
    }
    return net::host_of(source.url);
}

/// News searches write "Acme opens a plant - The Ledger".
std::string without_publisher(std::string title, std::string_view publisher) {
    constexpr std::string_view kJoint = " - ";
    constexpr std::size_t kFewestWords = 2;
    const auto at = title.rfind(kJoint);
    if (publisher.empty() || at == std::string::npos) return title;
    const auto end = std::string_view(title).substr(at + kJoint.size());
    const bool ends_so = fold_case(end) == fold_case(publisher);
    if (ends_so && find_words(std::string_view(title).substr(0, at)).size() >= kFewestWords) {
        title.resize(at);
    }
    return title;
}

/// The start of 1970 is what programs write that know of no date.
std::optional<Instant> day_of(const Entry& entry) {
    for (const auto& day : {entry.published, entry.modified}) {
        if (day && *day != Instant{}) return day;
    }
    return std::nullopt;
}

/// All of an article but what is the same for the whole feed.
Article make_article(const Entry& entry, Languages& languages) {
    Article article;
    article.text = text_of(entry);
    article.title = squeeze_space(one_line(entry.title));
    const std::string guid_title = article.title;
    article.url = net::canonical_url(entry.url.empty() ? entry.linked_url : entry.url);
    if (article.title.empty()) article.title = one_line(first_sentence(article.text));
    if (article.title.empty()) article.title = without_scheme(article.url);
    article.title = cut_characters(article.title, kMostTitleCharacters);
    article.author = shorten(one_line(join(entry.authors, ", ")), kMostAuthorBytes);
    article.publisher = name_of_publisher(entry.publisher);
    article.title = without_publisher(std::move(article.title), article.publisher);
    article.published = day_of(entry);
    article.guid = bounded_guid(one_line(entry.id));
    if (article.guid.empty()) article.guid = bounded_guid(article.url);
    if (article.guid.empty()) article.guid = hash_of(guid_title, article.text);
    article.language = languages.of(entry, article);
    return article;
}

bool is_named(const Entry& entry) {
    return !entry.id.empty() || !entry.url.empty();
}

/// A feed that was cut may have ended inside its last entry. Without the id that its siblings have
/// it would come again, as another article, once it is whole.
bool was_cut(const Feed& feed, std::size_t index) {
    return feed.cut && index > 0 && index + 1 == feed.entries.size() &&
           !is_named(feed.entries[index]) && is_named(feed.entries[index - 1]);
}

}  // namespace

std::vector<Article> make_articles(const Feed& feed, const Source& source, Instant now,
                                   std::size_t max_articles) {
    std::vector<Article> articles;
    articles.reserve(std::min(feed.entries.size(), max_articles));
    const std::string publisher = publisher_of(feed, source);
    Languages languages(feed);
    for (std::size_t i = 0; i < feed.entries.size() && articles.size() < max_articles; ++i) {
        if (was_cut(feed, i)) continue;
        Article article = make_article(feed.entries[i], languages);
        if (article.title.empty()) continue;
        article.source = source.id;
        article.first_seen = now;
        if (article.publisher.empty()) article.publisher = publisher;
        articles.push_back(std::move(article));
    }
    return articles;
}

}  // namespace sawthis::fetchers
