#include "net/tracking_parameters.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace sawthis::net {

namespace {

/// Families that the vendor reserves: Urchin and Google Analytics, Matomo, HubSpot, Blueshift, IBM
/// Coremetrics, Salesforce Marketing Cloud, Bronto, Oracle Eloqua, AT Internet.
constexpr std::array<std::string_view, 20> kPrefixes{
    "utm_",     "pk_",      "mtm_",  "matomo_", "piwik_",   "_hs",     "__hs",
    "hsa_",     "bsft_",    "cm_mm", "sfmc_",   "_bta_",    "elqtrac", "at_custom",
    "at_link_", "_branch_", "trk_",  "hmb_",    "ns_mchan", "itm_",
};

/// Names with one meaning everywhere, lower case.
constexpr std::string_view kNames[] = {
    "__s",
    "__tn__",
    "__twitter_impression",
    "_ga",
    "_gac",
    "_gl",
    "_ke",
    "_kx",
    "_openstat",
    "_sp",
    "action_object_map",
    "action_ref_map",
    "action_type_map",
    "at_bbc_team",
    "at_campaign",
    "at_campaign_type",
    "at_creation",
    "at_format",
    "at_medium",
    "at_ptr_name",
    "at_variant",
    "awc",
    "bbeml",
    "bxid",
    "cfid",
    "cftoken",
    "ck_subscriber_id",
    "cmpid",
    "cndid",
    "cvid",
    "dclid",
    "dicbo",
    "dm_i",
    "dm_t",
    "ef_id",
    "elq",
    "elqaid",
    "elqat",
    "elqcampaignid",
    "emci",
    "emdi",
    "epik",
    "fb_action_ids",
    "fb_action_types",
    "fb_comment_id",
    "fb_ref",
    "fb_source",
    "fbclid",
    "ga_campaign",
    "ga_content",
    "ga_medium",
    "ga_source",
    "ga_term",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "hootpostid",
    "hsctatracking",
    "icid",
    "igsh",
    "igshid",
    "inf_contact_key",
    "intcid",
    "intcmp",
    "irclickid",
    "irgwc",
    "jsessionid",
    "li_fat_id",
    "mbid",
    "mc_cid",
    "mc_eid",
    "mc_ev",
    "mc_tc",
    "mibextid",
    "mkt_tok",
    "mkwid",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "ncid",
    "ns_campaign",
    "ns_fee",
    "ns_linkname",
    "ns_source",
    "ocid",
    "oly_anon_id",
    "oly_enc_id",
    "osadcampaign",
    "oscsid",
    "pcrid",
    "phpsessid",
    "rb_clickid",
    "ref_src",
    "ref_url",
    "s_cid",
    "s_kwcid",
    "sc_cid",
    "sc_src",
    "soc_src",
    "soc_trk",
    "spjobid",
    "spmailingid",
    "spreportid",
    "spuserid",
    "sr_share",
    "srsltid",
    "syclid",
    "tblci",
    "trackingid",
    "trkcampaign",
    "trkinfo",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "wprov",
    "wt.mc_id",
    "wt_mc",
    "wt_zmc",
    "xtor",
    "xtref",
    "yclid",
    "ysclid",
    "zanpid",
};

struct AtSite {
    std::string_view site;
    std::string_view name;
};

/// Names that select a page elsewhere, but at these sites only say who shared it.
constexpr AtSite kAtSites[] = {
    {"youtube.com", "feature"},
    {"youtube.com", "si"},
    {"youtube.com", "pp"},
    {"youtu.be", "feature"},
    {"youtu.be", "si"},
    {"spotify.com", "si"},
    {"theguardian.com", "cmp"},
    {"nytimes.com", "smid"},
    {"nytimes.com", "smtyp"},
    {"nytimes.com", "emc"},
    {"nytimes.com", "partner"},
    {"nytimes.com", "nl"},
    {"nytimes.com", "te"},
    {"nytimes.com", "regi_id"},
    {"nytimes.com", "segment_id"},
    {"nytimes.com", "campaign_id"},
    {"nytimes.com", "instance_id"},
    {"nytimes.com", "user_id"},
    {"nytimes.com", "referringsource"},
    {"nytimes.com", "unlocked_article_code"},
    {"wsj.com", "mod"},
    {"wsj.com", "reflink"},
    {"wsj.com", "st"},
    {"marketwatch.com", "mod"},
    {"marketwatch.com", "reflink"},
    {"barrons.com", "mod"},
    {"barrons.com", "reflink"},
    {"bloomberg.com", "sref"},
    {"bloomberg.com", "srnd"},
    {"bloomberg.com", "leadsource"},
    {"bloomberg.com", "in_source"},
    {"forbes.com", "sh"},
    {"forbes.com", "ss"},
    {"techcrunch.com", "tpcc"},
    {"dailymail.co.uk", "ito"},
    {"washingtonpost.com", "itid"},
    {"washingtonpost.com", "wpisrc"},
    {"washingtonpost.com", "wpmm"},
    {"linkedin.com", "trk"},
    {"linkedin.com", "lipi"},
    {"linkedin.com", "rcm"},
    {"twitter.com", "s"},
    {"twitter.com", "t"},
    {"x.com", "s"},
    {"x.com", "t"},
    {"medium.com", "sk"},
    {"substack.com", "r"},
    {"substack.com", "isfreemail"},
    {"substack.com", "triedredirect"},
    {"substack.com", "post_id"},
    {"substack.com", "publication_id"},
    {"apnews.com", "taid"},
    {"reuters.com", "taid"},
    {"reuters.com", "rpc"},
    {"reuters.com", "feedtype"},
    {"reuters.com", "feedname"},
    {"ft.com", "segmentid"},
    {"ft.com", "sharetype"},
    {"economist.com", "fsrc"},
    {"cnn.com", "cid"},
    {"bbc.co.uk", "pinned_post_type"},
    {"aliyun.com", "spm"},
    {"aljazeera.com", "traffic_source"},
    {"bizjournals.com", "ana"},
    {"businesswire.com", "feedref"},
    {"cnbc.com", "__source"},
    {"cnet.com", "ftag"},
    {"dw.com", "maca"},
    {"fortune.com", "xid"},
    {"globenewswire.com", "f"},
    {"globenewswire.com", "fvtc"},
    {"globenewswire.com", "fvtv"},
    {"msn.com", "ei"},
    {"msn.com", "pc"},
    {"nbcnews.com", "cid"},
    {"nzz.ch", "mktcid"},
    {"nzz.ch", "mktcval"},
    {"politico.com", "nid"},
    {"politico.com", "nlid"},
    {"politico.com", "nname"},
    {"politico.com", "nrid"},
    {"prnewswire.com", "tc"},
    {"seekingalpha.com", "feed_item_type"},
    {"techrepublic.com", "ftag"},
    {"thetimes.co.uk", "sharetoken"},
    {"thetimes.com", "sharetoken"},
    {"time.com", "xid"},
    {"yahoo.com", ".tsrc"},
    {"zdnet.com", "ftag"},
};

/// Names that often select a page, unless the value says that it is about the channel.
constexpr std::array<std::string_view, 9> kChannelNames{
    "cid", "cmp", "from", "partner", "ref", "referrer", "source", "src", "via"};
constexpr std::array<std::string_view, 21> kChannels{
    "atom",       "email", "facebook", "fb",       "feed",       "feedburner", "flipboard",
    "googlenews", "home",  "homepage", "linkedin", "newsletter", "nl",         "rss",
    "rss2",       "share", "sharing",  "social",   "tw",         "twitter",    "whatsapp"};

template <class List>
bool holds(const List& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// As session ids are made: 16 characters and more, hex digits only, with digits and letters mixed
/// (a page number has no letters, a word no digits).
bool looks_random(std::string_view value) {
    if (value.size() < 16) return false;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_hex_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'f'; };
    return std::all_of(value.begin(), value.end(),
                       [&](char c) { return is_digit(c) || is_hex_letter(c); }) &&
           std::any_of(value.begin(), value.end(), is_digit) &&
           std::any_of(value.begin(), value.end(), is_hex_letter);
}

bool is_session(std::string_view name, std::string_view value) {
    constexpr std::array<std::string_view, 7> kSessionNames{
        "s", "sess", "session", "session_id", "sessionid", "sid", "zenid"};
    return name.starts_with("aspsessionid") || (holds(kSessionNames, name) && looks_random(value));
}

}  // namespace

