#include "fetchers/page_published.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/page_date.hpp"
#include "fetchers/page_place.hpp"

namespace sawthis::fetchers {

namespace {

bool mentions(std::string_view value, std::initializer_list<std::string_view> names) {
    const auto plain = lower_ascii(value.substr(0, 300));
    return std::any_of(names.begin(), names.end(), [&plain](std::string_view name) {
        return plain.find(name) != std::string::npos;
    });
}

class PublishedFinder {
public:
    explicit PublishedFinder(const PageMeta& meta)
        : meta_(meta), tree_(meta.tree), order_(day_order_of(meta.tree, meta.page_url)) {}

    std::string run() const {
        for (const auto step :
             {&PublishedFinder::from_article, &PublishedFinder::from_metas,
              &PublishedFinder::from_items, &PublishedFinder::from_properties,
              &PublishedFinder::from_address, &PublishedFinder::from_times,
              &PublishedFinder::from_names, &PublishedFinder::from_behind_headline,
              &PublishedFinder::from_picture, &PublishedFinder::from_anywhere}) {
            auto stamp = (this->*step)();
            if (!stamp.empty()) return stamp;
        }
        return {};
    }

private:
    std::string from_metas() const {
        for (const std::string_view name : {"article:published_time",
                                            "og:article:published_time",
                                            "article:published",
                                            "published",
                                            "og:published_time",
                                            "datepublished",
                                            "date",
                                            "dc.date",
                                            "dc.date.issued",
                                            "dc.date.created",
                                            "dcterms.created",
                                            "dcterms.date",
                                            "dcterms.issued",
                                            "parsely-pub-date",
                                            "pubdate",
                                            "publishdate",
                                            "publish-date",
                                            "publish_date",
                                            "published_time_telegram",
                                            "published-date",
                                            "publication_date",
                                            "datecreated",
                                            "citation_publication_date",
                                            "citation_date",
                                            "sailthru.date",
                                            "cxenseparse:recs:publishtime",
                                            "cxenseparse:publishtime",
                                            "article.published",
                                            "article.created",
                                            "displaydate",
                                            "originalpublicationdate",
                                            "rnews:datepublished",
                                            "pdate",
                                            "creation_date",
                                            "created",
                                            "article_date_original",
                                            "gentime",
                                            "dc.created"}) {
            auto stamp = normal_stamp(meta_.first_of({name}), order_);
            if (!stamp.empty()) return stamp;
        }
        return {};
    }

    std::string from_article() const {
        if (meta_.article == nullptr) return {};
        return normal_stamp(meta_.article->published, order_);
    }

    std::string from_items() const {
        for (const auto part : {&LinkedItem::published, &LinkedItem::created}) {
            for (const auto& item : meta_.items) {
                auto stamp = normal_stamp(item.*part, order_);
                if (!stamp.empty()) return stamp;
            }
        }
        return {};
    }

    std::string stamp_at(NodeId id) const {
        for (const std::string_view name : {"content", "datetime", "title"}) {
            auto stamp = normal_stamp(tree_.attribute(id, name), order_);
            if (!stamp.empty()) return stamp;
        }
        return written_at(id);
    }

    std::string written_at(NodeId id) const {
        constexpr NodeId kMostNodes = 60;
        constexpr std::size_t kLongest = 120;
        if (tree_[id].end - id > kMostNodes) return {};
        const auto text = tree_.text_of(id);
        if (text.size() > kLongest) return {};
        const auto day = find_day(text, order_);
        return day ? format_day(*day) : std::string();
    }

    template <class Rule>
    std::string from_elements(Rule rule) const {
        for (NodeId id = 0; id < tree_.size(); ++id) {
            if (tree_.is_text(id) || !rule(id)) continue;
            auto stamp = stamp_at(id);
            if (!stamp.empty()) return stamp;
        }
        return {};
    }

    std::string from_properties() const {
        return from_elements([this](NodeId id) {
            return mentions(tree_.attribute(id, "itemprop"), {"datepublished"}) ||
                   mentions(tree_.attribute(id, "property"),
                            {"datepublished", "dc:date", "dc:created"}) ||
                   tree_.has_attribute(id, "pubdate");
        });
    }

    std::string from_address() const {
        const auto day = find_day(meta_.page_url, DayOrder::day_first);
        return day && !day->numeric ? format_day(*day) : std::string();
    }

    bool tells_change(NodeId id) const {
        return mentions(tree_.attribute(id, "class"), {"modif", "updat"}) ||
               mentions(tree_.attribute(id, "itemprop"), {"datemodified"});
    }

    std::string from_times() const {
        const auto is_time = [this](NodeId id) {
            return tree_[id].tag == Tag::time && !tells_change(id);
        };
        auto stamp = from_elements([&](NodeId id) {
            return is_time(id) && mentions(tree_.attribute(id, "class"),
                                           {"publish", "entry-date", "post-date", "posted"});
        });
        for (const Tag around : {Tag::article, Tag::main, Tag::html}) {
            if (!stamp.empty()) break;
            stamp = from_elements(
                [&](NodeId id) { return is_time(id) && tree_.closest(id, around) != kNoNode; });
        }
        return stamp;
    }

    std::string from_names() const {
        const auto named = [this](NodeId id, std::initializer_list<std::string_view> names) {
            return mentions(tree_.attribute(id, "class"), names) ||
                   mentions(tree_.attribute(id, "id"), names);
        };
        auto stamp = from_elements([&](NodeId id) {
            return !tells_change(id) &&
                   named(id,
                         {"date", "publish", "datum", "fecha", "posted", "timestamp", "pubdate"}) &&
                   !named(id, {"update", "candidate", "validate"});
        });
        if (!stamp.empty()) return stamp;
        return from_elements([&](NodeId id) {
            return !tells_change(id) && named(id, {"meta", "byline", "info", "time", "author"});
        });
    }

    /// The first day in the texts from `begin` on, within so many bytes of them.
    std::string first_day(NodeId begin, std::size_t most) const {
        std::size_t read = 0;
        for (NodeId id = begin; id < tree_.size() && read < most;) {
            if (is_unread(tree_[id].tag)) {
                id = tree_[id].end;
                continue;
            }
            if (tree_.is_text(id)) {
                const auto text = tree_[id].text.substr(0, most - read);
                read += text.size();
                const auto day = find_day(text, order_);
                if (day) return format_day(*day);
            }
            ++id;
        }
        return {};
    }

    std::string from_behind_headline() const {
        constexpr std::size_t kNear = 2'000;
        for (NodeId id = 0; id < tree_.size(); ++id) {
            if (tree_[id].tag == Tag::h1) return first_day(id, kNear);
        }
        return {};
    }

    /// Uploads are kept by day: "/uploads/2026/03/04/plant.jpg".
    std::string from_picture() const {
        const auto day = find_day(meta_.first_of({"og:image", "twitter:image"}));
        return day && !day->numeric ? format_day(*day) : std::string();
    }

    std::string from_anywhere() const {
        constexpr std::size_t kWholePage = std::size_t{256} << 10;
        return first_day(0, kWholePage);
    }

    const PageMeta& meta_;
    const HtmlTree& tree_;
    DayOrder order_;
};

}  // namespace

std::string published_of(const PageMeta& meta) {
    return PublishedFinder(meta).run();
}

}  // namespace sawthis::fetchers
