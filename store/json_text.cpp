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
                            "a list in the database is damaged; put a copy of it back");
    }
    return value;
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

}  // namespace sawthis::store
