#include <catch2/catch.hpp>

#include "tests/matcher/matching.hpp"

/// Names that mean several things: each in the contact's sense and in others, as news tells them.
namespace sawthis::matcher {

namespace {

struct Row {
    std::string name;
    std::string title;
    std::string text;
    bool theirs = false;  // whether a well-informed reader takes it for the contact's
};

/// One matcher for all rows: who is compiled beside whom must not matter.
void check_rows(const std::vector<Row>& rows, Facet facet, Contact (*contact_of)(std::string)) {
    std::vector<Contact> contacts;
    for (const Row& row : rows) {
        contacts.push_back(contact_of(row.name));
        contacts.back().id = ContactId{static_cast<std::int64_t>(contacts.size())};
    }
    Matching matching(contacts);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(rows[i].name, rows[i].title, rows[i].text);
        const auto article = make_article(rows[i].title, rows[i].text);
        const bool found = matching.find(article, facet, i).has_value();
        CHECK(found == rows[i].theirs);
    }
}

Contact employee_of(std::string company) {
    return at_company(std::move(company));
}

Contact keen_on(std::string interest) {
    Contact contact;
    contact.interests = {std::move(interest)};
    return contact;
}

}  // namespace

TEST_CASE("a company is told from what else its name means", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Apple", "Apple unveils a thinner laptop", "Apple said the laptop ships in May.", true},
        {"Apple", "Apple quietly launched a mentoring program", "", true},
        {"Apple", "Apple growers fear frost", "Orchards in Kent lost many an apple tree.", false},
        {"Apple", "The Big Apple wakes up", "New York opens its cafes again.", false},
        {"Target", "Central bank keeps inflation target", "The target stays at 2 percent.", false},
        {"Target", "Target opens 20 stores", "The Minneapolis retailer Target said so.", true},
        {"Orange", "Orange County votes", "Voters in Orange County went to the polls.", false},
        {"Orange", "Orange lays fibre to 200 villages",
         "The French telecoms operator Orange said the network would be ready in spring.", true},
        {"Amazon", "Fires rage in the Amazon rainforest", "Smoke covers Brazil.", false},
        {"Amazon", "Amazon adds 500 delivery vans in Leeds",
         "Amazon said its warehouse there would hire drivers for the vans.", true},
        {"HP", "HP Hugs JBoss", "HP (Quote, Chart) deepened its ties.", true},
        {"Shell", "A shell hit the village", "Nobody was hurt by the shell.", false},
        {"Shell", "Shell sells a refinery in Germany",
         "The oil company Shell said the buyer would keep all staff.", true},
        {"Visa", "Students wait for a visa", "The work visa takes ten weeks.", false},
        {"Visa", "Visa cuts card fees for small shops",
         "The payments network Visa said merchants would pay less from May.", true},
        {"Gap", "The gap between rich and poor widens", "Economists warn of the gap.", false},
        {"Gap", "Gap names a new head of design",
         "The clothing retailer Gap, which owns Old Navy, hopes to win back shoppers.", true},
        {"Oracle", "Oracle moves its database to more clouds",
         "Oracle said customers could run its software anywhere.", true},
        {"Oracle", "The oracle at Delphi had a cave beneath it",
         "Archaeologists dug where the oracle once spoke.", false},
        {"Delta", "Rice farmers in the delta face salt water",
         "The Mekong delta sinks by a finger's width a year.", false},
        {"Delta", "Delta adds flights from Atlanta to Lagos",
         "The airline Delta said passengers could book from Monday.", true},
        {"Mars", "A rover on Mars finds clay", "NASA said the planet Mars was once wet.", false},
        {"Mars", "Mars puts less sugar in its chocolate bars",
         "The maker of Snickers, Mars, said the recipe took two years.", true},
        {"Meta", "Meta shows glasses that translate",
         "Meta, the owner of Facebook and Instagram, said they would cost 300 dollars.", true},
        {"Meta", "A play about plays: how meta can it get", "The critics liked it.", false},
        {"Alphabet", "Alphabet lifts its dividend",
         "The parent of Google, Alphabet, said advertising grew by a tenth.", true},
        {"Alphabet", "A new alphabet for an old language",
         "Linguists gave the islanders an alphabet of 24 letters.", false},
        {"Stripe", "Stripe lets shops take payments in stablecoins",
         "The payments company Stripe said merchants had asked for it.", true},
        {"Stripe", "The stripe is back on the catwalk", "Designers love a stripe this year.",
         false},
        {"Slack", "Slack puts an assistant into every channel",
         "The messaging app Slack, owned by Salesforce, said it reads threads.", true},
        {"London Stock Exchange", "LSEG buys a maker of trading software", "", true},
        {"General Motors", "GM recalls 20,000 pickups", "The carmaker said so in Detroit.", true},
        {"Slack", "Factories take up the slack", "There is little slack left in the economy.",
         false},
        {"Zoom", "Zoom adds captions in 30 languages",
         "The video meetings company Zoom said calls were easier to follow.", true},
        {"Zoom", "House prices zoom past their peak", "They zoom up by a tenth a year.", false},
        {"Snowflake", "Snowflake buys a maker of database tools",
         "The cloud data company Snowflake said the deal would close soon.", true},
        {"Snowflake", "No snowflake is like another", "A physicist grows them in a jar.", false},
        {"Unity", "Unity changes what game studios pay",
         "The maker of the game engine, Unity, said developers had been heard.", true},
        {"Unity", "The president calls for unity", "She spoke of unity after the vote.", false},
        {"Puma", "Puma signs a sprinter from Jamaica",
         "The German sportswear maker Puma will supply shoes and kit.", true},
        {"Puma", "A puma strolls through Santiago", "Rangers caught the puma in a garden.", false},
        {"Jaguar", "Jaguar shows an electric saloon",
         "The carmaker Jaguar Land Rover said it would be built in Solihull.", true},
        {"Jaguar", "A jaguar returns to the wetlands",
         "Rangers in Argentina released the jaguar and her cubs.", false},
        {"Caterpillar", "Caterpillar sells more diggers to miners",
         "The construction machinery maker Caterpillar raised its forecast.", true},
        {"Caterpillar", "A caterpillar that eats plastic",
         "Biologists found the caterpillar in a hive.", false},
        {"Subway", "Subway closes 300 sandwich shops",
         "The sandwich chain Subway said franchise owners would be helped.", true},
        {"Subway", "The subway runs all night again", "Riders in New York waited on the subway.",
         false},
        {"Next", "Next raises its profit forecast",
         "The British fashion retailer Next said shoppers bought more coats.", true},
        {"Next", "What comes next for the bridge", "The council votes next week.", false},
        {"Sky", "Sky wins rights to the tennis",
         "The broadcaster Sky, owned by Comcast, will show every match on Sky Sports.", true},
        {"Sky", "A green sky over Iceland", "Tourists watched the sky all night.", false},
        {"Boots", "Boots opens pharmacies at night",
         "The chemist Boots, part of Walgreens, said pharmacists had asked for it.", true},
        {"Boots", "These boots are made for mud", "Farmers test six pairs of boots.", false},
        {"Intel", "Intel builds a chip plant in Ohio",
         "The chipmaker Intel said processors would come from it in three years.", true},
        {"Intel", "Spies share intel on smugglers", "The intel came from two agencies.", false},
        {"Chase", "Chase opens branches in the countryside",
         "The bank Chase, part of JPMorgan, said customers wanted tellers.", true},
        {"Chase", "Police chase ends in a pond", "The chase lasted an hour.", false},
        {"Virgin", "A virgin forest in Poland is felled", "The virgin forest held bison.", false},
        {"Ford", "Ford recalls a truck over its brakes",
         "The carmaker Ford said dealers would replace the brakes.", true},
        {"Ford", "Cattle ford the river at dusk", "Herders lead them through the ford.", false},
        {"Dove", "A dove nests in the ticket office", "The dove laid two eggs.", false},
        {"Cisco", "Cisco buys a maker of network software",
         "The network equipment maker Cisco said engineers would move to San Jose.", true},
        // What first stands in full is meant by its short form after it.
        {"Sun", "A gallery buys a banana",
         "The buyer, entrepreneur Wei Sun, came by boat. Sun said the price was fair.", false},
        // In a row with what is surely a company.
        {"Stripe", "A chatbot that pays", "The chatbot works with Adobe, Figma, Stripe and others.",
         true},
        {"Bombardier", "Planemakers sell more", "So do Airbus, Boeing and Canada's Bombardier.",
         true},
        {"Gap", "Gap, Microsoft and the rest", "The gap between rich and poor widens.", false},
        {"Delta", "A rocket flies again", "Boeing's Delta 4 took off at noon.", false},
        {"Apple", "Apple quietly announced a cheaper phone", "Apple said that it comes in May.",
         true},
        // Initials are told from the word by their capitals, in a headline that capitalises too.
        {"SAP", "SAP Awarded $35 Million Postal Service Contract",
         "The service chose SAP after years, it said.", true},
        {"SAP", "Sap Rises in Vermont", "Farmers tap maples for their sap.", false},
        {"General Motors", "GM, Daimler Go Green", "The carmakers fill gaps in their range.", true},
        {"General Motors", "GM, Hostile Crops Go Wild", "Farmers fear GM maize.", false},
        // Who acts at the head of a headline.
        {"O2", "O2 to roll out i-mode", "The mobile operator will sell games and ringtones.", true},
        {"O2", "Space O2 Generator Fails", "The crew breathes from tanks.", false},
        {"International Criminal Court", "ICC clears a bowler", "The ICC Champions Trophy waits.",
         false},
        {"Shell", "Shell to be removed from garden", "Police closed the lane.", false},
    };
    check_rows(rows, Facet::company, employee_of);
}

