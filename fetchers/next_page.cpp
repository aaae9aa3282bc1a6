#include "fetchers/next_page.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <unordered_set>

#include "core/charset.hpp"
#include "core/number.hpp"
#include "core/text.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/page_place.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kLongestLabel = 60;
constexpr int kMostPages = 10'000;

using Labels = std::unordered_set<std::string>;

Labels fold_all(std::initializer_list<std::string_view> labels) {
    Labels folded;
    for (const auto label : labels) folded.insert(fold_case(label));
    return folded;
}

/// These need nothing around them that looks like a pager.
const Labels& clear_labels() {
    static const Labels kLabels = fold_all({"next page",
                                            "go to next page",
                                            "next posts",
                                            "next entries",
                                            "older",
                                            "older posts",
                                            "older entries",
                                            "older news",
                                            "older articles",
                                            "older stories",
                                            "older releases",
                                            "previous entries",
                                            "earlier posts",
                                            "nachste seite",
                                            "zur nachsten seite",
                                            "altere beitrage",
                                            "altere eintrage",
                                            "altere meldungen",
                                            "page suivante",
                                            "articles plus anciens",
                                            "articles precedents",
                                            "pagina siguiente",
                                            "entradas anteriores",
                                            "entradas mas antiguas",
                                            "noticias anteriores",
                                            "pagina successiva",
                                            "articoli precedenti",
                                            "articoli meno recenti",
                                            "post piu vecchi",
                                            "proxima pagina",
                                            "pagina seguinte",
                                            "posts mais antigos",
                                            "postagens mais antigas",
                                            "volgende pagina",
                                            "oudere berichten",
                                            "nasta sida",
                                            "aldre inlagg",
                                            "neste side",
                                            "eldre innlegg",
                                            "næste side",
                                            "ældre indlæg",
                                            "seuraava sivu",
                                            "vanhemmat artikkelit",
                                            "nastepna strona",
                                            "starsze wpisy",
                                            "dalsi stranka",
                                            "starsi prispevky",
                                            "dalsia strana",
                                            "kovetkezo oldal",
                                            "regebbi bejegyzesek",
                                            "pagina urmatoare",
                                            "articole mai vechi",
                                            "sonraki sayfa",
                                            "eski yazılar",
                                            "επομενη σελιδα",
                                            "следующая страница",
                                            "предыдущие записи",
                                            "наступна сторінка",
                                            "下一页",
                                            "下一頁",
                                            "次のページ",
                                            "次のページへ",
                                            "다음 페이지",
                                            "الصفحة التالية",
                                            "העמוד הבא"});
    return kLabels;
}

/// Words and signs that may as well belong to a slide show.
const Labels& pager_labels() {
    static const Labels kLabels =
        fold_all({"next",     "weiter",    "nachste",    "vor",        "suivant",    "suivante",
                  "suivants", "siguiente", "siguientes", "successivo", "successiva", "avanti",
                  "proxima",  "proximo",   "seguinte",   "volgende",   "nasta",      "neste",
                  "næste",    "seuraava",  "nastepna",   "nastepne",   "dalej",      "dalsi",
                  "dalsia",   "kovetkezo", "urmatoarea", "sonraki",    "ileri",      "επομενη",
                  "επομενο",  "следующая", "следующие",  "след",       "вперед",     "далее",
                  "наступна", "下页",      "次へ",       "次",         "다음",       "التالي",
                  "הבא",      "more",      ">",          ">>",         "›",          "»",
                  "→",        "⟩",         "❯"});
    return kLabels;
}

/// Folded, without the signs and stops around the words: "Next »" is "next".
std::string label_of(std::string_view text) {
    if (text.size() > kLongestLabel) return {};
    std::string words;
    const auto spans = find_words(text);
    if (!spans.empty()) {
        words = text.substr(spans.front().begin, spans.back().end - spans.front().begin);
    } else {
        words = trim(text);
    }
    return squeeze_space(fold_case(words));
}

/// The number of a page that all of `text` is; 0 if it is none.
int page_number(std::string_view text) {
    const int number = parse_number<int>(text).value_or(0);
    return number > 0 && number < kMostPages ? number : 0;
}

bool says_pager(std::string_view names) {
    const auto plain = lower_ascii(names.substr(0, 200));
    for (const std::string_view part :
         {"pager", "paging", "paginat", "page-numbers", "page-nav", "nav-page", "nav-links",
          "navigation", "seiten", "wp-pagenavi"}) {
        if (plain.find(part) != std::string::npos) return true;
    }
    return plain == "page" || plain == "pages";
}