bool is_tracking_parameter(std::string_view name, std::string_view value, std::string_view site) {
    const auto word = lower_ascii(name);
    const std::string_view lower(word);
    if (std::any_of(kPrefixes.begin(), kPrefixes.end(),
                    [&](std::string_view prefix) { return lower.starts_with(prefix); })) {
        return true;
    }
    if (holds(kNames, lower)) return true;
    if (std::any_of(std::begin(kAtSites), std::end(kAtSites),
                    [&](const AtSite& row) { return row.site == site && row.name == lower; })) {
        return true;
    }
    const auto channel = lower_ascii(value);
    // Medium writes "source=rss----<collection>---4".
    if (holds(kChannelNames, lower) && (holds(kChannels, channel) || channel.starts_with("rss-"))) {
        return true;
    }
    return is_session(lower, value);
}

bool is_amp_parameter(std::string_view name, std::string_view value) {
    const auto lower = lower_ascii(name);
    const auto word = lower_ascii(value);
    if (lower == "amp" || lower == "_amp" || lower == "isamp") {
        return word.empty() || word == "1" || word == "true" || word == "yes" || word == "amp";
    }
    constexpr std::array<std::string_view, 6> kFormatNames{"outputtype", "output_type", "output",
                                                           "mode",       "view",        "format"};
    if (holds(kFormatNames, lower)) return word == "amp";
    return lower == "amp_js_v" || lower == "amp_gsa" || lower == "amp_markup";
}

}  // namespace sawthis::net