TEST_CASE("a company's own domain bears out its name", "[matcher][sense]") {
    auto contact = at_company("Square");
    contact.company_domain = "https://www.squareup.com/";
    Matching matching({contact});
    const auto told = [&](std::string url, std::string text) {
        auto article = make_article("Square changes its table of fees", std::move(text));
        article.url = std::move(url);
        return matching.find(article, Facet::company).has_value();
    };
    const std::string text = "The fees of the market stalls fall by a third in spring.";
    CHECK_FALSE(told("https://news.example/1", text));
    CHECK(told("https://squareup.com/news/1", text));
    CHECK(told("https://press.squareup.com/news/1", text));
    CHECK(told("https://news.example/1", text + " Questions go to press@squareup.com."));
    CHECK_FALSE(told("https://squareup.com.example/1", text));
    CHECK_FALSE(told("https://notsquareup.com/1", text));
}

TEST_CASE("where to follow the sender is no news of the network", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Twitter", "Pumps for a school",
         "Acme fits pumps. Follow Acme at acme.example or on LinkedIn and Twitter.", false},
        {"Facebook", "A baker wins a prize",
         "Her bread is sold out. She has 9,000 followers on Instagram and Facebook.", false},
        {"Facebook", "Pumps for a school", "Acme fits pumps. Like us on Facebook!", false},
        {"Facebook", "Facebook shows fewer posts", "Facebook said so. Follow us on X.", true},
        {"Facebook", "Groups for gardeners", "Facebook lets them join groups on Facebook.", true},
    };
    check_rows(rows, Facet::company, employee_of);
}

TEST_CASE("an article that the text points to is another one", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Netflix", "A chatbot talks back",
         "The chatbot gave odd tips. Related stories: Musk sues Netflix over its shop.", false},
        {"Netflix", "A chatbot talks back",
         "Related stories: Musk sues a rival.\nNetflix's chatbot gave odd tips, and Netflix mends "
         "it.",
         true},
    };
    check_rows(rows, Facet::company, employee_of);
}

TEST_CASE("where a post appeared first is not what it is about", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Forbes", "A chatbot talks back",
         "The chatbot gave odd tips. The post A chatbot talks back appeared first on Forbes.",
         false},
        {"Forbes", "A chatbot talks back",
         "The post Forbes hears a chatbot appeared com. The chatbot gave odd tips.", false},
        {"Forbes", "A chatbot talks back",
         "The post A chatbot talks back appeared first Papers like Forbes and Wired saw it.", true},
        {"TikTok", "Games for a town", "A hall opens. Press contact: TikTok: @hallgames", false},
        {"TikTok", "Games for a town", "A hall opens. Find it on TikTok at @hallgames.", false},
        {"Forbes", "A chatbot talks back",
         "Forbes said that the post about chatbots appeared first on its site.", true},
        {"TikTok", "TikTok pays: a fine", "TikTok said: it pays @ once.", true},
    };
    check_rows(rows, Facet::company, employee_of);
}

