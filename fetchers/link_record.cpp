#include "fetchers/link_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <unordered_set>

#include "core/text.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/relative_date.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kLongestTitle = 300;
constexpr std::size_t kLongestDateLine = 160;
constexpr NodeId kMostLoneNodes = 120;  // no more belongs to one link
constexpr NodeId kMostGapNodes = 200;

struct Line {
    std::string text;
    NodeId link = kNoNode;     // the a element that holds its first text
    NodeId heading = kNoNode;  // likewise
    bool titled = false;       // a class near its first text calls it a title
};

/// Whether the classes of the element or its parent say "card__title".
bool is_called_title(const HtmlTree& tree, NodeId id) {
    constexpr int kNear = 2;
    for (int i = 0; i < kNear && id != kNoNode && tree[id].tag != Tag::li; ++i) {
        const auto names = lower_ascii(tree.attribute(id, "class").substr(0, 200));
        for (const std::string_view part : {"subtitle", "sub-title", "subhead"}) {
            if (names.find(part) != std::string::npos) return false;
        }
        for (const std::string_view part :
             {"title", "headline", "titre", "titel", "titulo", "titolo", "rubrik"}) {
            if (names.find(part) != std::string::npos) return true;
        }
        id = tree[id].parent;
    }
    return false;
}

/// An inline element that style sheets likely set on a line of its own: it has a class, the
/// elements beside it have others, and no text runs between them.
bool is_stacked(const HtmlTree& tree, NodeId id) {
    constexpr int kMostSiblings = 12;
    const auto names = tree.attribute(id, "class");
    const NodeId parent = tree[id].parent;
    if (names.empty() || parent == kNoNode) return false;
    int seen = 0;
    bool accompanied = false;
    for (NodeId at = tree.first_child(parent); at != kNoNode; at = tree.next_sibling(at)) {
        if (++seen > kMostSiblings) return false;
        if (tree.is_text(at)) {
            if (!trim(tree[at].text).empty()) return false;
        } else if (at != id && tree[at].end > at + 1) {
            if (tree[at].tag == tree[id].tag && tree.attribute(at, "class") == names) return false;
            accompanied = true;
        }
    }
    return accompanied;
}

/// A date that stands before the rest of its line: a time element, or what a class calls so.
bool is_leading_date(const HtmlTree& tree, NodeId id) {
    constexpr NodeId kMostNodes = 8;
    if (tree[id].end - id > kMostNodes) return false;
    if (tree[id].tag != Tag::time) {
        const auto names = lower_ascii(tree.attribute(id, "class").substr(0, 200));
        const bool dated = names.find("date") != std::string::npos ||
                           names.find("datum") != std::string::npos ||
                           names.find("fecha") != std::string::npos;
        if (!dated) return false;
    }
    for (NodeId at = tree.first_child(tree[id].parent); at < id; at = tree.next_sibling(at)) {
        if (!tree.is_text(at) || !trim(tree[at].text).empty()) return false;
    }
    return true;
}

/// The text of a range, line by line as blocks part it.
class LineReader {
public:
    explicit LineReader(const HtmlTree& tree) : tree_(tree) {}

    std::vector<Line> read(Range range) {
        for (NodeId at = range.begin; at < range.end;) {
            const auto& node = tree_[at];
            while (!blocks_.empty() && at >= blocks_.back()) {
                flush();
                blocks_.pop_back();
            }
            if (node.tag == Tag::text) {
                add(at);
            } else if (is_unread(node.tag)) {
                at = node.end;
                continue;
            } else if (node.tag == Tag::br || is_block(node.tag) || is_stacked(tree_, at) ||
                       is_leading_date(tree_, at)) {
                flush();
                blocks_.push_back(node.end);
            }
            ++at;
        }
        flush();
        return std::move(lines_);
    }

private:
    void add(NodeId at) {
        constexpr std::size_t kMostRead = 2'000;  // nobody needs more for a title or teaser
        const std::string_view text = tree_[at].text.substr(0, kMostRead);
        if (line_.text.empty() && !trim(text).empty()) {
            line_.link = tree_.closest(at, Tag::a);
            NodeId up = at;
            while (up != kNoNode && !is_heading(tree_[up].tag)) up = tree_[up].parent;
            line_.heading = up;
            line_.titled = is_called_title(tree_, tree_[at].parent);
        }
        line_.text += text;
    }
    void flush() {
        line_.text = squeeze_space(line_.text);
        if (!line_.text.empty()) lines_.push_back(std::move(line_));
        line_ = {};
    }

