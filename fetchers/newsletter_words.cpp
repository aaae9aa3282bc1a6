#include "fetchers/newsletter_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

// In the form of fold_case(): lower case, no accents.
constexpr std::array<std::string_view, 36> kInBrowser{"view in browser",
                                                      "view in your browser",
                                                      "view this email",
                                                      "view this message",
                                                      "view this newsletter",
                                                      "view email in",
                                                      "view it in your",
                                                      "view online",
                                                      "view as web",
                                                      "read online",
                                                      "read in browser",
                                                      "read it online",
                                                      "read in your browser",
                                                      "open in browser",
                                                      "open in your browser",
                                                      "see this email in",
                                                      "web version",
                                                      "online version",
                                                      "browser version",
                                                      "trouble viewing",
                                                      "trouble reading",
                                                      "problems viewing",
                                                      "im browser",
                                                      "online-version",
                                                      "webversion",
                                                      "online ansehen",
                                                      "version en ligne",
                                                      "dans le navigateur",
                                                      "dans votre navigateur",
                                                      "en el navegador",
                                                      "en tu navegador",
                                                      "en su navegador",
                                                      "nel browser",
                                                      "in de browser",
                                                      "no navegador",
                                                      "no seu navegador"};

constexpr std::array<std::string_view, 62> kLeaving{"unsubscribe",
                                                    "opt out of receiving",
                                                    "opt out of these",
                                                    "abmelden",
                                                    "abbestell",
                                                    "newsletter abmeld",
                                                    "desabonner",
                                                    "desinscri",
                                                    "desabonnement",
                                                    "darse de baja",
                                                    "darte de baja",
                                                    "date de baja",
                                                    "cancelar suscripcion",
                                                    "cancelar la suscripcion",
                                                    "anular suscripcion",
                                                    "cancelar inscricao",
                                                    "cancelar a inscricao",
                                                    "descadastr",
                                                    "disiscri",
                                                    "annulla iscrizione",
                                                    "annulla l'iscrizione",
                                                    "cancella l'iscrizione",
                                                    "uitschrijven",
                                                    "afmelden",
                                                    "avregistrera",
                                                    "avprenumerera",
                                                    "avsluta prenumeration",
                                                    "afmeld",
                                                    "frameld",
                                                    "meld deg av",
                                                    "avslutt abonnement",
                                                    "peruuta tilaus",
                                                    "wypisz",
                                                    "zrezygnuj",
                                                    "odhlasit",
                                                    "leiratkoz",
                                                    "отписаться",
                                                    "配信停止",
                                                    "退订",
                                                    "退訂",
                                                    "取消订阅",
                                                    "取消訂閱",
                                                    "you are receiving this",
                                                    "you're receiving this",
                                                    "you’re receiving this",
                                                    "you received this email",
                                                    "you received this message",
                                                    "you are subscribed",
                                                    "this email was sent to",
                                                    "this message was sent to",
                                                    "email was intended for",
                                                    "sie erhalten diese",
                                                    "du erhaltst diese",
                                                    "vous recevez ce",
                                                    "recibes este",
                                                    "recibe este",
                                                    "ricevi questa",
                                                    "manage your preferences",
                                                    "manage preferences",
                                                    "email preferences",
                                                    "update your preferences",
                                                    "manage your subscription"};

// A short line with one of these is about rights, whatever else it names.
constexpr std::array<std::string_view, 8> kRights{
    "all rights reserved",       "©",
    "alle rechte vorbehalten",   "tous droits reserves",
    "todos los derechos",        "tutti i diritti",
    "alle rechten voorbehouden", "copyright 20"};