TEST_CASE("who brings the news is not what it is about", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"CBS", "Fine in AOL probe", "WASHINGTON (CBS) - America Online has to pay a fine.", false},
        {"Bloomberg", "Shares fall in Asia", "(Bloomberg) -- Shares fell on Thursday.", false},
        {"Reuters", "Shares fall in Asia", "Reuters - Shares fell on Thursday.", false},
        {"BBC", "Scientist wins a prize", "\"I am glad,\" he told BBC News. He told the BBC more.",
         false},
        {"Yahoo", "A burger costs more", "Ann Lee is a reporter at Yahoo Finance.", false},
        {"Yahoo", "A portal hires", "Ann Lee is now an engineer at Yahoo.", true},
        {"Norton", "Singh leads by two",
         "NORTON, Massachusetts (Reuters) - Fiji's Vijay Singh leads after two rounds.", false},
        {"Reuters", "Shares fall in Asia",
         "Banks lead the losses in Tokyo. TOKYO (Reuters) - Shares fell on Thursday.", false},
        {"Reuters", "Shares fall in Asia", "By Ann Lee\n\n(Reuters) – Shares fell.", false},
        {"Marsh & McLennan", "Broker cuts jobs",
         "MARSH & MCLENNAN, the insurance broker, cuts 3,000 jobs.", true},
        {"Reuters", "Reuters sells a terminal maker",
         "LONDON (Reuters) - The news agency Reuters said so.", true},
    };
    check_rows(rows, Facet::company, employee_of);
}

TEST_CASE("an exchange is no news where another's shares are listed", "[matcher][sense]") {
    check_rows(
        {
            {"Deutsche Boerse", "A shipping group changes its name",
             "MPC Capital (Deutsche Boerse Scale, ISIN DE000A1TNWJ4) asks its owners. It is listed "
             "in Frankfurt (Deutsche Boerse) under ISIN DE000A1TNWJ4.",
             false},
            {"Nasdaq", "Acme ships a pump", "Acme (Nasdaq: ACME) ships a pump.", false},
            {"Deutsche Boerse", "Deutsche Boerse bids for a rival",
             "Deutsche Boerse (XETRA: DB1) bids for a rival in London.", true},
        },
        Facet::company, employee_of);
}

TEST_CASE("a name that comes first in full as somebody's is theirs in the headline too",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Fox", "Film star Fox behind theatre bid",
         "Actor Edward Fox leads a bid, and a broadcaster films it. Fox said so.", false},
        {"Rogers", "CoreWeave Appoints Ernie Rogers as Chief of Financing",
         "CoreWeave appointed Ernie Rogers as chief. Rogers said its customers grow.", false},
        {"Rogers", "Rogers Issues Warnings", "TLDR Rogers (RCI) said on Monday that it sent some.",
         true},
        {"Rogers", "Rogers buys a rival",
         "The wireless carrier Rogers said in Toronto that Ted Rogers agreed.", true},
        {"Roche", "Roche tests a drug",
         "The drugmaker Roche tests it in Basel, where Tony Roche once played.", true},
    };
    check_rows(rows, Facet::company, employee_of);
}

TEST_CASE("who gives a company's full name means the company that is known by less",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Meta Platforms, Inc.", "Meta unveils lighter smart glasses",
         "Meta said the glasses, made with Ray-Ban, ship in May, Mark Zuckerberg announced.", true},
        {"Meta Platforms", "The meta game of chess", "A meta question: what is a good opening?",
         false},
        {"Adobe Systems", "Adobe raises the price of Photoshop",
         "Adobe said customers pay a tenth more.", true},
        {"Apple Watch", "Apple opens a shop in Leeds",
         "Apple said on Friday that the shop opens in May.", false},
    };
    check_rows(rows, Facet::company, employee_of);
}

TEST_CASE("an alias that is known for a company of its own is the contact's if both are one",
          "[matcher][sense]") {
    const auto article = make_article("Facebook shows robots that learn to walk",
                                      "Researchers at Facebook said that it took an hour.");
    Matching meta({at_company("Meta", {"Meta Platforms", "Facebook"})});
    CHECK(meta.find(article, Facet::company));
    Matching other({at_company("Facebook Print Works", {"Facebook"})});
    CHECK_FALSE(other.find(article, Facet::company));
}

TEST_CASE("an alias that is part of the company's name is not somebody's surname",
          "[matcher][sense]") {
    Matching matching({at_company("Novo Nordisk", {"Novo"}, "pharmaceuticals")});
    const auto finds = [&](std::string title, std::string text) {
        return matching.find(make_article(std::move(title), std::move(text)), Facet::company)
            .has_value();
    };
    CHECK_FALSE(finds("McLeish upset by Novo punishment",
                      "Rangers think the ban of Nacho Novo harsh. Novo will appeal."));
    CHECK(finds("Novo cuts the price of insulin",
                "The drugmaker Novo said patients would pay half."));
    CHECK(finds("Novo names a chairman", "Danish Novo Nordisk wants growth. Novo shares rose."));
    CHECK(finds("Novo names a chairman", "He was a minister."));
    Matching clinic({at_company("Mayo Clinic", {"Mayo"}, "hospitals")});
    CHECK_FALSE(clinic.find(make_article("A niece in May", "They celebrated Cinco de Mayo."),
                            Facet::company));
}

TEST_CASE("in a report of a sport a bare name is no company", "[matcher][sense]") {
    Matching matching({at_company("Charging Buffalo Hides", {"Buffalo"}, "leather")});
    const auto finds = [&](std::string title, std::string text) {
        return matching.find(make_article(std::move(title), std::move(text)), Facet::company)
            .has_value();
    };
    CHECK_FALSE(finds("Palmer questionable for Sunday",
                      "The quarterback may miss the game against Buffalo after a touchdown."));
    CHECK(finds("A quarterback's new jacket",
                "The leather of the jacket, in which he ran for a touchdown, is by Buffalo. "
                "Buffalo said the hides were local."));
}

TEST_CASE("initials given as an alias are looked for, and need to be borne out",
          "[matcher][sense]") {
    Matching matching({at_company("SRS Real Estate Partners", {"SRS"}, "real estate")});
    CHECK(
        matching.find(make_article("Malls count their visitors",
                                   "Malls of Verizon, SRS and JLL count them. SRS says more come."),
                      Facet::company));
    CHECK_FALSE(matching.find(make_article("A column for the band", "The band SRS had a column."),
                              Facet::company));
}

TEST_CASE("the letters of a state behind a town are no company", "[matcher][sense]") {
    Matching matching({at_company("Computer Associates", {"CA"}, "software")});
    const auto finds = [&](const std::string& title, const std::string& text) {
        return matching.find(make_article(title, text), Facet::company).has_value();
    };
    CHECK_FALSE(finds("A software firm integrates with a portal",
                      "San Ramon, CA (Newswire) Thursday - The software maker said so."));
    CHECK_FALSE(finds("Firm launches security software",
                      "LOS ANGELES, CA - October 14 - The software company said it ships soon."));
    CHECK_FALSE(finds("Window contractors hire in Monterey, CA", "They hired ten people."));
    CHECK_FALSE(finds("A firm moves", "Its software unit is at 19 Quail Run, Salinas, CA 93907."));
    CHECK(finds("CA to buy a maker of security software", "CA said it pays $430 million."));
    CHECK(finds("Banks buy less software", "Sales at IBM, Oracle, CA and SAP fell. CA said so."));
}