    const HtmlTree& tree_;
    std::vector<Line> lines_;
    std::vector<NodeId> blocks_;
    Line line_;
};

std::vector<Line> lines_of(const HtmlTree& tree, Range range) {
    return LineReader(tree).read(range);
}

/// `title` without a day that was written before or after it in the same line.
std::string without_day(std::string title, DayOrder order) {
    const auto day = find_day(title, order);
    if (!day) return title;
    constexpr std::string_view kJoints = " \t-|:·•,/";
    std::string rest;
    if (day->where.begin == 0) {
        rest = title.substr(day->where.end);
    } else if (day->where.end == title.size()) {
        rest = title.substr(0, day->where.begin);
    }
    const auto begin = rest.find_first_not_of(kJoints);
    if (begin == std::string::npos) return title;
    rest = rest.substr(begin, rest.find_last_not_of(kJoints) - begin + 1);
    for (const std::string_view dash : {"–", "—", "·", "•"}) {
        if (rest.starts_with(dash)) rest = std::string(trim(rest.substr(dash.size())));
        if (rest.ends_with(dash))
            rest = std::string(trim(rest.substr(0, rest.size() - dash.size())));
    }
    // "Results for 4 March 2026" needs its day.
    return find_words(rest).size() >= 3 && day->where.begin == 0 ? rest : title;
}

/// "5 min read".
bool is_reading_time(std::string_view text) {
    constexpr std::size_t kLongest = 24;
    if (text.size() > kLongest) return false;
    const auto plain = fold_case(text);
    return plain.find("min read") != std::string::npos ||
           plain.find("minute read") != std::string::npos ||
           plain.find("min lesezeit") != std::string::npos ||
           plain.find("min de le") != std::string::npos;
}

bool is_sentence(std::string_view text) {
    return text.ends_with('.') || text.ends_with("…") || text.ends_with("。");
}

/// What follows "Read more about ", which links say to those who cannot see what is beside them.
std::string without_invitation(std::string title) {
    static constexpr std::string_view kInvitations[] = {"read more about",
                                                        "read more on",
                                                        "read more:",
                                                        "read more -",
                                                        "learn more about",
                                                        "find out more about",
                                                        "continue reading",
                                                        "read article:",
                                                        "read the article:",
                                                        "read:",
                                                        "open article:",
                                                        "go to article:",
                                                        "view article:",
                                                        "view press release:",
                                                        "link to",
                                                        "mehr lesen über",
                                                        "mehr lesen:",
                                                        "weiterlesen:",
                                                        "mehr erfahren:",
                                                        "mehr erfahren über",
                                                        "lire la suite de",
                                                        "lire la suite :",
                                                        "en savoir plus sur",
                                                        "lire l'article :",
                                                        "leer más sobre",
                                                        "leer más:",
                                                        "leggi tutto:",
                                                        "leggi di più su",
                                                        "lees meer over",
                                                        "läs mer om",
                                                        "les mer om",
                                                        "saiba mais sobre"};
    const auto plain = lower_ascii(std::string_view(title).substr(0, 60));
    for (const auto lead : kInvitations) {
        if (!plain.starts_with(lead) || title.size() <= lead.size()) continue;
        auto rest = title.substr(lead.size());
        const auto begin = rest.find_first_not_of(" :\"-");
        if (begin == std::string::npos) return title;
        rest.erase(0, begin);
        while (rest.ends_with('"') || rest.ends_with(' ')) rest.pop_back();
        if (find_words(rest).size() >= 2) return rest;
    }
    return title;
}

