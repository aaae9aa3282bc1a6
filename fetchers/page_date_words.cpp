#include "fetchers/page_date_words.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

/// Month names and abbreviations, case folded and without accents, by language. Words that mean
/// something else beside a number ("mars", "set") are harmless there.
const std::unordered_map<std::string, unsigned>& months() {
    static const auto kMonths = [] {
        constexpr std::string_view kNames[12] = {
            "january jan januar janner jaenner janvier janv enero ene gennaio gen janeiro januari "
            "styczen stycznia sty leden ledna ocak ianuarie tammikuu tammikuuta января январь янв "
            "января січня jaanuar janvaris sijecnja januara ιανουαριου ιανουαριος "
            "يناير كانون ינואר ocak gennaro",
            "february feb februar fevrier fevr fev febrero febbraio fevereiro februari luty lutego "
            "lut unor unora subat februarie helmikuu helmikuuta февраля февраль фев лютого "
            "veebruar veljace februara φεβρουαριου φεβρουαριος "
            "فبراير شباط פברואר şubat",
            "march mar marz maerz mrz mars marzo marco maart mrt marzec marca brezen brezna mart "
            "martie maaliskuu maaliskuuta marts marcius марта март мар березня ozujka μαρτιου "
            "μαρτιος "
            "مارس آذار מרץ maret",
            "april apr avril avr abril abr aprile kwiecien kwietnia kwi duben dubna nisan aprilie "
            "huhtikuu huhtikuuta aprilis апреля апрель апр квітня aprill travnja aprila απριλιου "
            "απριλιος "
            "أبريل ابريل إبريل نيسان אפריל",
            "may mai mayo maggio mag maio mei maj maja kveten kvetna mayis toukokuu toukokuuta "
            "majus мая май травня svibnja μαιου μαιος "
            "مايو أيار מאי mayıs",
            "june jun juni juin junio giugno giu junho czerwiec czerwca cze cerven cervna haziran "
            "iunie kesakuu kesakuuta junius июня июнь июн червня lipnja juna ιουνιου ιουνιος "
            "يونيو حزيران יוני",
            "july jul juli juillet juil julio luglio lug julho lipiec lipca lip cervenec cervence "
            "temmuz iulie heinakuu heinakuuta julius июля июль июл липня srpnja jula ιουλιου "
            "ιουλιος "
            "يوليو تموز יולי",
            "august aug aout agosto ago augustus sierpien sierpnia sie srpen srpna agustos "
            "elokuu elokuuta augusztus augusti августа август авг серпня kolovoza avgusta "
            "αυγουστου αυγουστος "
            "أغسطس اغسطس آب אוגוסט ağustos agustus",
            "september sep sept septembre septiembre settembre setembro set wrzesien wrzesnia wrz "
            "zari eylul septembrie syyskuu syyskuuta szeptember сентября сентябрь сен вересня "
            "rujna septembra σεπτεμβριου σεπτεμβριος "
            "سبتمبر أيلول ספטמבר eylül",
            "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernik "
            "pazdziernika paz rijen rijna ekim octombrie lokakuu lokakuuta október октября октябрь "
            "окт жовтня listopada oktobra οκτωβριου οκτωβριος "
            "أكتوبر اكتوبر אוקטובר",
            "november nov novembre noviembre novembro listopad lis listopadu kasim noiembrie "
            "marraskuu marraskuuta ноября ноябрь ноя листопада studenoga novembra νοεμβριου "
            "νοεμβριος "
            "نوفمبر נובמבר kasım",
            "december dec dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia "
            "gru prosinec prosince aralik decembrie joulukuu joulukuuta desember des декабря "
            "декабрь дек грудня prosinca decembra δεκεμβριου δεκεμβριος "
            "ديسمبر דצמבר aralık"};
        std::unordered_map<std::string, unsigned> table;
        for (unsigned month = 1; month <= 12; ++month) {
            auto names = kNames[month - 1];
            while (!names.empty()) {
                const auto end = std::min(names.find(' '), names.size());
                table.emplace(fold_case(names.substr(0, end)), month);
                names.remove_prefix(std::min(end + 1, names.size()));
            }
        }
        return table;
    }();
    return kMonths;
}

}  // namespace

unsigned page_month_of(std::string_view word) {
    constexpr std::size_t kLongest = 32;
    if (word.size() < 3 || word.size() > kLongest) return 0;
    const auto found = months().find(fold_case(word));
    return found == months().end() ? 0 : found->second;
}

}  // namespace sawthis::fetchers