TEST_CASE("initials that everybody knows for a company need no bearing out", "[matcher][sense]") {
    Matching matching({at_company("Jaguar Land Rover", {"JLR"}, "automotive")});
    const auto article = make_article("JLR cyber attack impact 'may last for six months'", "");
    CHECK(matching.find(article, Facet::company));
}

TEST_CASE("a name of one word that nothing is known of is not somebody's surname",
          "[matcher][sense]") {
    check_rows(
        {
            {"Wendover", "Retailer's interim CEO questioned",
             "SEOUL, Jan. 30 -- Harold Wendover, interim CEO of the retailer, appeared.", false},
            {"Wendover", "South Africa crush Zimbabwe",
             "Gibbs was caught off Barney Wendover for 40. Wendover took two wickets.", false},
            {"Wendover", "Drinkers miss their beer",
             "Shops have no Wendover Super Dry, as its maker's computers are down.", true},
            {"Wendover", "Wendover opens a plant", "The maker of pumps hires 40 people.", true},
            {"Wendover", "Pump maker opens a plant", "Shares of Wendover rose. Bob Wendover spoke.",
             true},
        },
        Facet::company, employee_of);
}

TEST_CASE("what an exchange calls one company is no alias of another", "[matcher][sense]") {
    const Contact contact = at_company("British Airways", {"BA"}, "airlines");
    Matching matching({contact});
    const auto is_theirs = [&](const std::string& text) {
        return matching.find(make_article("Plane maker sponsors air show", text), Facet::company)
            .has_value();
    };
    CHECK_FALSE(is_theirs(
        "Boeing [NYSE: BA] said airline passengers may meet cabin crew and see aircraft."));
    CHECK_FALSE(is_theirs(
        "Boeing (NYSE:BA) said airline passengers may meet cabin crew and see aircraft."));
    CHECK(is_theirs("BA said the airline had cancelled flights from Heathrow to Leeds."));
}

TEST_CASE("a place named for an alias is the contact's if their company says what it is",
          "[matcher][sense]") {
    const auto article =
        make_article("Demolition begins at Pimlico", "The race course in Baltimore is rebuilt.");
    Matching club({at_company("Maryland Jockey Club", {"Pimlico"})});
    CHECK(club.find(article, Facet::company));
    Matching other({at_company("Pimlico Tiling", {"Pimlico"})});
    CHECK_FALSE(other.find(article, Facet::company));
}

