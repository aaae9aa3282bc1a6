#include "cli/command_line.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <map>
#include <sstream>

#include "app/app.hpp"
#include "core/text.hpp"

namespace sawthis::cli {

namespace {

constexpr std::string_view kVersion = SAWTHIS_VERSION;

/// "7d" ago, a day or an instant.
std::optional<Instant> read_since(const std::string& text, Instant now) {
    if (const auto span = parse_duration(text)) return now - *span;
    if (const auto day = parse_rfc3339(text + "T00:00:00Z")) return day;
    return parse_rfc3339(text);
}

/// Defines the commands on a CLI::App and turns what it read into one Command. What options refer
/// to lives here.
class Grammar {
public:
    Grammar() {
        app_.description("saw this, thought of you: whom to write to this morning, and why");
        app_.footer(
            "A first session:\n"
            "  sawthis init\n"
            "  sawthis source add https://example.org/feed.xml\n"
            "  sawthis contact import contacts.csv\n"
            "  sawthis poll && sawthis digest\n"
            "`sawthis COMMAND --help` has examples for each command.\n"
            "Exit status: 0 done; 1 something failed and was named; 2 wrong usage; 3 the data "
            "directory is unusable or "
            "in use.");
        app_.require_subcommand(1);
        app_.fallthrough();
        app_.set_help_flag("-h,--help", "Show what there is to know");
        app_.set_version_flag("--version", std::string("sawthis ") + std::string(kVersion));
        app_.add_option("--data", line_.global.data, "Data directory")
            ->type_name("DIR")
            ->take_last();
        config_ = app_.add_option("--config", line_.global.config, "Configuration file")
                      ->type_name("FILE");
        app_.add_option("--now", now_, "Pretend it is then, as in 2026-11-20T07:30:00Z")
            ->type_name("RFC3339");
        app_.add_flag("--json", line_.global.json, "Machine output on standard output");
        app_.add_flag("-v,--verbose", verbose_, "Say more (twice: every item)");
        app_.add_flag("-q,--quiet", quiet_, "Say only what went wrong");
        define_sources();
        define_reading();
        define_people();
        define_answers();
        define_alerts();
        define_feedback();
        define_upkeep();
    }

    std::variant<CommandLine, CommandLineEnd> read(int argc, const char* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return end(error);
        }
        if (line_.global.data.empty()) line_.global.data = app::default_data_folder();
        line_.global.config_given = config_->count() > 0;
        if (!line_.global.config_given) line_.global.config = app::default_config_file();
        line_.global.verbosity = quiet_ ? -1 : static_cast<int>(verbose_);
        if (!now_.empty()) {
            line_.global.now = parse_rfc3339(now_);
            if (!line_.global.now) return wrong("--now: write it as 2026-11-20T07:30:00Z");
        }
        if (const auto problem = finish(); !problem.empty()) return wrong(problem);
        return std::move(line_);
    }

private:
    CommandLineEnd end(const CLI::ParseError& error) {
        std::ostringstream out;
        std::ostringstream problems;
        const int code = app_.exit(error, out, problems);
        if (code == 0) return {false, out.str()};
        return wrong(error.what());
    }

    static CommandLineEnd wrong(std::string_view problem) {
        return {true, squeeze_space(one_line(problem)) + " (see `sawthis --help`)"};
    }

    /// A command that turns into `value` when it was given.
    template <class T>
    CLI::App* command(CLI::App* parent, const std::string& name, const std::string& about,
                      const std::string& examples, T& value) {
        auto* sub = parent->add_subcommand(name, about);
        sub->footer("Examples:\n" + examples);
        sub->fallthrough();
        const std::string words = (parent == &app_ ? "" : parent->get_name() + " ") + name;
        sub->final_callback([this, words, &value] {
            line_.words = words;
            line_.command = value;
        });
        return sub;
    }

    CLI::App* group(const std::string& name, const std::string& about) {
        auto* sub = app_.add_subcommand(name, about);
        sub->require_subcommand(1);
        sub->fallthrough();
        return sub;
    }

