#include "fetchers/xml_text.hpp"

#include "core/text.hpp"
#include "fetchers/xml_characters.hpp"

namespace sawthis::fetchers {

namespace {

/// The white space between two sections of CDATA, which has no node of its own. It stands before
/// the second one's start, and there what the parser left of the first one's end stops the search.
std::string_view blank_before(const pugi::xml_node& section) {
    constexpr std::string_view kStart = "<![CDATA[";
    const char* const end = section.value() - kStart.size();
    const char* begin = end;
    while (std::string_view(" \t\r\n").find(begin[-1]) != std::string_view::npos) --begin;
    return {begin, end};
}

}  // namespace

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool has_elements(const pugi::xml_node& element) {
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
        if (child.type() == pugi::node_element) return true;
    }
    return false;
}

void append_text(std::string& out, const pugi::xml_node& node) {
    if (node.type() == pugi::node_pcdata) {
        append_characters(out, node.value(), References::decoded);
    } else if (node.type() == pugi::node_cdata) {
        append_characters(out, node.value(), References::kept);  // no reference there is one
    }
}

std::string text_of(const pugi::xml_node& element) {
    std::string out;
    auto child = element.first_child();
    append_text(out, child);
    while (auto next = child.next_sibling()) {
        const bool sections = child.type() == pugi::node_cdata && next.type() == pugi::node_cdata;
        if (sections) out += blank_before(next);
        append_text(out, next);
        child = next;
    }
    return out;
}

ElementText::ElementText(const pugi::xml_node& element) {
    const auto first = element.first_child();
    text_ = first.value();
    if (!first || (!first.next_sibling() && is_plain(text_))) return;
    own_ = text_of(element);
    text_ = own_;
}

std::string line_of(const pugi::xml_node& element) {
    return squeeze_space(ElementText(element));
}

std::string attribute_of(const pugi::xml_node& element, std::string_view name) {
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
        const std::string_view whole = attribute.name();
        if (whole.size() < name.size()) continue;  // nearly all that are another one
        if (whole != name && !equal_ignoring_ascii_case(without_prefix(whole), name)) continue;
        std::string out;
        append_characters(out, attribute.value(), References::decoded);
        return out;
    }
    return {};
}

}  // namespace sawthis::fetchers