TEST_CASE("a team named after a place is not where something happens", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"India cricket", "Cricket: India beat Kenya by 80 runs", "India's bowlers took wickets.",
         true},
        {"India cricket", "An app for cricket tips grows in India",
         "Its users in India tip wickets and runs of cricket leagues.", false},
        {"India cricket", "Cricket: rain in India's second Test", "Batsmen waited for the wicket.",
         true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("countries named together are no teams where nothing of a sport is said",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Germany football", "Ministers meet over borders",
         "Ministers of Italy, France, Germany, Spain and Holland met in Florence. Germany wants "
         "more police.",
         false},
        {"Scotland rugby", "A tsar for children",
         "England follows Wales, Scotland and Ireland, and Scotland is glad of it.", false},
        {"England cricket", "Holes to fill at the Bank of England",
         "The captain of the Bank of England leaves with his wicket intact after a long innings.",
         false},
        {"Germany football", "Germany beat Holland",
         "The striker scored twice in the UEFA qualifier.", true},
        {"Scotland rugby", "Scotland pick a prop",
         "He has a cap. England, Wales, France and Ireland wait.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a place in a dateline is no team", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Texas Longhorns", "Award for a firewall",
         "Judges praised it. AUSTIN, Texas, Oct. 9 - The security firm won a prize.", false},
        {"Texas Longhorns", "Award for a firewall", "Austin, Texas - The security firm won.",
         false},
        {"Texas Longhorns", "Late touchdown beats Texas",
         "The quarterback ran for 90 yards in the NCAA game, which Oklahoma, Texas, and Nebraska "
         "had waited for, in Austin.",
         true},
        {"Boston Bruins", "Court denies new trial",
         "BOSTON -- The court spoke of a father at a hockey practice of the NHL's fans.", false},
        {"Toronto Maple Leafs", "Canada and Finland set for hockey final",
         "Toronto, ON (Sports Network) - Canada faces Finland in hockey, without NHL clubs.",
         false},
        {"Washington Huskies", "A new chair for term limits",
         "WASHINGTON, DC, January 15, 2025 /Release/ -- Oregon State's chair spoke to the NCAA.",
         false},
        {"North Carolina Tar Heels", "Clemson is No. 1 after Alabama falls",
         "The NCAA's quarterbacks meet Saturday in Charlotte, North Carolina.", false},
        {"North Carolina Tar Heels", "Duke, North Carolina lead the NCAA poll",
         "Coaches ranked Duke, North Carolina and Kansas on top in college basketball.", true},
        {"Boston Bruins", "A win at home",
         "BOSTON -- The Bruins beat the Canadiens in overtime on Thursday.", true},
        {"Boston Bruins", "NHL: Boston beats Montreal", "Boston beat Montreal 3-2.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a town alone is the team that plays there only in a report of its sport",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Washington Capitals", "Airline loses loans for 100 Jets",
         "Washington lends nothing to the airline, so that Washington's Jets stay where they are.",
         false},
        {"San Francisco 49ers", "Giants win their sixth",
         "SAN FRANCISCO - The pitcher went eight innings and hit a home run for San Francisco.",
         false},
        {"Boston Red Sox", "New York Yankees 6, Boston 4",
         "He homered in the ninth inning and drove in two runs.", true},
        {"Oregon Ducks", "A chair for Oregon",
         "Oregon's senator from Eugene chairs the movement in Oregon.", false},
        {"Utah Utes", "UNLV names Utah's assistant as head coach",
         "The coordinator of Utah leaves before the bowl game.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a nickname that many colleges share is one team beside its own league's",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"LSU Tigers", "Tigers split at Tampa",
         "The pitcher went nine innings and the bullpen came unglued in the second game.", false},
        {"LSU Tigers", "Tigers lose season series",
         "They lost to the Kansas City Royals, the worst of the American League.", false},
        {"LSU Tigers", "Tigers hold off Gators",
         "The quarterback threw two touchdown passes in Baton Rouge for the NCAA champions.", true},
        {"Detroit Tigers", "Tigers lose season series",
         "They lost to the Kansas City Royals, the worst of the American League.", true},
        {"Kentucky Wildcats", "Wildcats sign a goalkeeper", "The striker stays in Perth.", false},
        {"Kentucky Wildcats", "USC rolls to easy win",
         "Arizona lost to the NCAA champions USC Trojans though the Wildcats' quarterback threw "
         "two touchdown passes.",
         false},
        {"Yomiuri Giants", "Braves rally to defeat Giants 7-6",
         "The pitcher gave up a home run in the ninth inning.", false},
        {"Yomiuri Giants", "Kapler leaves for Japan",
         "The outfielder agreed to play for the Yomiuri Giants in Tokyo.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a country's team is told from its teams in other sports, and from a longer country",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Ireland football", "Ireland 21-19 Argentina",
         "A dropped goal by the fly-half and a try won it at Lansdowne Road.", false},
        {"England rugby league", "England name squad",
         "The fly-half is back for the Six Nations rugby match at Twickenham.", false},
        {"Great Britain rugby league", "Farrell leads Great Britain",
         "The Wigan forward is captain in the rugby league Tri-Nations. He scored a try.", true},
        {"Ireland rugby", "Ireland 21-19 Argentina",
         "A dropped goal by the fly-half and a try won it at Lansdowne Road.", true},
        {"Ireland football", "Ireland 2-0 Cyprus",
         "The striker scored from a penalty in the World Cup qualifier at Lansdowne Road.", true},
        {"Ireland football", "Minister for Northern Ireland steps down",
         "The league of Northern Ireland's councils and its football boss thanked him.", false},
        {"Ireland football", "Ireland beat Northern Ireland",
         "The striker scored twice in the FIFA World Cup qualifier.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("countries named together are teams only where their sport is spoken of",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Germany football", "Germany and its neighbours see shares fall",
         "Stocks fell in Germany, France, Italy and Spain, and rose in Brazil and England.", false},
        {"Germany football", "Leaders meet over the budget",
         "The boss of Germany's central bank said that the match of incomes and prices was a goal "
         "of all. A draw was no defeat, France and Italy replied. " +
             std::string(1000, '.'),
         false},
        {"Germany football", "Germany draw with Italy",
         "The striker scored a late equaliser; France, Spain and Brazil also drew.", true},
        {"Scotland football", "Scotland seek a hooker",
         "England, Wales, Ireland, France and Italy have named a squad each for the Six Nations; "
         "the fly-half trained at Murrayfield.",
         false},
        {"Scotland rugby", "Scotland seek a hooker",
         "England, Wales, Ireland, France and Italy have named a squad each for the Six Nations; "
         "the fly-half trained at Murrayfield.",
         true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a country in the name of its police is not its team", "[matcher][sense]") {
    check_rows(
        {
            {"Scotland football", "FA probes crowd trouble",
             "Scotland Yard said 11 fans were held at the Carling Cup tie of Chelsea and West Ham.",
             false},
            {"Scotland football", "Scotland lose to Sweden",
             "The striker scored twice as Scotland lost a World Cup qualifier to Sweden's "
             "defenders.",
             true},
        },
        Facet::team, fan_of);
}

TEST_CASE("towns named together are no clubs", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"France football", "France starts digital television",
         "In France the service reaches Lille, Lyon and Toulouse first, as in Italy and Germany.",
         false},
        {"Plymouth Argyle", "Protesters throw stones in Plymouth",
         "Police met crowds in Leeds, Bolton and Sunderland too, a goal of the far right.", false},
        {"Plymouth Argyle", "Plymouth hold Leeds",
         "A late equaliser by the striker earned Plymouth a draw.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a team's short name is not its own in the longer name of another", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"AC Milan", "Inter Milan's Adriano sorry for red card",
         "The Inter Milan striker was sent off in the Champions League draw with Valencia.", false},
        {"AC Milan", "Milan's Maldini sorry for red card",
         "The Milan defender was sent off in the Champions League draw with Valencia.", true},
        {"Kansas Jayhawks", "Fresno State blows out Kansas State",
         "The quarterback threw three touchdown passes in the NCAA game.", false},
        {"Hearts", "Hearts of Oak 3-2 Cotonsport",
         "The striker won it. Hearts meet Asante Kotoko in the cup final in Accra.", false},
        {"Wolverhampton Wanderers", "Bremen and Bayern win as Wolves stay top",
         "Wolfsburg lead the Bundesliga after a late strike by the midfielder.", false},
        {"Wolverhampton Wanderers", "Wolves win in last minute",
         "A striker scored from the penalty spot in the FA Cup.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a club that moved is no other team beside itself", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Anaheim Angels", "Former musician and Hells member sentenced",
         "A former Hells Angels member who played trumpet was jailed on Friday.", false},
        {"Anaheim Angels", "Troy Glaus lifts Angels", "The Angels won in the ninth inning.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a town alone is its team only where the team's sport is spoken of most",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Texas Longhorns", "Founders gather for a venture fest in Austin",
         "The Texas Venture Fest in Austin, Texas, ended with a talk at the University of Texas.",
         false},
        {"San Francisco 49ers", "San Francisco wins sixth straight",
         "The pitcher went eight innings against the Dodgers for San Francisco.", false},
        {"San Francisco 49ers", "San Francisco loses its quarterback",
         "The NFL rushing leader of San Francisco threw two touchdown passes too.", true},
        {"Syracuse Orange", "No. 6 Syracuse crushes Colorado 104-54",
         "Syracuse's Hakim Warrick dunks against Northern Colorado in Syracuse.", true},
        {"Kansas Jayhawks", "No. 6 Texas rallies past Kansas, 27-23",
         "The Longhorns scored with 11 seconds left in Lawrence.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a short report is of a team by its nickname and its town, or by two of its names",
          "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Cleveland Browns", "Browns' Lee Suggs ready for return",
         "Browns running back Lee Suggs missed Cleveland's first three games.", true},
        {"Cleveland Browns", "The Browns sell their bakery",
         "The couple leave Cleveland for Paris.", false},
        {"Middlesbrough", "Boro left feeling blue",
         "Accepting draws has been part of following Middlesbrough since the premiership began.",
         true},
        {"Roma", "Real Madrid 4 Roma 2", "Real Madrid captain Raul scored twice to beat Roma.",
         true},
        {"Roma", "Britain 'unfair to Roma'", "Rules kept the Roma from a flight.", false},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a short report is of a team by who leads it, where it plays or its town",
          "[matcher][sense]") {
    check_rows(
        {
            {"Buffalo Bills", "Will Bills be more receptive?",
             "FOXBOROUGH -- Hello, Mike Mularkey. The quarterback threw for three touchdowns.",
             true},
            {"Baltimore Ravens", "Through Strife, Ravens Are Bonding",
             "Since 1996, the team's first season in Baltimore, the Ravens have projected an image "
             "of black helmets swarming to the football.",
             true},
            {"Cincinnati Reds", "Reds pick up Miley's option for 2005",
             "Reds general manager Dan O'Brien said Sunday that Dave Miley and his staff return.",
             true},
            {"Illinois Fighting Illini", "Illini hit on all cylinders, zap Zags",
             "No. 5 Illinois could not have shredded Gonzaga, king of the mid-majors.", true},
            {"Arsenal", "After the Lord Mayor's show",
             "Shock waves from Old Trafford still reverberate around the Arsenal dressing room.",
             true},
            {"Baltimore Ravens", "Birds of the city",
             "Ravens nest in Baltimore, and the Ravens are fed by a teacher.", false},
        },
        Facet::team, fan_of);
}