    void define_sources() {
        command(&app_, "init", "Make configuration and data directory",
                "  sawthis init\n  sawthis --data /tmp/try init", init_);
        auto* source = group("source", "What is polled: feeds and newsroom pages");
        auto* add = command(
            source, "add", "Add a feed, a page that lists articles, or what a domain has of them",
            "  sawthis source add example.org            finds its newsroom or feed, adds the "
            "best\n"
            "  sawthis source add example.org --dry-run  only shows what there is\n"
            "  sawthis source add https://example.org/feed.xml --tag rivals\n"
            "  sawthis source add --page https://example.org/newsroom --company \"Example Ltd\"",
            add_);
        define_source_options(add, add_.source);
        define_discovery_options(add);
        command(source, "list", "Every source, its health and when it is polled next",
                "  sawthis source list\n  sawthis source list --json", source_list_);
        command(source, "rm", "Remove a source; its articles stay",
                "  sawthis source rm https://example.org/feed.xml\n  sawthis source rm 12",
                source_rm_)
            ->add_option("source", source_rm_.which, "Its address or number")
            ->required();
        auto* test = command(source, "test",
                             "Fetch a source and show what would be read, without keeping it",
                             "  sawthis source test https://example.org/feed.xml\n"
                             "  sawthis source test --page https://example.org/newsroom",
                             test_);
        define_source_options(test, test_.source);
        command(source, "import", "Add the sources of an OPML list, or of a file like feeds.toml",
                "  sawthis source import subscriptions.opml\n  sawthis source import "
                "feeds.example.toml",
                source_import_)
            ->add_option("file", source_import_.file, "OPML or TOML; - is standard input")
            ->required();
        command(source, "export", "All sources as OPML on standard output",
                "  sawthis source export > sources.opml", source_export_);
    }

    void define_source_options(CLI::App* sub, Source& source) {
        sub->add_option("url", source.url, "Address")->required();
        sub->add_flag_callback(
            "--page", [&source] { source.kind = SourceKind::page; },
            "The address is an HTML page that lists articles");
        sub->add_option("--title", source.title, "What to call it");
        sub->add_option("--tag", source.tags, "A subject; can be given more than once")->take_all();
        sub->add_option("--company", source.company, "Whose newsroom the page is");
        sub->add_option("--links", source.links,
                        "CSS selector of the page's article links, or re:PATTERN on addresses");
        sub->add_option_function<std::string>(
               "--full-text",
               [&source](const std::string& choice) {
                   source.full_text = full_text_choice(choice);
               },
               "Fetch articles' pages for their text: never, teaser (where the source gives no "
               "more) or always; not given: teaser for a page, never for a feed")
            ->check(CLI::IsMember({"never", "teaser", "always"}));
        define_mail_options(sub, source);
    }

    static void define_mail_options(CLI::App* sub, Source& source) {
        sub->add_option("--articles", source.form,
                        "A mail folder: what a message becomes; auto, message or links");
        auto* env = sub->add_option_function<std::string>(
            "--password-env",
            [&source](const std::string& name) { source.password_place = "env:" + name; },
            "A mail folder: environment variable that holds the password");
        sub->add_option_function<std::string>(
               "--password-file",
               [&source](const std::string& path) { source.password_place = "file:" + path; },
               "A mail folder: file that holds the password, for its owner alone (0600)")
            ->excludes(env);
    }

    void define_discovery_options(CLI::App* add) {
        auto* page = add->get_option("--page");
        add->add_flag("--discover", add_.discover,
                      "Look for sources at the address, as is done for a bare domain")
            ->excludes(page);
        add->add_flag("--dry-run", add_.dry_run, "Only show what is found")->excludes(page);
        auto* all = add->add_flag("--all", add_.all, "Add all that is found")->excludes(page);
        add->add_option("--pick", add_.pick, "Add these of the list that is shown, as in 1,3")
            ->delimiter(',')
            ->check(CLI::Range(1, 1000))
            ->type_name("N,M")
            ->excludes(all)
            ->excludes(page);
    }

