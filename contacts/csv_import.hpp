#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/contact.hpp"
#include "core/result.hpp"

namespace sawthis::contacts {

struct RefusedRow {
    std::size_t line = 0;  // of the row's first line, 1-based
    std::string reason;    // with the mend
    bool operator==(const RefusedRow&) const = default;
};

struct CsvImport {
    std::vector<Contact> contacts;  // ids 0, keys unique within the file
    std::size_t rows_read = 0;      // data rows, refused ones too
    std::vector<RefusedRow> refused;
    std::vector<RefusedRow> warnings;       // values that could not be read and went to the notes
    std::vector<std::string> note_columns;  // kept as lines of the notes
    bool operator==(const CsvImport&) const = default;
};

/// Contacts of a CSV file (RFC 4180; UTF-8, UTF-16 or windows-1252; comma, semicolon or tab) whose
/// first row names the columns: id,name,email,company,... in any order and case; list cells are
/// separated by ";". A row needs a name or an e-mail address. An unknown column becomes a line of
/// the notes. Error malformed: no header with a name or email column, an unclosed quote (with its
/// line), a NUL byte.
[[nodiscard]] Result<CsvImport> parse_contacts_csv(std::string_view bytes);

/// One address, with nothing in it that could end a header line or name a second receiver.
[[nodiscard]] bool is_email(std::string_view text);

}  // namespace sawthis::contacts