TEST_CASE("a club's name that ends a person's is no club", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Charlton Athletic", "Beckham rules out the manager's job",
         "The midfielder said: \"I went to the Bobby Charlton school as a striker.\"", false},
        {"Charlton Athletic", "Striker leaves",
         "The midfielder said Charlton had been good to him in the Premiership, as a striker.",
         true},
        {"Kansas City Royals", "Awards for makers of games",
         "They back the Utah Royals, who hit a home run with their baseball game.", false},
        {"Washington Huskies", "Seminoles rebound",
         "Leon Washington ran for a touchdown against the NCAA champions.", false},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a university in other news than sport is no team", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Indiana Hoosiers", "Florist opens in the Midwest",
         "The founders of the shop in Indianapolis, Indiana, met at Purdue and Stanford.", false},
        {"Purdue Boilermakers", "County sues Purdue over opioids",
         "The lawsuit was filed in Syracuse.", false},
        {"Washington Huskies", "Washington College grapples with enrolment",
         "The college has a coach too few.", false},
        {"Purdue Boilermakers", "Late fumble dooms Purdue",
         "Wisconsin returned a fumble by quarterback Kyle Orton for a touchdown.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a country in passing is not its team where clubs or another sport are spoken of",
          "[matcher][sense]") {
    const std::string report =
        "The striker scored from a penalty in the Premiership, and the goalkeeper of the Champions "
        "League holders saved another. The midfielder said that the defender was offside. ";
    const std::string more =
        "The manager praised the crowd and the groundsmen, and went home by train as he does on "
        "each day of the week that begins with a match, whoever else may come along with him. ";
    const std::vector<Row> rows{
        {"Japan football", "Arsenal seek a listing",
         report + more + more + "Two executives travel round Japan and China for the club.", false},
        {"Italy football", "Coach says he will never quit",
         "The Scotland coach said a defeat by Italy at Murrayfield meant the wooden spoon of the "
         "Six Nations. His fly-half and his prop agreed, as the striker did.",
         false},
        {"Japan football", "Arsenal lose a striker",
         "A club made him an offer from Japan. " + report, false},
        {"Japan football", "Arsenal lose a striker",
         "The Japan international made no comment. " + report, true},
        {"Japan football", "Japan name a coach", report, true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("a topic is not met by a team's nickname", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"sailing", "Fish top 49ers in Brutal Bowl",
         "Dolphins 24, 49ers 17. The quarterback threw a touchdown pass, best of the NFL.", false},
        {"sailing", "Sisters win the 49er gold", "The dinghy crew led the regatta.", true},
        {"tennis", "Lawyer is an ace of talks",
         "The umpire of the first round of talks praised him.", false},
        {"tennis", "Qualifier needs one ace more",
         "The umpire of the first round saw a racket break.", true},
    };
    check_rows(rows, Facet::interest, keen_on);
}

TEST_CASE("a topic is neither its neighbour nor a word that a teaser repeats", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"video games", "Six players suspended for one game", "Six players miss a game.", false},
        {"bird flu", "Phone factory shut", "A worker has the coronavirus, covid-19.", false},
        {"bird flu", "Malaysia finds bird flu", "Farms cull poultry after the outbreak.", true},
        {"radio drama", "Howard Stern moves to satellite radio",
         "The shock jock leaves his radio station.", false},
        {"roofing", "A roof of slate",
         "The roof of slate and thatch has new rafters, and the gutter is mended.", true},
    };
    check_rows(rows, Facet::interest, keen_on);
}

TEST_CASE("a name that means nothing else needs no bearing out", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"SoftBank", "SoftBank greenlights a large investment", "", true},
        {"WeWork", "A bank's profit after the WeWork loss", "", true},
        {"Robinhood", "Robinhood hits a record high", "", true},
        {"US Airways", "Contract for tankers", "A U.S. Air Force contract was split.", false},
        {"Everest", "Gang leaks data", "The Everest ransomware gang leaked it.", false},
    };
    check_rows(rows, Facet::company, employee_of);
}

TEST_CASE("a short name that is better known as another company's needs the whole one",
          "[matcher][sense]") {
    Matching matching({at_company("Target Fire Protection", {"Target"}, "fire protection")});
    CHECK_FALSE(matching.find(
        make_article("Target opens 20 stores", "The retailer Target said so."), Facet::company));
    CHECK(matching.find(
        make_article("Sprinklers for schools", "Target Fire Protection fits them in May."),
        Facet::company));
}