/// `title` without what a link to a file says of it at the end: "(PDF, 120 KB)".
std::string without_file_note(std::string title) {
    constexpr std::size_t kLongest = 40;
    if (!title.ends_with(')') && !title.ends_with(']')) return title;
    const auto begin = title.find_last_of("([");
    if (begin == std::string::npos || title.size() - begin > kLongest) return title;
    const auto note = fold_case(std::string_view(title).substr(begin));
    const auto words = find_words(note);
    const bool of_file = std::any_of(words.begin(), words.end(), [&note](const Span& span) {
        static constexpr std::string_view kKinds[] = {"pdf",  "doc", "docx", "xls", "xlsx",
                                                      "pptx", "zip", "kb",   "mb"};
        const auto word = std::string_view(note).substr(span.begin, span.end - span.begin);
        return std::find(std::begin(kKinds), std::end(kKinds), word) != std::end(kKinds);
    });
    const auto rest = trim(std::string_view(title).substr(0, begin));
    return of_file && !rest.empty() ? std::string(rest) : title;
}

bool is_day_line(std::string_view text, DayOrder order) {
    const auto day = find_day(text, order, false);
    constexpr std::size_t kLittle = 12;
    return day && text.size() <= day->where.end - day->where.begin + kLittle;
}

/// The stamp of the first time element or itemprop in the range.
std::string machine_day(const HtmlTree& tree, Range range, DayOrder order) {
    for (NodeId id = range.begin; id < range.end; ++id) {
        std::string_view stamp;
        if (tree[id].tag == Tag::time) stamp = tree.attribute(id, "datetime");
        if (stamp.empty() && tree.attribute(id, "itemprop") == "datePublished") {
            stamp = tree.attribute(id, "content");
        }
        if (stamp.empty()) continue;
        auto day = normal_stamp(stamp, order);
        if (!day.empty()) return day;
    }
    return {};
}

/// The day in the line that says the least beside it; `year` completes one that has none.
std::string written_day(const std::vector<Line>& lines, DayOrder order, int year) {
    std::string best;
    std::size_t least = kLongestDateLine;
    std::string joined;
    for (const auto& line : lines) {
        if (line.text.size() > kLongestDateLine) continue;
        if (joined.size() < kLongestDateLine) joined += line.text + ' ';
        auto day = find_day(line.text, order, year == 0);
        if (!day) continue;
        const std::size_t beside = line.text.size() - (day->where.end - day->where.begin);
        if (beside >= least) continue;
        least = beside;
        if (day->year == 0) day->year = year;
        best = format_day(*day);
    }
    // "12", "Mar", "2026" in boxes of their own.
    if (best.empty()) {
        if (const auto day = find_day(joined, order)) best = format_day(*day);
    }
    return best;
}

