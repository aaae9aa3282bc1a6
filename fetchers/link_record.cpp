#include "fetchers/link_record.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "fetchers/group_headings.hpp"
#include "fetchers/link_title.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/record_days.hpp"
#include "fetchers/record_places.hpp"
#include "fetchers/relative_date.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kLongestTitle = 300;

std::vector<NodeId> previous_siblings(const HtmlTree& tree) {
    std::vector<NodeId> previous(tree.size(), kNoNode);
    for (NodeId id = 0; id < tree.size(); ++id) {
        const NodeId next = tree.next_sibling(id);
        if (next != kNoNode) previous[next] = id;
    }
    return previous;
}

class ListReader {
public:
    ListReader(const HtmlTree& tree, DayOrder order, std::optional<Instant> fetched,
               const std::vector<NodeId>& previous, const std::vector<NodeId>& links)
        : tree_(tree),
          order_(order),
          fetched_(fetched),
          language_(language_of(tree)),
          links_(links),
          places_(tree, previous, links),
          headings_(tree, previous) {}

    std::vector<Record> run() {
        for (std::size_t i = 0; i < links_.size(); ++i) {
            records_.push_back({});
            records_.back().nodes = places_.record(i);
        }
        const bool days_follow = find_where_days_stand();
        for (std::size_t i = 0; i < links_.size(); ++i) read(i, days_follow);
        return std::move(records_);
    }

private:
    std::string day_in(Range range) const {
        auto day = machine_day(tree_, range, order_);
        if (!day.empty()) return day;
        const auto lines = lines_of(tree_, range);
        day = written_day(lines, order_, 0);
        return day.empty() ? counted_day(range, lines) : day;
    }

    /// "2 days ago", in a line or an element of its own.
    std::string counted_day(Range range, const std::vector<Line>& lines) const {
        if (!fetched_) return {};
        std::optional<TimeAgo> time;
        for (auto line = lines.begin(); line != lines.end() && !time; ++line) {
            if (line->heading == kNoNode) time = find_time_ago(line->text, language_);
        }
        for (NodeId id = range.begin; id < range.end && !time; ++id) {
            if (tree_.is_text(id)) time = find_time_ago(tree_[id].text, language_);
        }
        return time ? stamp_of(*time, *fetched_) : std::string();
    }

    /// "Nov 20", in a line or an element of its own.
    std::string yearless_day(Range range, const std::vector<Line>& lines) const {
        std::string day;
        if (!fetched_) return day;
        for (auto line = lines.begin(); line != lines.end() && day.empty(); ++line) {
            day = latest_day(line->text, order_, *fetched_);
        }
        for (NodeId id = range.begin; id < range.end && day.empty(); ++id) {
            if (tree_.is_text(id)) day = latest_day(trim(tree_[id].text), order_, *fetched_);
        }
        return day;
    }

    bool tells_time(std::string_view text) const {
        return is_day_line(text, order_) || find_time_ago(text, language_).has_value();
    }

    /// In flat lists (h3 p h3 p) the day stands in the gaps, before or behind what it dates: where
    /// the last record still has one behind it, they follow.
    bool find_where_days_stand() const {
        std::size_t behind = 0;
        std::size_t ahead = 0;
        constexpr std::size_t kSample = 8;
        const std::size_t sample = std::min(links_.size(), kSample);
        for (std::size_t i = 0; i < sample; ++i)
            ahead += day_in(places_.gap_before(i)).empty() ? 0 : 1;
        for (std::size_t i = links_.size() - sample; i < links_.size(); ++i) {
            behind += day_in(places_.gap_after(i)).empty() ? 0 : 1;
        }
        if (behind != ahead) return behind > ahead;
        return !links_.empty() && !day_in(places_.gap_after(links_.size() - 1)).empty();
    }

    void read(std::size_t i, bool days_follow) {
        auto& record = records_[i];
        auto lines = lines_of(tree_, record.nodes);
        read_title(i, lines);
        const auto gap = days_follow ? places_.gap_after(i) : places_.gap_before(i);
        record.day = machine_day(tree_, record.nodes, order_);
        if (record.day.empty()) record.day = written_day(lines, order_, 0);
        if (record.day.empty()) record.day = counted_day(record.nodes, lines);
        if (record.day.empty()) record.day = day_in(gap);
        record.own_day = !record.day.empty();
        if (record.day.empty()) read_group_day(record, lines);
        read_teaser(record, lines, places_.gap_after(i));
    }

    void read_group_day(Record& record, const std::vector<Line>& lines) {
        int year = 0;
        for (const auto& line : lines) {
            if (year == 0) year = year_in(line.text);  // one record alone in its group holds it
        }
        const auto read_heading = [&](NodeId id, const std::string& text) {
            if (record.day.empty() && is_day_line(text, order_)) {
                record.day = machine_day(tree_, {id, tree_[id].end}, order_);
                const auto day = find_day(text, order_);
                if (record.day.empty() && day) record.day = format_day(*day);
            }
            year = year_in(text);
            return year != 0 || !record.day.empty();
        };
        if (year == 0) headings_.visit(record.nodes.begin, read_heading);
        if (record.day.empty() && year != 0) {
            record.day = written_day(lines, order_, year);
            record.own_day = !record.day.empty();
        }
        if (record.day.empty() && year == 0) {
            record.day = yearless_day(record.nodes, lines);
            record.own_day = !record.day.empty();
        }
    }

