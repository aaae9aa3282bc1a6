#include "store/json_text.hpp"

#include <nlohmann/json.hpp>

#include "store/database.hpp"

namespace sawthis::store {

namespace {

using nlohmann::json;

/// Bytes that are no UTF-8 become U+FFFD: JSON cannot hold them.
std::string dump(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json parse_array(std::string_view text) {
    json value = json::parse(text, nullptr, false);
    if (!value.is_array()) {
        throw DatabaseError(ErrorCode::storage,
                            "a list in the database is damaged; run `sawthis doctor`");
    }
    return value;
}

bool is_evidence(const json& row) {
    return row.is_array() && row.size() == 3 && row[0].is_string() && row[1].is_number_unsigned() &&
           row[2].is_number_unsigned();
}

}  // namespace

std::string format_list(const std::vector<std::string>& list) {
    return dump(json(list));
}

std::vector<std::string> parse_list(std::string_view text) {
    std::vector<std::string> list;
    for (const auto& item : parse_array(text)) {
        if (item.is_string()) list.push_back(item.get<std::string>());
    }
    return list;
}

std::string format_evidence(const std::vector<Evidence>& evidence) {
    json rows = json::array();
    for (const auto& [part, span] : evidence) {
        rows.push_back(
            json::array({part == ArticlePart::title ? "title" : "text", span.begin, span.end}));
    }
    return dump(rows);
}

std::vector<Evidence> parse_evidence(std::string_view text) {
    std::vector<Evidence> evidence;
    for (const auto& row : parse_array(text)) {
        if (!is_evidence(row)) continue;
        evidence.push_back({row[0] == "title" ? ArticlePart::title : ArticlePart::text,
                            {row[1].get<std::size_t>(), row[2].get<std::size_t>()}});
    }
    return evidence;
}

}  // namespace sawthis::store