int year_in(std::string_view text) {
    if (text.size() != 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return 0;
    const int year =
        (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
    return year >= 1995 && year <= 2099 ? year : 0;
}

/// The last day that `text` may mean, read at `fetched`, if it says "Nov 20" and little else. The
/// first article of a list may bear tomorrow's date where it is tomorrow already.
std::string latest_day(std::string_view text, DayOrder order, Instant fetched) {
    if (!is_day_line(text, order)) return {};
    const auto latest = sawthis::format_day(fetched + std::chrono::hours{24});
    auto day = *find_day(text, order, false);
    day.year = year_in(std::string_view(latest).substr(0, 4));
    if (format_day(day) > latest) --day.year;
    return format_day(day);
}

bool names_a_group(const HtmlTree& tree, NodeId id) {
    const Tag tag = tree[id].tag;
    if (is_heading(tag) || tag == Tag::dt || tag == Tag::time || tag == Tag::th ||
        tag == Tag::caption || tag == Tag::summary || tag == Tag::strong) {
        return true;
    }
    const auto names = lower_ascii(tree.attribute(id, "class"));
    return names.find("date") != std::string::npos || names.find("day") != std::string::npos ||
           names.find("heading") != std::string::npos || names.find("title") != std::string::npos;
}

/// What headings say, each read once: the records below one all ask. Empty: more than a line.
using HeadingTexts = std::unordered_map<NodeId, std::string>;

/// The headings over a record, nearest first, told by `visit` until it answers true.
template <class Visit>
void visit_headings(const HtmlTree& tree, NodeId record, const std::vector<NodeId>& previous,
                    HeadingTexts& texts, Visit visit) {
    constexpr int kMostSiblings = 400;
    constexpr NodeId kMostNodes = 30;  // a heading is small
    int seen = 0;
    for (NodeId at = record; at != kNoNode && tree[at].tag != Tag::body; at = tree[at].parent) {
        for (NodeId sibling = previous[at]; sibling != kNoNode && seen < kMostSiblings;
             sibling = previous[sibling], ++seen) {
            if (tree.is_text(sibling)) continue;
            NodeId named = sibling;
            if (!names_a_group(tree, named)) {
                const NodeId inner = tree.first_child(sibling);
                named = inner != kNoNode && tree.is_text(inner) ? tree.next_sibling(inner) : inner;
                const bool only = named != kNoNode && tree[named].end + 1 >= tree[sibling].end &&
                                  names_a_group(tree, named);
                if (!only) continue;
            }
            if (tree[named].end - named > kMostNodes) continue;
            const auto [known, added] = texts.try_emplace(named);
            if (added) {
                auto lines = lines_of(tree, {named, tree[named].end});
                if (lines.size() == 1 && lines[0].text.size() <= kLongestDateLine) {
                    known->second = std::move(lines[0].text);
                }
            }
            if (!known->second.empty() && visit(named, known->second)) return;
        }
    }
}

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
          previous_(previous),
          links_(links) {}

    std::vector<Record> run() {
        for (std::size_t i = 0; i < links_.size(); ++i) {
            records_.push_back({});
            records_.back().nodes = extent(i);
        }
        const bool days_follow = find_where_days_stand();
        for (std::size_t i = 0; i < links_.size(); ++i) read(i, days_follow);
        return std::move(records_);
    }

private:
    Range extent(std::size_t i) const {
        const NodeId previous = i == 0 ? kNoNode : links_[i - 1];
        const NodeId next = i + 1 == links_.size() ? kNoNode : links_[i + 1];
        NodeId top = links_[i];
        for (NodeId up = tree_[top].parent; up != kNoNode; up = tree_[up].parent) {
            const Tag tag = tree_[up].tag;
            if (tag == Tag::body || tag == Tag::html || tag == Tag::main) break;
            if ((previous != kNoNode && up <= previous) ||
                (next != kNoNode && next < tree_[up].end)) {
                break;
            }
            const bool lone = previous == kNoNode && next == kNoNode;
            if (lone && (is_item(top) || tree_[up].end - up > kMostLoneNodes)) break;
            top = up;
        }
        return {top, tree_[top].end};
    }

    /// Where a link stands alone, one of several like elements is its record.
    bool is_item(NodeId id) const {
        const Tag tag = tree_[id].tag;
        if (tag == Tag::li || tag == Tag::article || tag == Tag::tr) return true;
        const auto names = tree_.attribute(id, "class");
        const auto first = names.substr(0, names.find(' '));
        if (first.empty()) return false;
        const auto is_like = [&](NodeId other) {
            return tree_[other].tag == tag && tree_.attribute(other, "class").starts_with(first);
        };
        const NodeId parent = tree_[id].parent;
        constexpr int kMostSiblings = 50;
        NodeId sibling = parent == kNoNode ? kNoNode : tree_.first_child(parent);
        for (int seen = 0; sibling != kNoNode && seen < kMostSiblings; ++seen) {
            if (sibling != id && is_like(sibling)) return true;
            sibling = tree_.next_sibling(sibling);
        }
        return false;
    }

    /// What lies between this record and its neighbours, under the same parent. Before the first
    /// and behind the last it ends at what looks like another list.
    Range gap_before(std::size_t i) const {
        const NodeId record = records_[i].nodes.begin;
        const NodeId parent = tree_[record].parent;
        if (parent == kNoNode) return {record, record};
        if (i > 0) {
            return {std::min(std::max(parent + 1, records_[i - 1].nodes.end), record), record};
        }
        NodeId begin = record;
        for (NodeId at = previous_[record]; at != kNoNode; at = previous_[at]) {
            if (record - at > kMostGapNodes || !may_be_gap(at)) break;
            begin = at;
        }
        return {begin, record};
    }
    Range gap_after(std::size_t i) const {
        const NodeId record = records_[i].nodes.begin;
        const NodeId begin = records_[i].nodes.end;
        const NodeId parent = tree_[record].parent;
        if (parent == kNoNode) return {begin, begin};
        if (i + 1 < links_.size()) {
            const NodeId end = std::min(tree_[parent].end, records_[i + 1].nodes.begin);
            return {begin, std::min(end, begin + kMostGapNodes)};
        }
        NodeId end = begin;
        for (NodeId at = tree_.next_sibling(record); at != kNoNode; at = tree_.next_sibling(at)) {
            if (tree_[at].end - begin > kMostGapNodes || !may_be_gap(at)) break;
            end = tree_[at].end;
        }
        return {begin, end};
    }

    /// False for what holds a link of some words: that is an article, or a list, of its own.
    bool may_be_gap(NodeId id) const {
        constexpr std::size_t kSomeWords = 3;
        if (tree_[id].end - id > kMostGapNodes) return false;
        if (stands_in_gaps(id)) return true;
        for (NodeId at = id; at < tree_[id].end; ++at) {
            if (tree_[at].tag == Tag::a && tree_.has_attribute(at, "href") &&
                find_words(tree_.text_of(at)).size() >= kSomeWords) {
                return false;
            }
        }
        return true;
    }

    /// Like something that stands between the first record and the second.
    bool stands_in_gaps(NodeId id) const {
        if (records_.size() < 2 || tree_.is_text(id)) return false;
        const NodeId end = records_[1].nodes.begin;
        int seen = 0;
        constexpr int kMostSiblings = 20;
        for (NodeId at = tree_.next_sibling(records_[0].nodes.begin);
             at != kNoNode && at < end && ++seen < kMostSiblings; at = tree_.next_sibling(at)) {
            if (tree_[at].tag == tree_[id].tag &&
                tree_.attribute(at, "class") == tree_.attribute(id, "class")) {
                return true;
            }
        }
        return false;
    }

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
        for (std::size_t i = 0; i < sample; ++i) ahead += day_in(gap_before(i)).empty() ? 0 : 1;
        for (std::size_t i = links_.size() - sample; i < links_.size(); ++i) {
            behind += day_in(gap_after(i)).empty() ? 0 : 1;
        }
        if (behind != ahead) return behind > ahead;
        return !links_.empty() && !day_in(gap_after(links_.size() - 1)).empty();
    }

    void read(std::size_t i, bool days_follow) {
        auto& record = records_[i];
        auto lines = lines_of(tree_, record.nodes);
        read_title(i, lines);
        const auto gap = days_follow ? gap_after(i) : gap_before(i);
        record.day = machine_day(tree_, record.nodes, order_);
        if (record.day.empty()) record.day = written_day(lines, order_, 0);
        if (record.day.empty()) record.day = counted_day(record.nodes, lines);
        if (record.day.empty()) record.day = day_in(gap);
        record.own_day = !record.day.empty();
        if (record.day.empty()) read_group_day(record, lines);
        read_teaser(record, lines, gap_after(i));
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
        if (year == 0)
            visit_headings(tree_, record.nodes.begin, previous_, heading_texts_, read_heading);
        if (record.day.empty() && year != 0) {
            record.day = written_day(lines, order_, year);
            record.own_day = !record.day.empty();
        }
        if (record.day.empty() && year == 0) {
            record.day = yearless_day(record.nodes, lines);
            record.own_day = !record.day.empty();
        }
    }

    [[nodiscard]] std::string clean_title(const std::string& line) const {
        return without_invitation(without_file_note(without_day(line, order_)));
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
        record.title = clean_title(line.text);
        record.in_heading = line.heading != kNoNode;
    }
    static bool take_title(Record& record, std::string text) {
        if (!is_telling(text)) return false;
        record.title = without_invitation(without_file_note(std::move(text)));
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
    const std::vector<NodeId>& previous_;
    const std::vector<NodeId>& links_;
    std::vector<Record> records_;
    HeadingTexts heading_texts_;
};

}  // namespace

