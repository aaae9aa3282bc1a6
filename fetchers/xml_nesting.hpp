#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sawthis::fetchers {

/// Writes XML whose elements nest, whatever order their tags come in: the output half of
/// repair_xml(), which says by what rules. All text is UTF-8; NUL bytes are dropped.
class XmlNesting {
public:
    /// `size` of what will be written, about.
    XmlNesting(std::size_t size, std::size_t max_depth);

    void add_text(std::string_view text);
    /// `inside` holds no "]]>".
    void add_cdata(std::string_view inside);

    /// A start tag is begin_tag(), its attributes, and finish_tag() or drop_tag().
    void begin_tag(std::string_view name);
    void add_attribute(std::string_view name, std::string_view value);
    void finish_tag(bool closes_itself);
    void drop_tag();

    /// An end tag of `name`: closes what is open inside its element; nothing if none is open.
    void close(std::string_view name);

    /// Whether some element is open.
    [[nodiscard]] bool is_open() const { return !open_.empty(); }

    /// The document, all elements closed. The field that was open, if any, is taken back: half a
    /// link or date is none.
    [[nodiscard]] std::string finish();

private:
    struct Open {
        std::string name;   // as it was written
        std::string lower;  // as it is compared
        std::size_t begin;  // of its start tag in the output
        [[nodiscard]] std::string_view local() const;
    };

    void close_before(const Open& next);
    void close_last();
    void forget_last();
    void drop_cut_field();

    std::string out_;
    std::size_t max_depth_;
    Open tag_;  // the start tag that is being written
    std::vector<Open> open_;
    std::unordered_map<std::string, int> open_count_;
};

}  // namespace sawthis::fetchers