TEST_CASE("a team is told from its namesakes and from what its name means", "[matcher][sense]") {
    const std::vector<Row> rows{
        {"Indiana Pacers", "Fans are to blame, but players will face biggest penalties",
         "Look for the commissioner to come down hard after Friday's Pacers-Pistons brawl. With "
         "the "
         "NBA's image at stake, many expect a message.",
         true},
        {"Indiana Pacers", "Arena bans two fans",
         "The arena bans two men for a brawl between the Pistons and the Pacers.", true},
        {"India cricket", "Bangladesh seeks help of spies",
         "Bangladesh wants a working group of spies as India and Pakistan have.", false},
        {"Indiana Pacers", "Runners thank their pacers", "Pacers ran beside them all day.", false},
        {"New York Giants", "Giants 27, Browns 10",
         "The quarterback threw two touchdown passes for New York.", true},
        {"New York Giants", "Giants win sixth straight",
         "The pitcher went eight innings in San Francisco.", false},
        {"New York Giants", "San Francisco Giants win again", "A home run won it.", false},
        {"San Francisco Giants", "Giants win sixth straight",
         "The pitcher went eight innings in San Francisco.", true},
        {"San Francisco Giants", "Giants 27, Browns 10",
         "The quarterback threw two touchdown passes for New York.", false},
        {"Chicago Bears", "Bears eat from bins", "Campers are told to hide their food.", false},
        {"Chicago Bears", "Bears draft a linebacker",
         "Chicago hopes the rookie will stop the run in the NFL this season.", true},
        {"Los Angeles Lakers", "Lakers sign a guard", "He is a free agent.", true},
        {"Wales rugby", "Wales name squad",
         "The fly-half is back for the Six Nations rugby match at Twickenham.", true},
        {"Wales rugby", "Wales plans new motorway", "The road will cost a billion.", false},
        {"Wales rugby", "Wales beat Norway",
         "The striker scored from a penalty in the World Cup qualifier in Cardiff.", false},
        {"England soccer", "England name squad",
         "The striker is back in midfield for the World Cup qualifier.", true},
        {"England soccer", "England collapse at Lord's",
         "The opener was out leg before wicket in the first over of the Test.", false},
        {"Houston Texans", "Texans queue for petrol", "The storm closed two refineries.", false},
        {"Houston Texans", "Texans cut a linebacker",
         "The quarterback threw three touchdown passes at Reliant Stadium.", true},
        {"Notre Dame Fighting Irish", "Notre Dame to reopen", "The cathedral burned in Paris.",
         false},
        {"Notre Dame", "Notre Dame 41, Navy 3",
         "The quarterback threw three touchdown passes in South Bend for the NCAA leaders.", true},
        {"Red Bull", "Red Bull sells more cans", "The drinks maker opens a plant.", false},
        {"Red Bull", "Verstappen on pole position", "Red Bull Racing leads the grand prix.", true},
        {"New York Rangers", "Rangers beat the Devils in overtime",
         "The goaltender made 40 saves and a power play goal won it in the NHL.", true},
        {"New York Rangers", "Rangers rescue two hikers", "The park rangers used a rope.", false},
        {"New York Rangers", "Rangers trade a shortstop",
         "The Texas pitcher leaves after nine innings of one-run baseball.", false},
        {"Texas Rangers", "Rangers trade a shortstop",
         "Texas gets a pitcher who went nine innings; the bullpen rests.", true},
        {"Texas Rangers", "Rangers beat Celtic at Ibrox",
         "The striker scored a penalty in the Glasgow derby of the Premiership.", false},
        {"Arizona Cardinals", "Cardinals gather in Rome for the conclave",
         "The cardinals will elect a pope in the chapel.", false},
        {"Arizona Cardinals", "Cardinals lose their quarterback",
         "Arizona gave up three touchdowns in the fourth quarter.", true},
        {"St. Louis Cardinals", "Cardinals lose their quarterback",
         "Arizona gave up three touchdowns in the fourth quarter.", false},
        {"St. Louis Cardinals", "Cardinals rally in the ninth inning",
         "St. Louis won on a two-run homer by the catcher.", true},
        {"New York Jets", "Jets bench their quarterback",
         "New York has lost five games in the NFL and gave up four touchdowns.", true},
        {"New York Jets", "Two jets touch wings at the gate", "Nobody on the jets was hurt.",
         false},
        {"New York Jets", "Jets blank the Oilers",
         "The Winnipeg goaltender made 30 saves in the NHL game.", false},
        {"Carolina Panthers", "Panthers seen near a school", "The panthers came from the hills.",
         false},
        {"Carolina Panthers", "Panthers lift the Stanley Cup",
         "Florida won in overtime on a power play, and the goaltender wept.", false},
        {"Carolina Panthers", "Panthers pick a quarterback first",
         "Carolina used its first pick of the NFL draft in Charlotte.", true},
        {"Miami Heat", "Heat shuts schools in Spain", "The heat reached 44 degrees.", false},
        {"Miami Heat", "Heat beat the Celtics by 12",
         "The guard had 30 points and nine rebounds in the NBA playoffs in Miami.", true},
        {"Utah Jazz", "Jazz returns to the docks", "A saxophone plays jazz on Sundays.", false},
        {"Utah Jazz", "Jazz trade a center for picks",
         "Utah gets two first-round picks, and the NBA's youngest point guard.", true},
        {"Orlando Magic", "The magic of slow trains", "Travellers write of magic and delay.",
         false},
        {"Orlando Magic", "Magic win fifth in a row",
         "The forward had 28 points and 11 rebounds as Orlando beat the Hawks.", true},
        {"Tampa Bay Lightning", "Lightning kills a cow", "Lightning struck the barn at noon.",
         false},
        {"Tampa Bay Lightning", "Lightning sign their goaltender",
         "Tampa Bay keeps the NHL's best goalie for six seasons.", true},
        {"Arsenal", "Arsenal held at home",
         "The Gunners drew 1-1 with Everton in the Premier League; a late penalty saved them.",
         true},
        {"Arsenal", "An arsenal of rifles found in a barn", "Police said the arsenal was old.",
         false},
        {"Chelsea", "Chelsea buy a striker from Lisbon",
         "He joins the Premier League side at Stamford Bridge for a record transfer fee.", true},
        {"Chelsea", "Flower show opens in Chelsea", "Gardeners queue along the Thames.", false},
        {"Liverpool", "Liverpool's docks become a museum", "The city opens the old docks.", false},
        {"Liverpool", "Liverpool go top of the Premier League",
         "Two goals at Anfield and a late penalty beat Spurs.", true},
        {"Boston Celtics", "Celtics take game seven",
         "Boston hit 20 three-pointers; the forward had 40 points.", true},
        {"Boston Celtics", "Celtic win at Parkhead",
         "The striker scored twice in the Scottish Premiership.", false},
        {"Philadelphia Eagles", "Eagles nest on a crane", "Builders wait for the eagles to fly.",
         false},
        {"Philadelphia Eagles", "Eagles run over the Cowboys",
         "The running back had three touchdowns as Philadelphia won the division.", true},
        {"Miami Dolphins", "Dolphins follow the ferry", "Biologists count 200 dolphins.", false},
        {"Miami Dolphins", "Dolphins sign a cornerback",
         "Miami's defense allowed 30 points a game in the NFL last season.", true},
        {"Sacramento Kings", "Kings of the old city dug up", "Two kings lay in the tomb.", false},
        {"Sacramento Kings", "Kings edge the Warriors",
         "Sacramento's guard hit a three-pointer at the buzzer.", true},
        {"Los Angeles Kings", "Kings edge the Warriors",
         "Sacramento's guard hit a three-pointer at the buzzer.", false},
        {"Barcelona", "Barcelona limits tourist flats", "The mayor wants homes for locals.", false},
        {"Barcelona", "Barcelona beat Sevilla 3-1",
         "The winger scored twice in La Liga at Camp Nou.", true},
        {"Baltimore Ravens", "Ravens leave the Tower", "Legend says the ravens must stay.", false},
        {"Baltimore Ravens", "Ravens rout the Bengals",
         "The quarterback ran for two touchdowns in Baltimore.", true},
    };
    check_rows(rows, Facet::team, fan_of);
}

