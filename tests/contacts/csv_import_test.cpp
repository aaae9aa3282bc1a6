#include "contacts/csv_import.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using contacts::CsvImport;
using contacts::parse_contacts_csv;

namespace {
CsvImport import_of(std::string_view text) {
    const auto import = parse_contacts_csv(text);
    if (!import) FAIL(import.error().detail);
    return *import;
}
}  // namespace

TEST_CASE("every column of the header ends in its field", "[contacts][csv]") {
    const auto import = import_of(
        "id,name,email,company,company_aliases,company_domain,role,industry,teams,interests,"
        "projects,"
        "location,goals,values,family,tags,stage,met,cadence_days,channel,phone,birthday,"
        "anniversary,notes\n"
        "c1,Ana Ruiz,ana@acme.example,Acme,Acme Ltd; Acme "
        "Inc,acme.example,CTO,robotics,Celtic;Bulls,"
        "chess,arm v2,Oslo,grow,honesty,Bo (son),vip;x,like,2026-01-02,30,letter,+47 "
        "1,--02-03,2010-05-06,"
        "\"two\nlines\"\n");
    Contact want;
    want.key = "c1";
    want.name = "Ana Ruiz";
    want.email = "ana@acme.example";
    want.company = "Acme";
    want.company_aliases = {"Acme Ltd", "Acme Inc"};
    want.company_domain = "acme.example";
    want.role = "CTO";
    want.industry = "robotics";
    want.teams = {"Celtic", "Bulls"};
    want.interests = {"chess"};
    want.projects = {"arm v2"};
    want.location = "Oslo";
    want.goals = {"grow"};
    want.values = {"honesty"};
    want.family = {"Bo (son)"};
    want.tags = {"vip", "x"};
    want.stage = Stage::like;
    want.met = "2026-01-02";
    want.cadence_days = 30;
    want.channel = "letter";
    want.phone = "+47 1";
    want.birthday = "--02-03";
    want.anniversary = "2010-05-06";
    want.notes = "two\nlines";
    REQUIRE(import.contacts.size() == 1);
    CHECK(import.contacts[0] == want);
    CHECK(import.refused.empty());
    CHECK(import.warnings.empty());
    CHECK(import.note_columns.empty());
}

TEST_CASE("where somebody studied is among their interests, each once", "[contacts][csv]") {
    const auto import = import_of(
        "name,Alma Mater,interests\nAna,University of Leeds; INSEAD,chess;INSEAD\nBo,,opera\n");
    CHECK(import.note_columns.empty());
    REQUIRE(import.contacts.size() == 2);
    CHECK(import.contacts[0].interests ==
          std::vector<std::string>{"University of Leeds", "INSEAD", "chess"});
    CHECK(import.contacts[1].interests == std::vector<std::string>{"opera"});
}

TEST_CASE("columns may come in any order, case and encoding", "[contacts][csv]") {
    const auto [name, text] = GENERATE(table<std::string, std::string>({
        {"order and case", "E-Mail,NAME\nz@x.example,Zoë\n"},
        {"byte order mark", "\xEF\xBB\xBFname,email\nZoë,z@x.example\n"},
        {"semicolons", "name;email\nZoë;z@x.example\n"},
        {"tabs", "name\temail\nZoë\tz@x.example\n"},
        {"windows-1252", "name,email\nZo\xEB,z@x.example\n"},
        {"UTF-16",
         std::string("\xFF\xFEn\0a\0m\0e\0,\0e\0m\0a\0i\0l\0\n\0Z\0o\0\xEB\0,\0z\0@\0x\0.\0e\0x\0"
                     "a\0m\0p\0l\0e\0\n\0",
                     56)},
    }));
    CAPTURE(name);
    const auto import = import_of(text);
    REQUIRE(import.contacts.size() == 1);
    CHECK(import.contacts[0].name == "Zoë");
    CHECK(import.contacts[0].email == "z@x.example");
}

TEST_CASE("an unknown column becomes a line of the notes", "[contacts][csv]") {
    const auto import = import_of("name,Shoe size,notes,\nAna,38,likes tea,\nBo,,,\n");
    CHECK(import.note_columns == std::vector<std::string>{"Shoe size"});
    CHECK(import.contacts[0].notes == "likes tea\nShoe size: 38");
    CHECK(import.contacts[1].notes.empty());
}

TEST_CASE("a refused row is told with its line, and costs the others nothing", "[contacts][csv]") {
    const auto import = import_of(
        "id,name,email\n"
        "1,Ana,ana@x.example\n"
        "1,Bo,bo@x.example\n"
        ",,\n"
        "4,,\n"
        "5,Cy,cy@x.example\\nBcc: all\n"
        "6,Di,di@x.example,extra\n"
        "7,Ed,\n");
    CHECK(import.rows_read == 6);
    REQUIRE(import.contacts.size() == 2);
    CHECK(import.contacts[1].name == "Ed");
    std::vector<std::size_t> lines;
    for (const auto& row : import.refused) lines.push_back(row.line);
    CHECK(lines == std::vector<std::size_t>{3, 5, 6, 7});
}

TEST_CASE("a value that cannot be read is kept as a note, with a warning", "[contacts][csv]") {
    const auto import = import_of("name,stage,birthday,cadence_days\nAna,customer,31 June,often\n");
    REQUIRE(import.contacts.size() == 1);
    CHECK(import.warnings.size() == 3);
    CHECK(import.contacts[0].notes == "stage: customer\nbirthday: 31 June\ncadence_days: often");
}

TEST_CASE("missing ids are made from names, the same at each import", "[contacts][csv]") {
    const std::string text =
        "name,email\nZoë O'Neill,a@x.example\nZoe "
        "O'Neill,b@x.example\n李伟,c@x.example\n,d@x.example\n";
    const auto import = import_of(text);
    std::vector<std::string> keys;
    for (const auto& contact : import.contacts) keys.push_back(contact.key);
    CHECK(keys == std::vector<std::string>{"zoe-o-neill", "zoe-o-neill-2", "李-伟", "d"});
    CHECK(import_of(text) == import);
}

TEST_CASE("control characters of a cell never reach a contact", "[contacts][csv]") {
    const auto import = import_of("name,role\n\"A\x1b[31mna\",\"x\r\ny\"\n");
    CHECK(import.contacts[0].name == "A[31mna");
    CHECK(import.contacts[0].role == "x y");
}

TEST_CASE("what is no contacts file is refused with the mend", "[contacts][csv]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"", "line 1: the file is empty"},
        {"Ana,ana@x.example\n", "line 1: no column is called name or email"},
        {"name,email\n\"Ana\n", "line 2: a quote is not closed"},
        {std::string("\x7f"
                     "ELF\0\0\0",
                     7),
         "line 1: a NUL byte"},
    }));
    CAPTURE(given);
    const auto import = parse_contacts_csv(given);
    REQUIRE_FALSE(import);
    CHECK(import.error().code == ErrorCode::malformed);
    CHECK_THAT(import.error().detail, Catch::Matchers::StartsWith(want));
}
