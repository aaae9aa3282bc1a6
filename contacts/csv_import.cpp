#include "contacts/csv_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "contacts/csv_rows.hpp"
#include "core/charset.hpp"
#include "core/number.hpp"
#include "core/text.hpp"
#include "core/time.hpp"

namespace sawthis::contacts {

namespace {

constexpr std::size_t kMaxField = 4'000;  // bytes of one value; longer ones are cut

/// Puts one cell into a contact; what it returns is why the value could not be read, or empty.
using SetCell = std::function<std::string(Contact&, std::string_view)>;

SetCell text_into(std::string Contact::*field) {
    return [field](Contact& contact, std::string_view cell) {
        contact.*field = shorten(squeeze_space(one_line(cell)), kMaxField);
        return std::string();
    };
}

SetCell list_into(std::vector<std::string> Contact::*field) {
    return [field](Contact& contact, std::string_view cell) {
        auto& list = contact.*field;
        for (auto& one : split_list(squeeze_space(one_line(cell)), ';')) {
            if (std::ranges::find(list, one) == list.end()) list.push_back(std::move(one));
        }
        return std::string();
    };
}

/// "YYYY-MM-DD"; with `year_optional` also "--MM-DD" and "MM-DD".
std::optional<std::string> read_day(std::string_view cell, bool year_optional) {
    std::string day(trim(cell));
    if (year_optional && day.size() == 5) day = "--" + day;
    const bool bare = year_optional && day.rfind("--", 0) == 0;
    const std::string whole = bare ? "2000" + day.substr(1) : day;
    if (whole.size() != 10 || !parse_rfc3339(whole + "T00:00:00Z")) return std::nullopt;
    return day;
}

SetCell day_into(std::string Contact::*field, bool year_optional) {
    return [=](Contact& contact, std::string_view cell) -> std::string {
        const auto day = read_day(cell, year_optional);
        if (!day) return "is no day; write it as 2026-11-20";
        contact.*field = *day;
        return {};
    };
}

std::string set_stage(Contact& contact, std::string_view cell) {
    contact.stage = stage_of(cell);
    return contact.stage
               ? ""
               : "is no stage; use Recognise, Know, Like, Trust, Support, Advocate or Friend";
}

std::string set_cadence(Contact& contact, std::string_view cell) {
    const int days = parse_number<int>(trim(cell)).value_or(0);
    if (days < 1 || days > 3'660) {
        return "is no number of days from 1 to 3660";
    }
    contact.cadence_days = days;
    return {};
}

std::string set_notes(Contact& contact, std::string_view cell) {
    contact.notes = shorten(printable(cell), 16 * kMaxField);
    return {};
}

const std::map<std::string, SetCell, std::less<>>& columns() {
    static const std::map<std::string, SetCell, std::less<>> kColumns{
        {"id", text_into(&Contact::key)},
        {"name", text_into(&Contact::name)},
        {"email", text_into(&Contact::email)},
        {"company", text_into(&Contact::company)},
        {"company_aliases", list_into(&Contact::company_aliases)},
        {"company_domain", text_into(&Contact::company_domain)},
        {"role", text_into(&Contact::role)},
        {"industry", text_into(&Contact::industry)},
        {"teams", list_into(&Contact::teams)},
        {"interests", list_into(&Contact::interests)},
        {"alma_mater", list_into(&Contact::interests)},  // they like to hear of it
        {"projects", list_into(&Contact::projects)},
        {"location", text_into(&Contact::location)},
        {"goals", list_into(&Contact::goals)},
        {"values", list_into(&Contact::values)},
        {"family", list_into(&Contact::family)},
        {"tags", list_into(&Contact::tags)},
        {"stage", set_stage},
        {"met", day_into(&Contact::met, false)},
        {"cadence_days", set_cadence},
        {"channel", text_into(&Contact::channel)},
        {"phone", text_into(&Contact::phone)},
        {"birthday", day_into(&Contact::birthday, true)},
        {"anniversary", day_into(&Contact::anniversary, true)},
        {"notes", set_notes},
    };
    return kColumns;
}

/// "Company Aliases" is company_aliases, "E-Mail" is email.
std::string column_name(std::string_view cell) {
    std::string name = lower_ascii(squeeze_space(one_line(cell)));
    std::replace(name.begin(), name.end(), ' ', '_');
    return name == "e-mail" || name == "mail" || name == "email_address" ? "email" : name;
}

/// "Zoë O'Neill" is zoe-o-neill.
std::string slug(std::string_view name) {
    std::string out;
    const std::string folded = fold_case(name);
    for (const auto& word : find_words(folded)) {
        if (!out.empty()) out += '-';
        out.append(folded, word.begin, word.end - word.begin);
    }
    return shorten(out, 60);
}

class Importer {
public:
    explicit Importer(CsvImport& import) : import_(import) {}

