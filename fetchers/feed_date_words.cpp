#include "fetchers/feed_date_words.hpp"

#include <array>

namespace sawthis::fetchers {

namespace {

// For each month the names that feeds use, folded: English, German, French, Spanish, Italian,
// Portuguese, Catalan, Dutch, Scandinavian, Polish, Czech, Romanian, Hungarian, Turkish, Finnish,
// Greek, Russian, Ukrainian. A name stands for its beginnings too ("sept"), unless a name before it
// has that beginning; "ma" of "mars" and "mai" is none, being too short.
constexpr std::array<std::string_view, 12> kMonths{
    " january januar janvier enero gennaio janeiro gener januari styczen stycznia leden ledna"
    " ianuarie ocak tammikuu tammikuuta ιανουαριοσ ιανουαριου γεν январь января січень січня"
    " janner ",
    " february februar fevrier febrero febbraio fevereiro febrer februari luty lutego unor unora"
    " februarie subat helmikuu helmikuuta φεβρουαριοσ φεβρουαριου февраль февраля лютии лютого"
    " feber ",
    " march marz mars marzo marco marc maart marts marzec marca brezen brezna martie marcius mart"
    " maaliskuu maaliskuuta μαρτιοσ μαρτιου март марта березень березня maerz mrz mrt ",
    " april avril abril aprile kwiecien kwietnia duben dubna aprilie aprilis nisan huhtikuu"
    " huhtikuuta απριλιοσ απριλιου апрель апреля квітень квітня ",
    " may mai mayo maggio maio maig mei maj maja kveten kvetna majus mayis toukokuu toukokuuta"
    " μαιοσ μαιου μαι май маи мая травень травня ",
    " june juni juin junio giugno junho juny czerwiec czerwca cerven cervna iunie junius haziran"
    " kesakuu kesakuuta ιουνιοσ ιουνιου июнь июня червень червня ",
    " july juli juillet julio luglio julho juliol lipiec lipca cervenec cervence iulie julius "
    "temmuz"
    " heinakuu heinakuuta ιουλιοσ ιουλιου июль июля липень липня ",
    " august aout agosto agost augustus augusti sierpien sierpnia srpen srpna augusztus agustos"
    " elokuu elokuuta αυγουστοσ αυγουστου август августа серпень серпня ",
    " september septembre septiembre settembre setembro setembre wrzesien wrzesnia zari septembrie"
    " szeptember eylul syyskuu syyskuuta σεπτεμβριοσ σεπτεμβριου сентябрь сентября вересень"
    " вересня ",
    " october oktober octobre octubre ottobre outubro pazdziernik pazdziernika rijen rijna "
    "octombrie"
    " ekim lokakuu lokakuuta οκτωβριοσ οκτωβριου октябрь октября жовтень жовтня ",
    " november novembre noviembre novembro listopad listopada listopadu noiembrie kasim marraskuu"
    " marraskuuta νοεμβριοσ νοεμβριου ноябрь ноября листопад листопада ",
    " december decembre dezember diciembre dicembre dezembro desembre desember grudzien grudnia"
    " prosinec prosince decembrie aralik joulukuu joulukuuta δεκεμβριοσ δεκεμβριου декабрь декабря"
    " грудень грудня ",
};

struct Zone {
    std::string_view name;
    int minutes;
};

constexpr int hours(int count) {
    return count * 60;
}

constexpr Zone kZones[] = {
    {"gmt", 0},
    {"utc", 0},
    {"ut", 0},
    {"z", 0},
    {"wet", 0},
    {"west", hours(1)},
    {"bst", hours(1)},
    {"ist", hours(5) + 30},
    {"cet", hours(1)},
    {"met", hours(1)},
    {"mez", hours(1)},
    {"cest", hours(2)},
    {"mest", hours(2)},
    {"mesz", hours(2)},
    {"eet", hours(2)},
    {"sast", hours(2)},
    {"eest", hours(3)},
    {"msk", hours(3)},
    {"trt", hours(3)},
    {"msd", hours(4)},
    {"gst", hours(4)},
    {"pkt", hours(5)},
    {"npt", hours(5) + 45},
    {"wib", hours(7)},
    {"ict", hours(7)},
    {"hkt", hours(8)},
    {"sgt", hours(8)},
    {"awst", hours(8)},
    {"jst", hours(9)},
    {"kst", hours(9)},
    {"acst", hours(9) + 30},
    {"aest", hours(10)},
    {"acdt", hours(10) + 30},
    {"aedt", hours(11)},
    {"nzst", hours(12)},
    {"nzdt", hours(13)},
    {"nst", -hours(3) - 30},
    {"ndt", -hours(2) - 30},
    {"brt", -hours(3)},
    {"art", -hours(3)},
    {"ast", -hours(4)},
    {"adt", -hours(3)},
    {"est", -hours(5)},
    {"edt", -hours(4)},
    {"et", -hours(5)},
    {"cst", -hours(6)},
    {"cdt", -hours(5)},
    {"ct", -hours(6)},
    {"mst", -hours(7)},
    {"mdt", -hours(6)},
    {"pst", -hours(8)},
    {"pdt", -hours(7)},
    {"pt", -hours(8)},
    {"akst", -hours(9)},
    {"akdt", -hours(8)},
    {"hst", -hours(10)},
};

bool has_name(std::string_view names, std::string_view word) {
    for (std::size_t at = names.find(word); at != std::string_view::npos;
         at = names.find(word, at + 1)) {
        if (names[at - 1] == ' ') return true;
    }
    return false;
}

}  // namespace

int month_of(std::string_view word) {
    // Three letters; those beyond ASCII take two bytes in all the alphabets above.
    const bool ascii = !word.empty() && static_cast<unsigned char>(word.front()) < 0x80;
    const std::size_t fewest_bytes = ascii ? 3 : 6;
    if (word.size() < fewest_bytes || word.find(' ') != std::string_view::npos) return 0;
    if (word.size() == 3) {
        constexpr std::string_view kEnglish = "jan feb mar apr may jun jul aug sep oct nov dec ";
        const auto at = kEnglish.find(word);
        if (at != std::string_view::npos && at % 4 == 0) return static_cast<int>(at / 4) + 1;
    }
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (has_name(kMonths[i], word)) return static_cast<int>(i) + 1;
    }
    return 0;
}

std::optional<HalfDay> half_day_of(std::string_view word) {
    for (const std::string_view name : {"am", "a.m", "a.m.", "오전", "上午", "午前"}) {
        if (word == name) return HalfDay::am;
    }
    for (const std::string_view name : {"pm", "p.m", "p.m.", "오후", "下午", "午後"}) {
        if (word == name) return HalfDay::pm;
    }
    return std::nullopt;
}

std::optional<std::chrono::minutes> zone_of(std::string_view word) {
    for (const auto& zone : kZones) {
        if (zone.name == word) return std::chrono::minutes{zone.minutes};
    }
    return std::nullopt;
}

}  // namespace sawthis::fetchers