class NextPageFinder {
public:
    NextPageFinder(const HtmlTree& tree, std::string_view page_url)
        : tree_(tree),
          base_(base_url_of(tree, page_url)),
          page_(net::parse_url(page_url).value_or(std::string(page_url))),
          in_pager_(tree.size()) {
        page_.resize(std::min(page_.find('#'), page_.size()));
        for (NodeId id = 1; id < tree.size(); ++id) {
            in_pager_[id] = in_pager_[tree[id].parent] || is_pager(id);
        }
    }

    std::optional<std::string> find() {
        for (const auto rule : {&NextPageFinder::says_rel, &NextPageFinder::says_clearly,
                                &NextPageFinder::says_in_pager, &NextPageFinder::counts_on}) {
            for (NodeId id = 0; id < tree_.size(); ++id) {
                const Tag tag = tree_[id].tag;
                if (tag == Tag::a || tag == Tag::link) observe_number(id);
                if ((tag != Tag::a && tag != Tag::link) || !(this->*rule)(id)) continue;
                if (auto url = target_of(id)) return url;
            }
        }
        return std::nullopt;
    }

private:
    bool is_pager(NodeId id) const {
        if (tree_.is_text(id) || tree_[id].tag == Tag::body) return false;
        return says_pager(tree_.attribute(id, "class")) || says_pager(tree_.attribute(id, "id")) ||
               says_pager(tree_.attribute(id, "aria-label"));
    }

    /// Absolute, on the page's host, and not the page itself.
    std::optional<std::string> target_of(NodeId id) const {
        const auto href = trim(tree_.attribute(id, "href"));
        if (href.empty() || href.front() == '#') return std::nullopt;
        auto url = net::resolve_url(base_, href);
        if (!url) return std::nullopt;
        url->resize(std::min(url->find('#'), url->size()));
        if (*url == page_ || net::host_of(*url) != net::host_of(page_)) return std::nullopt;
        return url;
    }

    bool says_rel(NodeId id) const {
        for (const auto& word : split_list(tree_.attribute(id, "rel"), ' ')) {
            if (equal_ignoring_ascii_case(word, "next")) return true;
        }
        return false;
    }

    bool is_labelled(NodeId id, const Labels& labels) const {
        if (tree_[id].tag != Tag::a) return false;
        constexpr NodeId kMostNodes = 20;
        if (tree_[id].end - id > kMostNodes) return false;
        return labels.count(label_of(tree_.text_of(id))) > 0 ||
               labels.count(label_of(tree_.attribute(id, "aria-label"))) > 0 ||
               labels.count(label_of(tree_.attribute(id, "title"))) > 0;
    }
    bool says_clearly(NodeId id) const { return is_labelled(id, clear_labels()); }
    bool says_in_pager(NodeId id) const { return in_pager_[id] && is_labelled(id, pager_labels()); }

    /// The page's own number: a pager's link to the page itself, or what it marks as current.
    void observe_number(NodeId id) {
        if (own_number_ > 0 || !in_pager_[id]) return;
        const int number = page_number(tree_.text_of(id));
        if (number == 0) return;
        const bool current = tree_.has_attribute(id, "aria-current") ||
                             tree_.attribute(id, "class").find("current") != std::string::npos ||
                             tree_.attribute(id, "class").find("active") != std::string::npos;
        const auto url = net::resolve_url(base_, trim(tree_.attribute(id, "href")));
        if (current || (url && url->substr(0, url->find('#')) == page_)) own_number_ = number;
    }
    bool counts_on(NodeId id) const {
        return in_pager_[id] && tree_[id].tag == Tag::a &&
               page_number(tree_.text_of(id)) ==
                   (own_number_ > 0 ? own_number_ : number_in_address()) + 1;
    }

    /// 3 of "?page=3" and "/page/3/", else 1.
    int number_in_address() const {
        for (const std::string_view lead : {"page=", "page/", "paged=", "p=", "seite=", "pg="}) {
            const auto at = page_.find(lead);
            if (at == std::string::npos) continue;
            const auto rest = std::string_view(page_).substr(at + lead.size());
            const int number = page_number(rest.substr(0, rest.find_first_not_of("0123456789")));
            if (number > 0) return number;
        }
        return 1;
    }

    const HtmlTree& tree_;
    std::string base_;
    std::string page_;
    std::vector<bool> in_pager_;
    int own_number_ = 0;
};

}  // namespace

std::optional<std::string> find_next_page(std::string_view bytes, const PageContext& context) {
    const auto tree = HtmlTree::parse(to_utf8(bytes, context.content_type));
    if (!tree) return std::nullopt;
    return NextPageFinder(*tree, context.url).find();
}

}  // namespace sawthis::fetchers