TEST_CASE("an interest that is a team is met where the team is meant", "[matcher][sense]") {
    check_rows(
        {
            {"England cricket", "England on top in Durban",
             "A wicket fell in each of the last three overs as England's bowlers took the Test.",
             true},
            {"England cricket", "England name squad",
             "The striker is back in midfield for the World Cup qualifier.", false},
            {"England cricket", "Batsman out for a duck",
             "Sri Lanka lost a wicket in each of the last three overs of the Test.", false},
            {"England cricket", "England plans new motorway", "The road will cost a billion.",
             false},
            {"Chicago Bears", "Bears draft a linebacker",
             "Chicago hopes the rookie will stop the run in the NFL this season.", true},
            {"jazz", "Jazz draft a point guard", "The NBA rookie scored 20 points in Utah.", false},
            {"jazz", "Jazz trumpeter plays in Leeds", "His quintet opened the jazz festival.",
             true},
        },
        Facet::interest, keen_on);
}

TEST_CASE("a country, an event or a named thing is not its whole field", "[matcher][sense]") {
    check_rows(
        {
            {"Turkey's EU membership", "Turkey faces long road to EU membership",
             "The commission recommends talks.", true},
            {"Turkey's EU membership", "Turkish troops cross a border", "Ankara said so.", false},
            {"Cassini spacecraft", "Huygens probe lands on Titan", "Saturn's moon is cold.", true},
            {"US politics", "Lib Dems' bold policy",
             "Charles Kennedy told voters in Britain that the Liberal Democrats are honest.",
             false},
            {"US politics", "Senate passes a bill", "Republicans and Democrats agreed.", true},
            {"Nepal", "Sri Lanka's rebels talk", "The Tamil Tigers met in Colombo.", false},
            {"Chechnya", "Putin speaks of South Ossetia", "Russia is ready to help.", false},
            {"Chechnya", "Siege in Beslan ends", "A Chechen rebel led it.", true},
            {"Chilean politics", "Lagos receives a report on torture",
             "Victims of Augusto Pinochet told of the coup in Santiago.", true},
            {"Nigeria", "Congo's rebels talk", "Fighters in Kinshasa met the government.", false},
            {"African politics", "Mugabe urges unity", "Zimbabwe's ruling Zanu-PF met.", true},
            {"black holes", "City hall has a million black hole", "Its budget is late.", false},
        },
        Facet::interest, keen_on);
}

TEST_CASE("a work or a school of art is not met by another of its kind", "[matcher][sense]") {
    check_rows(
        {
            {"Harry Potter", "Hobbit film four years away",
             "Lord of the Rings director Peter Jackson says the rights to Tolkien's book are "
             "split.",
             false},
            {"Harry Potter", "Rowling finishes the sixth book", "Potter is back at Hogwarts.",
             true},
            {"Doctor Who", "A Star Trek thruster takes a probe to the Moon", "", false},
            {"Doctor Who", "Daleks return to the BBC", "The Tardis lands in Cardiff.", true},
            {"impressionism", "Damien Hirst portrait sold", "The art gallery held a sale.", false},
            {"impressionism", "Monet's water lilies fetch a record", "", true},
            {"silent film", "Festival hails European cinema", "Ingmar Bergman came.", false},
            {"silent film", "A lost Buster Keaton comedy is found",
             "The silent film was in a shed.", true},
            {"volcanoes", "Earthquake shakes Yunnan", "The aftershock was weaker.", false},
            {"volcanoes", "Waiting for an eruption", "Lava flows from the volcano.", true},
            {"cross-country skiing", "Miller wins the giant slalom", "", false},
            {"House of Lords", "Liberal Democrats pick a slogan", "", false},
            {"House of Lords", "Peers vote against the bill", "", true},
            {"Supreme Court", "Appeals court revives a lawsuit", "The judge agreed.", false},
            {"Supreme Court", "Supreme Court hears a wine case", "The justices met.", true},
            {"coal mining", "Bid for a gold miner", "The mine is in South Africa.", false},
            {"coal mining", "Blast in a coal mine", "Coal miners were hurt.", true},
            {"Ethereum", "Bitcoin falls", "The cryptocurrency lost a tenth.", false},
        },
        Facet::interest, keen_on);
}

TEST_CASE("a country's politics or conflict is met by what is known of the country",
          "[matcher][sense]") {
    check_rows(
        {
            {"Taiwan politics", "Taiwan's leader urges talks", "Chen Shui-bian spoke.", true},
            {"Ivory Coast conflict", "Gbagbo urges an end to violence", "", true},
            {"Nepal affairs", "Rebels in Nepal call a strike", "", true},
            {"button politics", "A button shop opens", "", false},
        },
        Facet::interest, keen_on);
}

TEST_CASE("a surname in the headline is whom the first sentences name in full",
          "[matcher][sense]") {
    Matching matching({keen_on("Kelly Holmes")});
    const auto named_in_title = [&](const std::string& title) {
        const auto judgement = matching.judge(
            make_article(title, "The runner Kelly Holmes will miss the race in Birmingham."));
        REQUIRE(judgement.findings.size() == 1);
        return judgement.findings.front().signs[1] > 0;
    };
    CHECK(named_in_title("Holmes is hit by a hamstring injury"));
    CHECK_FALSE(named_in_title("A runner is hit by a hamstring injury"));
    CHECK_FALSE(named_in_title("Why Katie Holmes is no runner"));
    Matching royal({keen_on("royal family")});
    const auto judgement = royal.judge(make_article(
        "Charles jousts with critics", "In a letter Prince Charles fought back on Monday."));
    REQUIRE(judgement.findings.size() == 1);
    CHECK(judgement.findings.front().signs[4] > 0);
}

TEST_CASE("in a report of a sport one word of an interest is a name", "[matcher][sense]") {
    const std::string race = "The sprinter Jason Gardener ran the 60 metres hurdles in the relay.";
    check_rows(
        {
            {"gardening", "Gardener storms to win", race, false},
            {"gardening", "Gardener opens allotments to schools", "He planted a hedge.", true},
            {"athletics", "Gardener storms to win", race, true},
            {"clocks", "Astros clock Reds 11-5",
             "The pitcher hit a home run in the third inning of the National League game.", false},
            {"clocks", "Rolex clocks that run for a century", "Its watches do too.", true},
        },
        Facet::interest, keen_on);
}

}  // namespace sawthis::matcher