    void define_reading() {
        command(&app_, "poll", "Fetch the sources that are due, and keep what is new",
                "  sawthis poll\n  sawthis poll --all", poll_)
            ->add_flag("--all", poll_.all, "Also those that are not due yet");
        command(&app_, "listen",
                "Take the news that hubs push (WebSub) until it is stopped; see [websub] in "
                "config.toml",
                "  sawthis listen\n  sawthis listen --json    a document for each time that "
                "something was pushed\n"
                "Subscribes at the hubs that feeds announce and renews that. Hubs have to reach it "
                "under\npublic_url, through a web server that speaks https. Go on running "
                "`sawthis poll`, which asks\nsources that are pushed only once in max_interval "
                "while this runs.",
                listen_);
        command(&app_, "ingest", "Take in feed files from disk as if they had been polled",
                "  sawthis ingest saved/*.xml", ingest_)
            ->add_option("files", ingest_.files, "Feed files")
            ->required();
        auto* feed = group("feed", "Feeds as files");
        auto* parse = command(
            feed, "parse", "A feed as JSON Feed 1.1 on standard output",
            "  sawthis feed parse news.xml --base-url https://example.org/news.xml", feed_parse_);
        parse->add_option("file", feed_parse_.file, "The feed; - is standard input")->required();
        parse->add_option("--base-url", feed_parse_.base_url, "Where it came from");
        parse->add_option("--content-type", feed_parse_.content_type, "What the HTTP header said");
        auto* page = group("page", "HTML pages as files");
        auto* extract = command(
            page, "extract", "Title, date, by-line and main text of an article page, as JSON",
            "  sawthis page extract story.html --url https://example.org/story", page_extract_);
        extract->add_option("file", page_extract_.file, "The page; - is standard input")
            ->required();
        extract->add_option("--url", page_extract_.url, "Where it came from");
        extract->add_option("--content-type", page_extract_.content_type,
                            "What the HTTP header said");
        auto* links = command(page, "links", "The article links of a newsroom listing",
                              "  sawthis page links news.html --url https://example.org/newsroom",
                              page_links_);
        links->add_option("file", page_links_.file, "The page; - is standard input")->required();
        links->add_option("--url", page_links_.url, "Where it came from")->required();
        links->add_option("--links", page_links_.links,
                          "CSS selector of the links, or re:PATTERN on addresses");
    }

    void define_people() {
        auto* contact = group("contact", "The people you know");
        auto* import = command(contact, "import", "Add or update contacts from a CSV file",
                               "  sawthis contact import contacts.csv\n"
                               "The first row names the columns: "
                               "id,name,email,company,company_aliases,company_domain,role,\n"
                               "industry,teams,interests,projects,location and, if you like, "
                               "goals,values,family,tags,stage,met,\n"
                               "cadence_days,channel,phone,birthday,anniversary,notes,alma_mater. "
                               "Lists are separated by \";\".",
                               contact_import_);
        import->add_option("file", contact_import_.file, "CSV; - is standard input")->required();
        import->add_option("--format", format_, "csv")->check(CLI::IsMember({"csv"}));
        auto* add = command(contact, "add", "Add one contact",
                            "  sawthis contact add --name \"Ana Ruiz\" --company Acme --interest "
                            "chess --team Celtic",
                            contact_add_);
        auto& contact_value = contact_add_.contact;
        add->add_option("--name", contact_value.name, "Name");
        add->add_option("--email", contact_value.email, "E-mail address");
        add->add_option("--company", contact_value.company, "Company");
        add->add_option("--role", contact_value.role, "Role");
        add->add_option("--industry", contact_value.industry, "Industry");
        add->add_option("--team", contact_value.teams, "A team; can be given more than once")
            ->take_all();
        add->add_option("--interest", contact_value.interests,
                        "An interest; can be given more than once")
            ->take_all();
        add->add_option("--project", contact_value.projects,
                        "A project; can be given more than once")
            ->take_all();
        add->add_option("--location", contact_value.location, "Where they live");
        command(contact, "list", "Every contact on a line",
                "  sawthis contact list\n  sawthis contact list --json", contact_list_);
        command(contact, "show", "All that is known of one contact",
                "  sawthis contact show c003\n  sawthis contact show \"Ana Ruiz\"", contact_show_)
            ->add_option("who", contact_show_.who, "Id or name")
            ->required();
        command(contact, "coverage", "Of whom the news says nothing, and what to add for them",
                "  sawthis contact coverage\n  sawthis contact coverage --json", contact_coverage_);
        define_forget(&app_);
        define_forget(contact);
    }