// These make up most of a line that is no headline: "Privacy Policy | Terms of Use".
constexpr std::array<std::string_view, 42> kBusiness{"privacy policy",
                                                     "privacy notice",
                                                     "privacy statement",
                                                     "privacy settings",
                                                     "cookie policy",
                                                     "terms of service",
                                                     "terms of use",
                                                     "terms and conditions",
                                                     "terms & conditions",
                                                     "datenschutz",
                                                     "impressum",
                                                     "mentions legales",
                                                     "politique de confidentialite",
                                                     "politica de privacidad",
                                                     "informativa sulla privacy",
                                                     "forward to a friend",
                                                     "forward this email",
                                                     "forward this to",
                                                     "forwarded this email",
                                                     "email forwarded to you",
                                                     "was this forwarded",
                                                     "share this email",
                                                     "share this newsletter",
                                                     "tweet this",
                                                     "follow us",
                                                     "find us on",
                                                     "like us on",
                                                     "connect with us",
                                                     "folgen sie uns",
                                                     "folge uns",
                                                     "suivez-nous",
                                                     "siguenos",
                                                     "seguici",
                                                     "volg ons",
                                                     "add us to your address book",
                                                     "to your address book",
                                                     "advertise with us",
                                                     "newsletter weiterempfehlen",
                                                     "refer a friend",
                                                     "sign up here",
                                                     "subscribe here",
                                                     "contact us"};

template <std::size_t n>
bool holds_any(std::string_view text, const std::array<std::string_view, n>& phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
        return text.find(phrase) != std::string_view::npos;
    });
}

/// Whether the phrases cover half of the text.
template <std::size_t n>
bool is_mostly(std::string_view text, const std::array<std::string_view, n>& phrases) {
    std::size_t covered = 0;
    for (const auto phrase : phrases) {
        if (text.find(phrase) != std::string_view::npos) covered += phrase.size();
    }
    return covered * 2 >= text.size();
}

constexpr std::array<std::string_view, 20> kSocialHosts{
    "facebook.com",  "twitter.com",   "x.com",           "linkedin.com",
    "instagram.com", "youtube.com",   "tiktok.com",      "threads.net",
    "threads.com",   "pinterest.com", "bsky.app",        "whatsapp.com",
    "wa.me",         "t.me",          "telegram.me",     "reddit.com",
    "snapchat.com",  "xing.com",      "mastodon.social", "discord.gg"};

// Of one thing somebody posted, rather than of somebody or of a share button.
constexpr std::array<std::string_view, 10> kPosts{"/status/", "/posts/",    "/pulse/", "/watch",
                                                  "/video",   "/comments/", "/reel/",  "/p/",
                                                  "/feed/",   "/live/"};

constexpr std::array<std::string_view, 20> kBusinessWords{
    "unsubscribe",       "optout",
    "opt-out/",          "opt_out",
    "abmelden",          "abbestell",
    "/preferences",      "email-preference",
    "emailpreference",   "email_preference",
    "preferencecenter",  "preference-center",
    "manage-preference", "email-setting",
    "emailsetting",      "desabonn",
    "desinscri",         "list-manage.com/profile",
    "forward-to-friend", "/unsub"};

}  // namespace

MailNote judge_mail_line(std::string_view text) {
    constexpr std::size_t kLongestNote = 400;
    constexpr std::size_t kLongestPhrase = 120;
    if (text.empty() || text.size() > kLongestNote) return MailNote::none;
    const auto folded = fold_case(text);
    const bool is_short = text.size() <= kLongestPhrase;
    if (holds_any(folded, kLeaving)) return MailNote::leaving;
    if (!is_short) return MailNote::none;
    if (holds_any(folded, kInBrowser)) return MailNote::in_browser;
    if (holds_any(folded, kRights) || is_mostly(folded, kBusiness)) return MailNote::business;
    return MailNote::none;
}

bool is_business_address(std::string_view url) {
    const auto lower = lower_ascii(url);
    if (holds_any(lower, kBusinessWords)) return true;
    const auto site = net::registrable_domain(net::host_of(url));
    const bool social =
        std::find(kSocialHosts.begin(), kSocialHosts.end(), site) != kSocialHosts.end();
    return social && !holds_any(lower, kPosts);
}

}  // namespace sawthis::fetchers
