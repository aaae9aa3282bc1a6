#include "fetchers/page_headline_day.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

bool mentions(std::string_view value, std::initializer_list<std::string_view> names) {
    constexpr std::size_t kMostRead = 300;
    if (value.empty()) return false;
    const auto plain = lower_ascii(value.substr(0, kMostRead));
    return std::any_of(names.begin(), names.end(), [&plain](std::string_view name) {
        return plain.find(name) != std::string::npos;
    });
}

/// "Updated on", "Zuletzt geändert:", "Mis à jour le".
bool speaks_of_change(std::string_view text) {
    return mentions(text, {"updat", "modif", "aktualis", "geändert", "mis à jour", "mise à jour",
                           "actualiz", "aggiorna", "atualiz", "bijgewerkt", "reviewed"});
}

class DaySeeker {
public:
    DaySeeker(const HtmlTree& tree, NodeId headline, DayOrder order)
        : tree_(tree), headline_(headline), order_(order) {}

    std::optional<HeadlineDay> behind() {
        constexpr std::size_t kNear = 1'000;
        constexpr std::size_t kBeside = 120;
        constexpr std::size_t kLabel = 120;
        std::size_t read = 0;
        std::size_t beside = 0;
        std::string_view last;
        for (NodeId id = tree_[headline_].end; id < tree_.size() && read < kNear;) {
            if (is_unread(tree_[id].tag) || tells_change(tree_, id)) {
                id = tree_[id].end;
                continue;
            }
            const auto text = tree_.is_text(id) ? trim(tree_[id].text) : std::string_view{};
            ++id;
            if (text.empty()) continue;
            const auto day = day_alone(text);
            if (day && !speaks_of_change(last)) return HeadlineDay{*day, beside < kBeside};
            read += text.size();
            beside += text.size();
            last = find_day(text.substr(0, kLabel), order_) ? std::string_view{} : text;
        }
        return std::nullopt;
    }

    std::optional<HeadlineDay> before() {
        constexpr std::size_t kNear = 300;
        constexpr NodeId kMostNodes = 200;
        std::size_t read = 0;
        const NodeId first = headline_ - std::min(headline_, kMostNodes);
        for (NodeId id = headline_; id-- > first && read < kNear;) {
            if (!tree_.is_text(id) || stands_apart(id)) continue;
            const auto text = trim(tree_[id].text);
            read += text.size();
            const auto day = day_alone(text);
            if (day && !follows_change(id)) return HeadlineDay{*day, true};
        }
        return std::nullopt;
    }

private:
    std::optional<FoundDay> day_alone(std::string_view text) const {
        constexpr std::size_t kShortest = 6;
        constexpr std::size_t kLongest = 120;
        constexpr std::size_t kMoreThanDay = 40;
        if (text.size() < kShortest || text.size() > kLongest || speaks_of_change(text)) {
            return std::nullopt;
        }
        auto day = find_day(text, order_);
        if (day && text.size() >= day->where.end - day->where.begin + kMoreThanDay) day.reset();
        return day;
    }

    bool stands_apart(NodeId id) const {
        for (NodeId up = tree_[id].parent; up != kNoNode; up = tree_[up].parent) {
            if (is_unread(tree_[up].tag) || tells_change(tree_, up)) return true;
        }
        return false;
    }

    bool follows_change(NodeId id) const {
        constexpr NodeId kMostNodes = 6;
        const NodeId first = id - std::min(id, kMostNodes);
        while (id-- > first) {
            if (!tree_.is_text(id)) continue;
            const auto text = trim(tree_[id].text);
            if (!text.empty()) return speaks_of_change(text) && !find_day(text, order_);
        }
        return false;
    }

    const HtmlTree& tree_;
    NodeId headline_;
    DayOrder order_;
};

}  // namespace

std::optional<HeadlineDay> find_headline_day(const HtmlTree& tree, NodeId headline,
                                             DayOrder order) {
    if (headline == kNoNode) return std::nullopt;
    DaySeeker seeker(tree, headline, order);
    auto day = seeker.behind();
    return day ? day : seeker.before();
}

bool tells_change(const HtmlTree& tree, NodeId id) {
    return mentions(tree.attribute(id, "class"), {"modif", "updat"}) ||
           mentions(tree.attribute(id, "itemprop"), {"datemodified"});
}

}  // namespace sawthis::fetchers
