#include "notifier/opener_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "notifier/digest_builder.hpp"
#include "notifier/outside_text.hpp"
#include "notifier/safe_link.hpp"

namespace sawthis::notifier {

namespace chrono = std::chrono;

namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestLine = 300;
constexpr std::size_t kLongestDraft = 4096;

std::string position_of(const Contact& contact) {
    const std::string role = tame(contact.role, kLongestName);
    const std::string company = tame(contact.company, kLongestName);
    if (role.empty() || company.empty()) return role + company;
    return role + " at " + company;
}

/// "www.example.org" of a link that is known to be safe, for sources without a name.
std::string host_in(std::string_view link) {
    const auto begin = link.find("//");
    if (begin == std::string_view::npos) return {};
    const auto host = link.substr(begin + 2);
    return std::string(host.substr(0, host.find_first_of("/?#")));
}

std::string source_of(const Article& article) {
    const std::string publisher = tame(article.publisher, kLongestName);
    return publisher.empty() ? host_in(safe_link(article.url)) : publisher;
}

std::string age_of(const Article& article, Instant now) {
    const std::string age = describe_duration(now - appeared(article));
    return age == "just now" ? age : age + " ago";
}

std::string also_in(const std::vector<std::string>& publishers) {
    if (publishers.empty()) return {};
    const std::string first = tame(publishers.front(), kLongestName);
    const std::size_t others = publishers.size() - 1;
    if (others == 0) return "also in " + first;
    return fmt::format("also in {} and {} other{}", first, others, others == 1 ? "" : "s");
}

bool is_by_phone(std::string_view medium) {
    constexpr std::array<std::string_view, 7> kByPhone{"phone",  "call",     "sms",   "text",
                                                       "mobile", "whatsapp", "signal"};
    return std::find(kByPhone.begin(), kByPhone.end(), lower_ascii(medium)) != kByPhone.end();
}

std::string plural(std::size_t count, std::string_view noun) {
    const std::string_view ending = noun.ends_with("ch") ? "es" : "s";
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : ending);
}

}  // namespace

std::vector<Piece> cut_at_marks(std::string_view text, const std::vector<Span>& marks) {
    std::vector<Piece> pieces;
    std::size_t at = 0;
    for (const Span mark : marks) {
        if (mark.begin > at) pieces.push_back({std::string(text.substr(at, mark.begin - at))});
        pieces.push_back({std::string(text.substr(mark.begin, mark.end - mark.begin)), true});
        at = mark.end;
    }
    if (at < text.size()) pieces.push_back({std::string(text.substr(at))});
    return pieces;
}

std::vector<Piece> cut_at_hole(std::string_view draft) {
    const auto at = draft.find(kDraftHole);
    if (at == std::string_view::npos) return cut_at_marks(draft, {});
    return cut_at_marks(draft, {{at, at + kDraftHole.size()}});
}

OpenerView view_of(const Opener& opener, Instant now) {
    const Contact& contact = opener.contact;
    const Article& article = opener.article;
    OpenerView view;
    view.name = tame(contact.name.empty() ? contact.key : contact.name, kLongestName);
    view.position = position_of(contact);
    view.reason = tame(opener.match.reason, kLongestLine);
    if (!view.reason.empty()) view.reason = "Why: " + view.reason;
    view.source = source_of(article);
    view.age = age_of(article, now);
    view.also = also_in(opener.other_publishers);
    view.link = safe_link(article.url);

    const Excerpt excerpt = make_excerpt(article, opener.match.evidence);
    const std::string title = tame(article.title, kLongestLine);
    if (excerpt.text == title) {
        view.title = cut_at_marks(title, excerpt.marks);
    } else {
        view.title = cut_at_marks(title, {});
        view.excerpt = cut_at_marks(excerpt.text, excerpt.marks);
    }
    if (view.title.empty()) view.title.push_back({"(no title)"});

    if (article.id) {
        view.answer = fmt::format("sawthis feedback {} sent|later|dismiss|wrong|not-person|never",
                                  tame(match_key(contact.key, article.id), kLongestName));
    }
    view.medium = tame(opener.medium, kLongestName);
    view.medium_why = tame(opener.medium_why, kLongestLine);
    view.subject = tame(opener.subject, kLongestLine);
    view.draft = shorten(printable(opener.draft), kLongestDraft);
    if (!view.subject.empty()) {
        view.address = tame(contact.email, kLongestName);
        view.send_link = mailto_link(contact.email, view.subject, view.draft);
    } else if (is_by_phone(view.medium)) {
        view.address = tame(contact.phone, kLongestName);
        view.send_link = tel_link(contact.phone);
    }
    return view;
}

OpenerView view_of(const CareNote& note, Instant now) {
    Opener opener;
    opener.contact = note.contact;
    opener.article = note.article;
    opener.match = note.match;
    opener.match.reason.clear();
    OpenerView view = view_of(opener, now);
    view.reason = "Hard news: " + tame(note.match.sensitive_why, kLongestLine);
    return view;
}

std::string short_day(Instant instant) {
    constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = chrono::floor<chrono::days>(instant);
    const chrono::year_month_day date{day};
    return fmt::format("{} {} {}", kDays[chrono::weekday{day}.c_encoding()],
                       static_cast<unsigned>(date.day()),
                       kMonths[static_cast<unsigned>(date.month()) - 1]);
}

std::string summary_of(const Digest& digest) {
    const std::size_t count = digest.openers.size();
    if (count == 0) return "Nobody to write to today.";
    const auto people = count == 1 ? "One person" : fmt::format("{} people", count);
    if (digest.considered < count) return people + " to write to today.";
    return fmt::format("{} to write to today, out of {}.", people,
                       plural(digest.considered, "match"));
}

std::vector<std::string> held_back_in(const Digest& digest) {
    std::vector<std::string> lines;
    const std::size_t unlisted =
        digest.sensitive - std::min(digest.sensitive, digest.with_care.size());
    if (unlisted > 0) {
        lines.push_back(fmt::format(
            "{} held back: the news is hard for somebody. \"sawthis match --json\" shows what it "
            "is; whether and how to write is yours to decide.",
            plural(unlisted, "match") + (unlisted == 1 ? " was" : " were")));
    }
    if (digest.too_old > 0) {
        lines.push_back(
            fmt::format("{} too old to be a reason to write now.",
                        plural(digest.too_old, "match") + (digest.too_old == 1 ? " is" : " are")));
    }
    return lines;
}

std::vector<std::string> advice_for_empty(const Digest& digest) {
    if (digest.considered == 0) {
        return {"No article of late is about any of your contacts.",
                "\"sawthis poll\" fetches the news; \"sawthis source list\" shows whether your "
                "sources answer.",
                "More helps more: companies, teams, interests and projects of your contacts, and "
                "sources that write about them."};
    }
    return {
        fmt::format(
            "{} looked at; none is a reason good enough to write today. Better no "
            "message than a hollow one.",
            plural(digest.considered, "match") + (digest.considered == 1 ? " was" : " were")),
        "\"sawthis poll\" fetches the latest news, \"sawthis match --json\" shows the matches."};
}

}  // namespace sawthis::notifier
