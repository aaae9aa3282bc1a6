#include "fetchers/page_published.hpp"

#include <algorithm>
#include <chrono>

#include "core/text.hpp"
#include "fetchers/page_date.hpp"
#include "fetchers/page_headline_day.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/page_stamp.hpp"
#include "fetchers/relative_date.hpp"

namespace sawthis::fetchers {

namespace {

bool mentions(std::string_view value, std::initializer_list<std::string_view> names) {
    const auto plain = lower_ascii(value.substr(0, 300));
    return std::any_of(names.begin(), names.end(), [&plain](std::string_view name) {
        return plain.find(name) != std::string::npos;
    });
}

/// The day of a stamp as normal_stamp() writes it.
std::string_view day_of(std::string_view stamp) {
    constexpr std::size_t kDay = 10;
    return stamp.substr(0, kDay);
}

class PublishedFinder {
public:
    PublishedFinder(const PageMeta& meta, NodeId headline, std::optional<Instant> fetched)
        : meta_(meta),
          headline_(headline),
          fetched_(fetched),
          tree_(meta.tree),
          order_(day_order_of(meta.tree, meta.page_url)),
          seen_(find_headline_day(meta.tree, headline, order_)) {}

    std::string run() const {
        auto stamp = declared();
        if (!stamp.empty()) return contradicted(stamp) ? format_day(seen_->day) : stamp;
        for (const auto step :
             {&PublishedFinder::from_address, &PublishedFinder::from_headline_day,
              &PublishedFinder::from_times, &PublishedFinder::from_time_ago,
              &PublishedFinder::from_names, &PublishedFinder::from_behind_headline,
              &PublishedFinder::from_dated_metas, &PublishedFinder::from_picture,
              &PublishedFinder::from_anywhere}) {
            stamp = (this->*step)();
            if (!stamp.empty()) return stamp;
        }
        return {};
    }

private:
    /// What the page declares for machines. Of two that disagree, the one that readers see.
    std::string declared() const {
        auto stamp = from_article();
        auto other = from_metas();
        const auto seen = from_headline_day();
        if (stamp.empty() || (!other.empty() && day_of(other) == seen)) stamp.swap(other);
        if (stamp.empty()) stamp = from_items();
        return stamp.empty() ? from_properties() : stamp;
    }

    /// Systems that moved house, or forget the first version, declare a later day than the one
    /// they show. One day less may be the time zone; figures may be meant the other way round.
    bool contradicted(std::string_view stamp) const {
        if (!seen_ || !seen_->beside || seen_->day.ambiguous) return false;
        const auto declared = find_day(day_of(stamp));
        const bool swapped =
            declared && seen_->day.day == declared->month && seen_->day.month == declared->day;
        return declared && !swapped &&
               days_of(seen_->day) + std::chrono::days(1) < days_of(*declared);
    }

    static std::chrono::sys_days days_of(const FoundDay& day) {
        return std::chrono::year{day.year} / std::chrono::month{day.month} /
               std::chrono::day{day.day};
    }

    std::string from_headline_day() const { return seen_ ? format_day(seen_->day) : std::string(); }

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

    std::string from_times() const {
        const auto is_time = [this](NodeId id) {
            const Tag tag = tree_[id].tag;
            return (tag == Tag::time || tag == Tag::abbr) && !tells_change(tree_, id);
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

    /// "By Kim Lee · 3 hours ago", soon behind the headline.
    std::string from_time_ago() const {
        constexpr std::size_t kNear = 600;
        if (!fetched_ || headline_ == kNoNode) return {};
        const auto language = language_of(tree_);
        std::size_t read = 0;
        for (NodeId id = tree_[headline_].end; id < tree_.size() && read < kNear;) {
            if (is_unread(tree_[id].tag) || tells_change(tree_, id)) {
                id = tree_[id].end;
                continue;
            }
            if (tree_.is_text(id)) {
                read += tree_[id].text.size();
                const auto time = find_time_ago(tree_[id].text, language);
                if (time) return stamp_of(*time, *fetched_);
            }
            ++id;
        }
        return {};
    }

    std::string from_names() const {
        const auto named = [this](NodeId id, std::initializer_list<std::string_view> names) {
            return mentions(tree_.attribute(id, "class"), names) ||
                   mentions(tree_.attribute(id, "id"), names);
        };
        auto stamp = from_elements([&](NodeId id) {
            return !tells_change(tree_, id) &&
                   named(id,
                         {"date", "publish", "datum", "fecha", "posted", "timestamp", "pubdate"}) &&
                   !named(id, {"update", "candidate", "validate"});
        });
        if (!stamp.empty()) return stamp;
        return from_elements([&](NodeId id) {
            return !tells_change(tree_, id) &&
                   named(id, {"meta", "byline", "info", "time", "author"});
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

    /// Names that no list knows: "five_hundred_pixels:uploaded". Better than a day from the text is
    /// even that of the last change.
    std::string from_dated_metas() const {
        auto stamp = from_metas_like({"publish", "upload", "created", "issued", "date"}, false);
        return stamp.empty() ? from_metas_like({"modified", "updated"}, true) : stamp;
    }

    std::string from_metas_like(std::initializer_list<std::string_view> parts, bool changed) const {
        for (const auto& [name, content] : meta_.metas()) {
            if (!mentions(name, parts) || mentions(name, {"expir", "valid"})) continue;
            if (!changed && mentions(name, {"updat", "modif"})) continue;
            auto stamp = normal_stamp(content, order_);
            if (!stamp.empty()) return stamp;
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
    NodeId headline_;
    std::optional<Instant> fetched_;
    const HtmlTree& tree_;
    DayOrder order_;
    std::optional<HeadlineDay> seen_;
};

}  // namespace

std::string published_of(const PageMeta& meta, NodeId headline, std::optional<Instant> fetched) {
    return PublishedFinder(meta, headline, fetched).run();
}

}  // namespace sawthis::fetchers
