#include "fetchers/language_teller.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace sawthis::fetchers;

namespace {

struct Text {
    std::string language;
    std::string text;
};

const std::vector<Text> kTexts{
    {"en",
     "The harbour was given a new crane yesterday, and the city said that it will be in use by the "
     "end of the year. It is the first of four that are to come from the yard at the mouth of the "
     "river, and all of them will run on power from the sea wind farm."},
    {"de",
     "Der Hafen hat gestern einen neuen Kran bekommen, und die Stadt sagte, dass er bis Ende des "
     "Jahres in Betrieb geht. Es ist der erste von vier, die aus der Werft an der Mündung kommen "
     "sollen, und alle werden mit Strom aus dem Windpark auf See laufen."},
    {"fr",
     "Le port a reçu hier une nouvelle grue, et la ville a dit qu'elle sera en service à la fin de "
     "l'année. C'est la première des quatre qui doivent venir du chantier situé à l'embouchure du "
     "fleuve, et toutes seront alimentées par le parc éolien en mer."},
    {"es",
     "El puerto recibió ayer una grúa nueva, y la ciudad dijo que estará en uso a fin de año. Es "
     "la "
     "primera de las cuatro que van a llegar del astillero de la boca del río, y todas van a usar "
     "la luz que da el parque eólico que está en el mar."},
    {"pt",
     "O porto recebeu ontem um novo guindaste, e a cidade disse que ele vai estar em uso até o fim "
     "do ano. É o primeiro dos quatro que vão chegar do estaleiro na foz do rio, e todos vão usar "
     "a "
     "luz que vem do parque eólico que fica no mar."},
    {"it",
     "Il porto ha avuto ieri una nuova gru, e la città ha detto che sarà in uso entro la fine "
     "dell'anno. È la prima delle quattro che devono arrivare dal cantiere alla foce del fiume, e "
     "tutte useranno la corrente che viene dal parco eolico in mare."},
};

}  // namespace

TEST_CASE("the language is told anew where a feed changes it", "[fetchers][language]") {
    for (const auto& usual : kTexts) {
        for (const auto& other : kTexts) {
            CAPTURE(usual.language, other.language);
            LanguageTeller teller;
            for (int i = 0; i < 5; ++i) CHECK(teller.tell("", usual.text) == usual.language);
            CHECK(teller.tell("", other.text) == other.language);
            CHECK(teller.tell("", usual.text) == usual.language);
        }
    }
}

TEST_CASE("short words show a language only where there are enough of them",
          "[fetchers][language]") {
    ShortWords words;
    CHECK_FALSE(words.hold_those_of(kTexts[0].text));
    words.learn(kTexts[0].text);
    CHECK(words.hold_those_of(kTexts[0].text));
    CHECK_FALSE(words.hold_those_of("The end of the year."));
    CHECK_FALSE(words.hold_those_of(kTexts[1].text));
    words.forget();
    CHECK_FALSE(words.hold_those_of(kTexts[0].text));
}