    void read_title(std::size_t i, const std::vector<Line>& lines) {
        auto& record = records_[i];
        const NodeId link = links_[i];
        const auto inside = lines_of(tree_, {link, tree_[link].end});
        const auto in_heading = [](const Line& line) { return line.heading != kNoNode; };
        const auto unlinked = [](const Line& line) { return line.link == kNoNode; };
        const auto named = [](const Line& line) { return line.link == kNoNode && line.titled; };
        const auto any = [](const Line&) { return true; };
        const Line* line = best_line(inside, in_heading);
        if (line == nullptr) line = best_line(inside, any);
        if (line == nullptr) line = best_line(lines, in_heading);
        if (line == nullptr) line = best_line(lines, named);
        if (line != nullptr) {
            take_title(record, *line);
            return take_whole_title(record, told_by_attribute(link));
        }
        if (take_title(record, told_by_attribute(link))) return;
        line = best_line(lines, unlinked);
        const bool teaser = line != nullptr && is_sentence(line->text);
        if ((line == nullptr || teaser) && take_title(record, told_by_picture(link))) return;
        if (line != nullptr) take_title(record, *line);
    }

    void take_title(Record& record, const Line& line) const {
        record.title = clean_link_title(without_day(line.text, order_));
        record.in_heading = line.heading != kNoNode;
    }
    static bool take_title(Record& record, std::string text) {
        if (!is_telling(text)) return false;
        record.title = clean_link_title(std::move(text));
        return true;
    }

    /// Where the page cut the headline short ("...") and the attribute has it whole.
    static void take_whole_title(Record& record, const std::string& whole) {
        std::string_view start = record.title;
        for (const std::string_view dots : {"...", "…", "..", "[...]"}) {
            if (start.ends_with(dots)) start.remove_suffix(dots.size());
        }
        start = trim(start);
        const bool cut = start.size() < record.title.size();
        if (cut && whole.size() > start.size() && whole.starts_with(start)) record.title = whole;
    }

    /// The line of those that `fits` which most likely is the headline: the one called so, else
    /// the first of some words, unless that is the sentence below a shorter one. Null if none is.
    template <class Fits>
    const Line* best_line(const std::vector<Line>& lines, Fits fits) const {
        constexpr std::size_t kFewWords = 3;
        const Line* first = nullptr;
        const Line* before = nullptr;  // the last of few words
        for (const auto& line : lines) {
            if (!fits(line) || !is_telling(line.text) || line.text.size() > kLongestTitle ||
                tells_time(line.text) || is_reading_time(line.text)) {
                continue;
            }
            if (line.titled) return &line;
            if (first != nullptr) continue;
            if (find_words(line.text).size() >= kFewWords) {
                first = before != nullptr && is_sentence(line.text) ? before : &line;
            } else {
                before = &line;
            }
        }
        return first != nullptr ? first : before;
    }

    std::string told_by_attribute(NodeId link) const {
        const auto title = squeeze_space(tree_.attribute(link, "title"));
        return title.empty() ? squeeze_space(tree_.attribute(link, "aria-label")) : title;
    }
    std::string told_by_picture(NodeId link) const {
        for (NodeId id = link; id < tree_[link].end; ++id) {
            if (tree_[id].tag == Tag::img) return squeeze_space(tree_.attribute(id, "alt"));
        }
        return {};
    }

    void read_teaser(Record& record, const std::vector<Line>& lines, Range gap) const {
        constexpr std::size_t kShortest = 40;
        std::size_t longest = kShortest;
        const auto consider = [&](const Line& line) {
            const bool title = line.text.find(record.title) != std::string::npos;
            if (line.text.size() > longest && !title && line.heading == kNoNode &&
                !is_day_line(line.text, order_)) {
                longest = line.text.size();
                record.teaser = line.text;
            }
        };
        for (const auto& line : lines) consider(line);
        if (!record.teaser.empty()) return;
        for (const auto& line : lines_of(tree_, gap)) {
            if (line.link == kNoNode) consider(line);
        }
    }

    const HtmlTree& tree_;
    DayOrder order_;
    std::optional<Instant> fetched_;
    std::string_view language_;  // of the page
    const std::vector<NodeId>& links_;
    RecordPlaces places_;
    GroupHeadings headings_;
    std::vector<Record> records_;
};

}  // namespace

RecordReader::RecordReader(const HtmlTree& tree, DayOrder order, std::optional<Instant> fetched)
    : tree_(tree), order_(order), fetched_(fetched), previous_siblings_(previous_siblings(tree)) {}

std::vector<Record> RecordReader::read(const std::vector<NodeId>& links) const {
    return ListReader(tree_, order_, fetched_, previous_siblings_, links).run();
}

}  // namespace sawthis::fetchers