    void define_feedback() {
        auto* feedback = app_.add_subcommand(
            "feedback", "Say what became of a match, so that the next ones are better");
        feedback->footer(
            "Examples:\n"
            "  sawthis feedback ana-ruiz:1204 sent        it was good, and went out\n"
            "  sawthis feedback ana-ruiz:1204 later       a good one; once more in a week\n"
            "  sawthis feedback ana-ruiz:1204 dismiss     not this one\n"
            "  sawthis feedback ana-ruiz:1204 wrong       the name means something else here\n"
            "  sawthis feedback ana-ruiz:1204 not-person  it is not about them or theirs\n"
            "  sawthis feedback ana-ruiz:1204 never       never again about this for them\n"
            "  sawthis feedback list\n  sawthis feedback undo 12");
        feedback->fallthrough();
        feedback->require_subcommand(0, 1);
        feedback->add_option("match", feedback_.match,
                             "As the digest and `sawthis match --json` call it");
        feedback->add_option("verdict", verdict_,
                             "sent, dismiss, later, wrong, not-person or never");
        feedback->final_callback([this, feedback] {
            if (!feedback->get_subcommands().empty()) return;
            line_.words = "feedback";
            line_.command = feedback_;
        });
        command(feedback, "list", "What was said, of all contacts or of one",
                "  sawthis feedback list\n  sawthis feedback list ana-ruiz", feedback_list_)
            ->add_option("who", feedback_list_.who, "Id or name");
        command(feedback, "undo", "Take back what was said", "  sawthis feedback undo 12",
                feedback_undo_)
            ->add_option("number", feedback_undo_.id, "As `sawthis feedback list` shows it")
            ->required();
    }

    void define_forget(CLI::App* parent) {
        command(parent, "forget", "Erase a contact and all that was kept about them",
                "  sawthis contact forget \"Ana Ruiz\"", forget_)
            ->add_option("who", forget_.who, "Id or name")
            ->required();
    }

