#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sawthis::fetchers {

struct RepairedXml {
    std::string text;
    bool cut = false;  // the document ended before its elements did: something is missing
};

/// A broken feed as well-formed XML of the same elements, for a parser that refused it: the one
/// place where damage is mended. Takes UTF-8; linear.
///
/// - Junk before the root, declarations, DOCTYPE, instructions, comments and NUL bytes are dropped.
/// - A "<" that starts no tag is text. Attributes may lack quotes or values.
/// - An end tag closes what is open inside its element; one that closes nothing is dropped. Names
///   that differ only in case are one. Void elements of HTML need no end tag.
/// - An item inside an item starts the next one, as do fields of an entry inside an unclosed field.
/// - Where the document is cut, whole fields stay and the field that was cut goes.
/// - Tags nested deeper than `max_depth` are dropped, their text stays.
[[nodiscard]] RepairedXml repair_xml(std::string_view text, std::size_t max_depth);

}  // namespace sawthis::fetchers
