#include "fetchers/feed_date_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "fetchers/name_key.hpp"

namespace sawthis::fetchers {

namespace {

// For each month the names that feeds use, folded: English, German, French, Spanish, Italian,
// Portuguese, Catalan, Dutch, Scandinavian, Polish, Czech, Romanian, Hungarian, Turkish, Finnish,
// Estonian, Greek, Russian, Ukrainian, Bulgarian, Serbian, Croatian, Indonesian, Arabic, Hebrew. A
// name stands for its beginnings too ("sept"), unless a name before it has that beginning; "ma" of
// "mars" and "mai" is none, being too short.
constexpr std::array<std::string_view, 12> kMonths{
    " january januar janvier enero gennaio janeiro gener januari styczen stycznia leden ledna"
    " ianuarie ocak tammikuu tammikuuta ιανουαριοσ ιανουαριου γεν январь января січень січня"
    " janner януари sijecnja jaanuar يناير ינואר ",
    " february februar fevrier febrero febbraio fevereiro febrer februari luty lutego unor unora"
    " februarie subat helmikuu helmikuuta φεβρουαριοσ φεβρουαριου февраль февраля лютии лютого"
    " feber февруари veljace veebruar فبراير פברואר ",
    " march marz mars marzo marco marc maart marts marzec marca brezen brezna martie marcius"
    " mart maaliskuu maaliskuuta μαρτιοσ μαρτιου март марта березень березня maerz mrz mrt maret"
    " ozujka مارس מרץ ",
    " april avril abril aprile kwiecien kwietnia duben dubna aprilie aprilis nisan huhtikuu"
    " huhtikuuta απριλιοσ απριλιου апрель апреля квітень квітня април travnja أبريل ابريل إبريل"
    " אפריל ",
    " may mai mayo maggio maio maig mei maj maja kveten kvetna majus mayis toukokuu toukokuuta"
    " μαιοσ μαιου μαι май маи мая травень травня svibnja مايو מאי ",
    " june juni juin junio giugno junho juny czerwiec czerwca cerven cervna iunie junius haziran"
    " kesakuu kesakuuta ιουνιοσ ιουνιου июнь июня червень червня юни يونيو יוני ",
    " july juli juillet julio luglio julho juliol lipiec lipca cervenec cervence iulie julius"
    " temmuz heinakuu heinakuuta ιουλιοσ ιουλιου июль июля липень липня юли يوليو יולי ",
    " august aout agosto agost augustus augusti sierpien sierpnia srpen srpna augusztus agustos"
    " elokuu elokuuta αυγουστοσ αυγουστου август августа серпень серпня agustus avgust kolovoza"
    " أغسطس اغسطس אוגוסט ",
    " september septembre septiembre settembre setembro setembre wrzesien wrzesnia zari"
    " septembrie szeptember eylul syyskuu syyskuuta σεπτεμβριοσ σεπτεμβριου сентябрь сентября"
    " вересень вересня septembar септември rujna سبتمبر ספטמבר ",
    " october oktober octobre octubre ottobre outubro pazdziernik pazdziernika rijen rijna"
    " octombrie ekim lokakuu lokakuuta οκτωβριοσ οκτωβριου октябрь октября жовтень жовтня"
    " oktobar октомври أكتوبر اكتوبر אוקטובר ",
    " november novembre noviembre novembro listopad listopada listopadu noiembrie kasim"
    " marraskuu marraskuuta νοεμβριοσ νοεμβριου ноябрь ноября листопад листопада novembar"
    " ноември studenoga kasım نوفمبر נובמבר ",
    " december decembre dezember diciembre dicembre dezembro desembre desember grudzien grudnia"
    " prosinec prosince decembrie aralik joulukuu joulukuuta δεκεμβριοσ δεκεμβριου декабрь"
    " декабря грудень грудня decembar декември aralık ديسمبر דצמבר ",
};

struct Zone {
    std::uint64_t name;
    int minutes;
};

constexpr int hours(int count) {
    return count * 60;
}

constexpr Zone kZones[] = {
    {"gmt"_name, 0},
    {"utc"_name, 0},
    {"ut"_name, 0},
    {"z"_name, 0},
    {"wet"_name, 0},
    {"west"_name, hours(1)},
    {"bst"_name, hours(1)},
    {"ist"_name, hours(5) + 30},
    {"cet"_name, hours(1)},
    {"met"_name, hours(1)},
    {"mez"_name, hours(1)},
    {"cest"_name, hours(2)},
    {"mest"_name, hours(2)},
    {"mesz"_name, hours(2)},
    {"eet"_name, hours(2)},
    {"sast"_name, hours(2)},
    {"eest"_name, hours(3)},
    {"msk"_name, hours(3)},
    {"trt"_name, hours(3)},
    {"msd"_name, hours(4)},
    {"gst"_name, hours(4)},
    {"pkt"_name, hours(5)},
    {"npt"_name, hours(5) + 45},
    {"wib"_name, hours(7)},
    {"ict"_name, hours(7)},
    {"hkt"_name, hours(8)},
    {"sgt"_name, hours(8)},
    {"awst"_name, hours(8)},
    {"jst"_name, hours(9)},
    {"kst"_name, hours(9)},
    {"acst"_name, hours(9) + 30},
    {"aest"_name, hours(10)},
    {"acdt"_name, hours(10) + 30},
    {"aedt"_name, hours(11)},
    {"nzst"_name, hours(12)},
    {"nzdt"_name, hours(13)},
    {"nst"_name, -hours(3) - 30},
    {"ndt"_name, -hours(2) - 30},
    {"brt"_name, -hours(3)},
    {"art"_name, -hours(3)},
    {"ast"_name, -hours(4)},
    {"adt"_name, -hours(3)},
    {"est"_name, -hours(5)},
    {"edt"_name, -hours(4)},
    {"et"_name, -hours(5)},
    {"cst"_name, -hours(6)},
    {"cdt"_name, -hours(5)},
    {"ct"_name, -hours(6)},
    {"mst"_name, -hours(7)},
    {"mdt"_name, -hours(6)},
    {"pst"_name, -hours(8)},
    {"pdt"_name, -hours(7)},
    {"pt"_name, -hours(8)},
    {"akst"_name, -hours(9)},
    {"akdt"_name, -hours(8)},
    {"hst"_name, -hours(10)},
};

bool has_name(std::string_view names, std::string_view word) {
    for (std::size_t at = names.find(word); at != std::string_view::npos;
         at = names.find(word, at + 1)) {
        if (names[at - 1] == ' ') return true;
    }
    return false;
}

}  // namespace

int short_month_of(std::string_view word) {
    constexpr std::array<std::uint64_t, 12> kEnglish{
        "jan"_name, "feb"_name, "mar"_name, "apr"_name, "may"_name, "jun"_name,
        "jul"_name, "aug"_name, "sep"_name, "oct"_name, "nov"_name, "dec"_name};
    const auto* const found = std::find(kEnglish.begin(), kEnglish.end(), name_key(word));
    return word.size() != 3 || found == kEnglish.end()
               ? 0
               : static_cast<int>(found - kEnglish.begin()) + 1;
}

int month_of(std::string_view word) {
    // Three letters; those beyond ASCII take two bytes in all the alphabets above.
    const bool ascii = !word.empty() && static_cast<unsigned char>(word.front()) < 0x80;
    const std::size_t fewest_bytes = ascii ? 3 : 6;
    if (word.size() < fewest_bytes || word.find(' ') != std::string_view::npos) return 0;
    if (const int month = short_month_of(word); month != 0) return month;
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
    const std::uint64_t name = name_key(word);
    for (const auto& zone : kZones) {
        if (zone.name == name) return std::chrono::minutes{zone.minutes};
    }
    return std::nullopt;
}

}  // namespace sawthis::fetchers