    void define_answers() {
        auto* match = command(&app_, "match", "Link new articles to contacts",
                              "  sawthis match\n  sawthis match --since 7d --json\n"
                              "  sawthis match --explain ana-ruiz 1204",
                              match_);
        match->add_option("--since", since_, "Only articles since: 7d, 2026-11-01 or an instant")
            ->type_name("T");
        match->add_flag("--anew", match_.anew, "Judge all articles anew");
        match
            ->add_option("--explain", match_.explain,
                         "Why an article is a match for a contact, or is none: CONTACT ARTICLE")
            ->expected(2)
            ->type_name("CONTACT ARTICLE");
        auto* who = command(&app_, "who", "Who would like this article, and why",
                            "  sawthis who 1204\n  sawthis who https://example.org/story\n"
                            "  sawthis who story.html --limit 3 --json",
                            who_);
        who->add_option("article", who_.what,
                        "Number, guid or address of an article; or a file, - is standard input")
            ->required();
        who->add_option("--limit", who_.limit, "How many contacts at the most")
            ->check(CLI::Range(1, 1'000'000));
        auto* digest = command(&app_, "digest", "Whom to write to now, and why",
                               "  sawthis digest\n  sawthis digest --format html > digest.html\n"
                               "  sawthis digest --again        the last one once more",
                               digest_);
        const std::map<std::string, DigestFormat> formats{{"text", DigestFormat::text},
                                                          {"html", DigestFormat::html},
                                                          {"json", DigestFormat::json},
                                                          {"eml", DigestFormat::eml}};
        digest->add_option("--format", digest_.format, "text, html, json or eml")
            ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case))
            ->type_name("FORMAT");
        digest->add_option("--limit", digest_.limit, "People at the most, today")
            ->check(CLI::Range(1, 1000));
        digest->add_flag("--again", digest_.again, "Show the last digest once more");
        auto* article = group("article", "What was taken in");
        auto* list =
            command(article, "list", "Articles, newest first",
                    "  sawthis article list --limit 20\n  sawthis article list --since 2d --json",
                    article_list_);
        list->add_option("--since", since_, "Only articles since: 7d, 2026-11-01 or an instant")
            ->type_name("T");
        list->add_option("--limit", article_list_.limit, "How many at the most")
            ->check(CLI::Range(1, 100'000'000));
        command(article, "show", "One article whole",
                "  sawthis article show 17\n  sawthis article show https://example.org/story",
                article_show_)
            ->add_option("article", article_show_.which, "Its number, guid or address")
            ->required();
        auto* search = command(
            &app_, "search", "Search all articles",
            "  sawthis search battery recycling\n"
            "  sawthis search '\"New York Giants\" AND NOT baseball'\n"
            "  sawthis search 'title:merger source:ledger date:2026-11-01..2026-11-15 lang:en'",
            search_);
        search
            ->add_option(
                "query", query_,
                "Words, \"phrases\", AND OR NOT NEAR, title: text: source: author: lang: date:")
            ->required();
        search->add_option("--limit", search_.limit, "How many at the most")
            ->check(CLI::Range(1, 10'000));
        search->add_flag("--newest", search_.newest_first, "Newest first, rather than best first");
    }

    void define_alerts() {
        auto* alert = group("alert", "Be told when the news has this");
        auto* add = command(
            alert, "add", "Look for a query, a phrase or a pattern in every new article",
            "  sawthis alert add 'acme AND (recall* OR lawsuit)'\n"
            "  sawthis alert add 'title:\"press release\" site:acme.example' --contact ana-ruiz\n"
            "  sawthis alert add --phrase 'heat pump' --contact \"Ana Ruiz\"\n"
            "  sawthis alert add --pattern 'Acme\\s+(Ltd|Inc)'\n"
            "A query is written as for `sawthis search`; a pattern is a regular expression of RE2.",
            alert_add_);
        auto& request = alert_add_.request;
        add->add_option("text", alert_text_, "What to look for")->required();
        auto* phrase = add->add_flag_callback(
            "--phrase", [&request] { request.kind = AlertKind::phrase; },
            "The text is words beside each other, in any case and plain inflection");
        auto* pattern = add->add_flag_callback(
            "--pattern,--regex", [&request] { request.kind = AlertKind::pattern; },
            "The text is a regular expression; (?i) at its begin ignores case");
        auto* query = add->add_flag_callback(
            "--query", [&request] { request.kind = AlertKind::query; },
            "The text is a query; so it is if nothing is said");
        pattern->excludes(phrase)->excludes(query);
        phrase->excludes(query);
        add->add_flag("--exact-case", request.exact_case,
                      "A phrase only as it is written, or all in capitals")
            ->needs(phrase);
        add->add_option("--contact", request.contact, "On whose behalf: id or name");
        command(alert, "list", "Every alert, and what it has brought",
                "  sawthis alert list\n  sawthis alert list --json", alert_list_);
        command(alert, "rm", "Remove an alert", "  sawthis alert rm 3", alert_rm_)
            ->add_option("number", alert_rm_.number, "As `sawthis alert list` shows it")
            ->required();
        auto* run =
            command(alert, "run", "What set off alerts since you were told last",
                    "  sawthis alert run\n"
                    "  sawthis alert run --since 7d --json   also what you were told before",
                    alert_run_);
        run->add_option("--since", since_, "All that appeared since: 7d, 2026-11-01 or an instant")
            ->type_name("T");
        run->add_option("--limit", alert_run_.limit, "How many at the most")
            ->check(CLI::Range(1, 100'000'000));
    }

    void define_upkeep() {
        auto* config = group("config", "The configuration");
        command(config, "check", "Every problem of the configuration, with its line",
                "  sawthis config check", config_check_);
        command(config, "show", "What is in force, as TOML", "  sawthis config show", config_show_);
        command(&app_, "reindex", "Make the full text index anew from the stored articles",
                "  sawthis reindex", reindex_);
        auto* bench = group("bench", "How fast this machine is");
        auto* match = command(bench, "match", "Find many phrases in many articles, and time it",
                              "  sawthis bench match --patterns phrases.tsv --articles news.tsv\n"
                              "Each line of either file is an id, a tab and a text.",
                              bench_match_);
        match->add_option("--patterns", bench_match_.patterns, "The phrases")
            ->required()
            ->type_name("FILE");
        match->add_option("--articles", bench_match_.articles, "The articles")
            ->required()
            ->type_name("FILE");
    }

    /// What needs more than one option. What it returns is a usage problem, or empty.
    std::string finish() {
        if (!since_.empty()) {
            const auto now = line_.global.now.value_or(
                std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
            const auto since = read_since(since_, now);
            if (!since) return "--since: write it as 7d, 2026-11-01 or 2026-11-01T00:00:00Z";
            if (auto* match = std::get_if<MatchCommand>(&line_.command)) match->since = since;
            if (auto* list = std::get_if<ArticleListCommand>(&line_.command)) list->since = since;
            if (auto* run = std::get_if<AlertRunCommand>(&line_.command)) run->since = since;
        }
        if (auto* search = std::get_if<SearchCommand>(&line_.command))
            search->query = join(query_, " ");
        if (auto* add = std::get_if<AlertAddCommand>(&line_.command))
            add->request.text = join(alert_text_, " ");
        if (auto* feedback = std::get_if<FeedbackCommand>(&line_.command)) {
            feedback->verdict = feedback_verdict_of(verdict_);
            if (feedback->match.empty() || !feedback->verdict) {
                return "feedback: say of which match, and sent, dismiss, later, wrong, not-person "
                       "or never";
            }
        }
        return {};
    }

    CLI::App app_;
    CLI::Option* config_ = nullptr;
    CommandLine line_;
    std::string now_;
    std::string since_;
    std::string format_;
    std::string verdict_;
    std::vector<std::string> query_;
    std::vector<std::string> alert_text_;
    std::int64_t verbose_ = 0;
    bool quiet_ = false;

    InitCommand init_;
    SourceAddCommand add_;
    SourceListCommand source_list_;
    SourceRemoveCommand source_rm_;
    SourceTestCommand test_;
    SourceImportCommand source_import_;
    SourceExportCommand source_export_;
    PollCommand poll_;
    ListenCommand listen_;
    IngestCommand ingest_;
    FeedParseCommand feed_parse_;
    PageExtractCommand page_extract_;
    PageLinksCommand page_links_;
    ContactImportCommand contact_import_;
    ContactAddCommand contact_add_;
    ContactListCommand contact_list_;
    ContactShowCommand contact_show_;
    ForgetCommand forget_;
    ContactCoverageCommand contact_coverage_;
    WhoCommand who_;
    FeedbackCommand feedback_;
    FeedbackListCommand feedback_list_;
    FeedbackUndoCommand feedback_undo_;
    MatchCommand match_;
    DigestCommand digest_;
    AlertAddCommand alert_add_;
    AlertListCommand alert_list_;
    AlertRemoveCommand alert_rm_;
    AlertRunCommand alert_run_;
    ArticleListCommand article_list_;
    ArticleShowCommand article_show_;
    SearchCommand search_;
    ConfigCheckCommand config_check_;
    ConfigShowCommand config_show_;
    ReindexCommand reindex_;
    BenchMatchCommand bench_match_;
};

}  // namespace

std::variant<CommandLine, CommandLineEnd> parse_command_line(int argc, const char* const* argv) {
    return Grammar().read(argc, argv);
}

}  // namespace sawthis::cli