    void take(const CsvRow& row) {
        if (header_.empty()) {
            read_header(row);
        } else {
            ++import_.rows_read;
            read_contact(row);
        }
    }

    [[nodiscard]] bool has_header() const { return !header_.empty(); }
    [[nodiscard]] const std::string& header_problem() const { return header_problem_; }

private:
    void read_header(const CsvRow& row) {
        for (const auto& cell : row.cells) {
            header_.push_back(column_name(cell));
            titles_.push_back(squeeze_space(one_line(cell)));
        }
        const auto has = [&](std::string_view name) {
            return std::find(header_.begin(), header_.end(), name) != header_.end();
        };
        if (!has("name") && !has("email")) {
            header_problem_ = fmt::format(
                "line {}: no column is called name or email; the first row has to name the columns "
                "(id,name,email,company,...)",
                row.line);
        }
        std::set<std::string> seen;
        for (std::size_t i = 0; i < header_.size(); ++i) {
            const bool again = !seen.insert(header_[i]).second;
            if (again || !columns().contains(header_[i])) {
                header_[i].clear();  // goes to the notes
                if (!titles_[i].empty()) import_.note_columns.push_back(titles_[i]);
            }
        }
    }

    void refuse(const CsvRow& row, std::string reason) {
        import_.refused.push_back({row.line, std::move(reason)});
    }

    void read_contact(const CsvRow& row) {
        if (row.cells.size() > header_.size()) {
            refuse(row,
                   fmt::format(
                       "{} cells, but the header names {}; quote a cell that holds the separator",
                       row.cells.size(), header_.size()));
            return;
        }
        Contact contact;
        std::vector<std::string> extra;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (trim(row.cells[i]).empty()) continue;
            const auto column = columns().find(header_[i]);
            if (column == columns().end()) {
                if (!titles_[i].empty()) extra.push_back(note(titles_[i], row.cells[i]));
                continue;
            }
            const std::string problem = column->second(contact, row.cells[i]);
            if (problem.empty()) continue;
            extra.push_back(note(titles_[i], row.cells[i]));
            import_.warnings.push_back(
                {row.line, fmt::format("{} {} (kept as a note)", titles_[i], problem)});
        }
        for (const auto& line : extra) contact.notes += (contact.notes.empty() ? "" : "\n") + line;
        finish(row, std::move(contact));
    }

    static std::string note(const std::string& title, std::string_view cell) {
        return title + ": " + shorten(squeeze_space(one_line(cell)), kMaxField);
    }

    void finish(const CsvRow& row, Contact contact) {
        if (!contact.email.empty() && !is_email(contact.email)) {
            refuse(row, "the e-mail address is none; correct it or leave it empty");
            return;
        }
        if (contact.name.empty()) contact.name = contact.email.substr(0, contact.email.find('@'));
        if (contact.name.empty()) {
            refuse(row, "neither a name nor an e-mail address");
            return;
        }
        if (contact.key.empty()) {
            contact.key = free_key(contact);
        } else if (keys_.contains(contact.key)) {
            refuse(row,
                   "its id stands in an earlier row of this file too; give each contact one of its "
                   "own");
            return;
        }
        keys_.insert(contact.key);
        import_.contacts.push_back(std::move(contact));
    }

    /// The same file read again gives the same keys.
    [[nodiscard]] std::string free_key(const Contact& contact) const {
        std::string base = slug(contact.name);
        if (base.empty()) base = "contact";
        std::string key = base;
        for (int i = 2; keys_.contains(key); ++i) key = fmt::format("{}-{}", base, i);
        return key;
    }

    CsvImport& import_;
    std::vector<std::string> header_;  // known names; empty: a note
    std::vector<std::string> titles_;  // as written
    std::string header_problem_;
    std::unordered_set<std::string> keys_;
};

}  // namespace

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == text.size() || text.size() > 254)
        return false;
    if (text.find('@', at + 1) != std::string_view::npos || text.front() == '-') return false;
    return std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 ||
               std::string_view("<>()[],;:\\\"\x7f").find(c) != std::string_view::npos;
    });
}

Result<CsvImport> parse_contacts_csv(std::string_view bytes) {
    const std::string text = to_utf8(bytes, "");
    CsvImport import;
    Importer importer(import);
    const auto read = read_csv(text, guess_delimiter(text), {}, [&](const CsvRow& row) {
        if (importer.header_problem().empty()) importer.take(row);
    });
    if (!importer.header_problem().empty())
        return fail(ErrorCode::malformed, importer.header_problem());
    if (!read) return tl::unexpected(read.error());
    if (!importer.has_header()) return fail(ErrorCode::malformed, "line 1: the file is empty");
    return import;
}

}  // namespace sawthis::contacts