RecordReader::RecordReader(const HtmlTree& tree, DayOrder order, std::optional<Instant> fetched)
    : tree_(tree), order_(order), fetched_(fetched), previous_siblings_(previous_siblings(tree)) {}

std::vector<Record> RecordReader::read(const std::vector<NodeId>& links) const {
    return ListReader(tree_, order_, fetched_, previous_siblings_, links).run();
}

bool is_telling(std::string_view text) {
    static const std::unordered_set<std::string> kHollow{"read more",
                                                         "more",
                                                         "read",
                                                         "continue reading",
                                                         "continue",
                                                         "learn more",
                                                         "details",
                                                         "view details",
                                                         "view",
                                                         "view more",
                                                         "view release",
                                                         "view press release",
                                                         "see more",
                                                         "full story",
                                                         "read full story",
                                                         "read the full story",
                                                         "read article",
                                                         "read the article",
                                                         "read story",
                                                         "read now",
                                                         "read press release",
                                                         "download",
                                                         "download pdf",
                                                         "pdf",
                                                         "html",
                                                         "share",
                                                         "here",
                                                         "click here",
                                                         "link",
                                                         "open",
                                                         "next",
                                                         "previous",
                                                         "back",
                                                         "home",
                                                         "mehr",
                                                         "mehr lesen",
                                                         "weiterlesen",
                                                         "weiter",
                                                         "mehr erfahren",
                                                         "zum artikel",
                                                         "artikel lesen",
                                                         "zur pressemitteilung",
                                                         "herunterladen",
                                                         "lire la suite",
                                                         "lire plus",
                                                         "en savoir plus",
                                                         "lire",
                                                         "suite",
                                                         "leer mas",
                                                         "seguir leyendo",
                                                         "ver mas",
                                                         "mas informacion",
                                                         "leggi",
                                                         "leggi tutto",
                                                         "leggi di piu",
                                                         "continua a leggere",
                                                         "scopri di piu",
                                                         "ler mais",
                                                         "leia mais",
                                                         "saiba mais",
                                                         "lees meer",
                                                         "lees verder",
                                                         "meer lezen",
                                                         "las mer",
                                                         "les mer",
                                                         "læs mere",
                                                         "czytaj wiecej",
                                                         "wiecej",
                                                         "czytaj dalej",
                                                         "devamını oku",
                                                         "detay",
                                                         "view all",
                                                         "see all",
                                                         "show more",
                                                         "load more",
                                                         "print",
                                                         "email",
                                                         "press release",
                                                         "news",
                                                         "news release",
                                                         "press releases",
                                                         "all news",
                                                         "older posts",
                                                         "newer posts",
                                                         "もっと見る",
                                                         "続きを読む",
                                                         "詳細",
                                                         "更多",
                                                         "阅读更多",
                                                         "查看更多",
                                                         "подробнее",
                                                         "читать далее",
                                                         "comments",
                                                         "no comments",
                                                         "leave a comment",
                                                         "permalink"};
    const auto words = find_words(text);
    if (words.empty() || text.size() < 4) return false;
    std::string plain;
    for (const auto& word : words) {
        if (!plain.empty()) plain += ' ';
        plain += text.substr(word.begin, word.end - word.begin);
        if (plain.size() > 60) return true;
    }
    if (plain.find_first_not_of("0123456789 ") == std::string::npos) return false;
    plain = fold_case(plain);
    const bool cjk = words.size() > 1 && static_cast<unsigned char>(text[words[0].begin]) >= 0xE3;
    if (cjk) plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
    return kHollow.find(plain) == kHollow.end();
}

std::optional<Instant> instant_of(std::string_view stamp) {
    constexpr std::size_t kDay = 10;
    return parse_rfc3339(stamp.size() == kDay ? fmt::format("{}T00:00:00Z", stamp)
                                              : std::string(stamp));
}

}  // namespace sawthis::fetchers
