#include "notifier/draft.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>

#include "core/hash.hpp"
#include "notifier/outside_text.hpp"
#include "notifier/phrases.hpp"
#include "notifier/safe_link.hpp"

namespace sawthis::notifier {

namespace {

constexpr std::size_t kLongestWatch = 60;  // longer ones do not fit into a sentence
constexpr std::size_t kLongestName = 60;
constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kLongestSubject = 78;  // RFC 5322 §2.1.1

/// As tame(), and it cannot pass for the user's own line.
std::string quotable(std::string_view text, std::size_t max_bytes) {
    std::string out = tame(text, max_bytes);
    for (auto at = out.find(kDraftHole); at != std::string::npos; at = out.find(kDraftHole)) {
        out.erase(at, kDraftHole.size());
    }
    return out;
}

std::string fill_in(std::string_view phrase, std::string_view watch) {
    constexpr std::string_view kPlace = "{watch}";
    std::string out(phrase);
    if (const auto at = out.find(kPlace); at != std::string::npos) {
        out.replace(at, kPlace.size(), watch);
    }
    return out;
}

/// How a medium is written in.
enum class Form { mail, letter, note };

Form form_of(std::string_view medium) {
    constexpr std::array<std::string_view, 4> kMail{"email", "e-mail", "mail", "newsletter"};
    constexpr std::array<std::string_view, 4> kLetter{"letter", "card", "postcard", "post"};
    const std::string folded = lower_ascii(medium);
    if (std::find(kMail.begin(), kMail.end(), folded) != kMail.end()) return Form::mail;
    if (std::find(kLetter.begin(), kLetter.end(), folded) != kLetter.end()) return Form::letter;
    return Form::note;
}

void choose_medium(Opener& opener, const std::string& name) {
    const Contact& contact = opener.contact;
    const bool has_email = !trim(contact.email).empty();
    const bool has_phone = !trim(contact.phone).empty();
    if (const std::string channel = tame(contact.channel, 30); !channel.empty()) {
        opener.medium = channel;
        opener.medium_why = (name.empty() ? "they like" : name + " likes") + " it best";
        if (form_of(channel) == Form::mail && !has_email) {
            opener.medium_why += ", but there is no address yet";
        }
    } else if (has_email) {
        opener.medium = "email";
        opener.medium_why = "there is an address, and no other wish is known";
    } else if (has_phone) {
        opener.medium = "phone";
        opener.medium_why = "there is a number, but no email address";
    } else {
        opener.medium = "message";
        opener.medium_why = "there is no address or number yet";
    }
}

std::string greeting(const Contact& contact, Form form, const std::string& name) {
    const bool distant = contact.stage == Stage::recognise || contact.stage == Stage::know;
    const std::string_view word = form == Form::letter ? "Dear" : distant ? "Hello" : "Hi";
    return std::string(word) + (name.empty() ? "" : " " + name) + ",";
}

/// A result is stale in days, a trend in weeks.
bool wants_remark_on_age(const Candidate& candidate, Instant now) {
    const std::chrono::days shelf_life{candidate.match.facet == Facet::team ? 2 : 6};
    return now - appeared(candidate.article) > shelf_life;
}

/// The words of one draft, before they are laid out for a medium.
struct Words {
    std::string opening;
    std::string title;
    std::string link;
    std::string remark;  // may be empty
    std::string closing;
    std::string signature;  // may be empty
};

Phrases openings_of(const Candidate& candidate, const std::string& watch) {
    const Match& match = candidate.match;
    if (match.sensitive) return openings_for_hard_news();
    if (match.mood == Mood::hard) {
        const bool plain = watch.empty() || match.facet == Facet::person;
        return plain ? openings_without_watch() : openings_for_setback();
    }
    if (match.facet == Facet::person && !watch.empty() &&
        fold_case(watch) == fold_case(tame(candidate.contact.name, kLongestWatch))) {
        return openings_for_own_name();
    }
    const bool needs_watch = match.facet != Facet::project && match.facet != Facet::role;
    return needs_watch && watch.empty() ? openings_without_watch() : openings_for(match.facet);
}

std::string lay_out(const Words& words, Form form, const std::string& hello) {
    std::string out = hello;
    const std::string_view gap = form == Form::note ? "\n" : "\n\n";
    const auto put = [&out](std::string_view before, std::string_view text) {
        if (!text.empty()) out.append(before).append(text);
    };
    put(gap, words.opening);
    put(gap, words.title);
    put("\n", words.link);
    put(gap, words.remark);
    put(gap, kDraftHole);
    put(gap, words.closing);
    put("\n", words.signature);
    return out;
}

/// Remembers what was said, so that no two drafts of a digest read alike as long as there are words
/// left.
class Phrasebook {
public:
    /// The phrase least used so far; between equals the next one from `seed` on.
    [[nodiscard]] std::string_view pick(std::span<const std::string_view> phrases,
                                        std::uint64_t seed);

private:
    std::map<std::string_view, int> used_;
};

std::string_view Phrasebook::pick(std::span<const std::string_view> phrases, std::uint64_t seed) {
    std::string_view best;
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        const std::string_view phrase = phrases[(seed + i) % phrases.size()];
        if (best.empty() || used_[phrase] < used_[best]) best = phrase;
    }
    ++used_[best];
    return best;
}

Opener draft_opener(const Candidate& candidate, const std::string& user_name, Instant now,
                    Phrasebook& phrases) {
    const Contact& contact = candidate.contact;
    const Match& match = candidate.match;
    const std::uint64_t seed =
        HashChain()
            .add(contact.key + '\n' + candidate.article.url + '\n' + candidate.article.guid)
            .value();
    const std::string name = quotable(first_name(contact), kLongestName);
    const std::string watch =
        match.watch.size() <= kLongestWatch ? quotable(match.watch, kLongestWatch) : std::string();

    Words words;
    words.opening = fill_in(phrases.pick(openings_of(candidate, watch), seed), watch);
    words.title = quotable(candidate.article.title, kLongestTitle);
    words.link = safe_link(candidate.article.url);
    if (wants_remark_on_age(candidate, now)) {
        words.remark = phrases.pick(remarks_on_age(), seed / 7);
    }
    words.closing = phrases.pick(
        match.sensitive ? closings_for_hard_news() : closings_for(contact.stage), seed / 11);
    words.signature = quotable(user_name, kLongestName);

    Opener opener{contact, candidate.article, match, candidate.other_publishers, {}, {}, {}, {}};
    choose_medium(opener, name);
    const Form form = form_of(opener.medium);
    if (form == Form::mail) {
        const bool plain = match.sensitive || watch.empty() || match.facet == Facet::project ||
                           match.facet == Facet::role || match.facet == Facet::person;
        const auto subject =
            phrases.pick(plain ? subjects_without_watch() : subjects_with_watch(), seed / 13);
        opener.subject = shorten(fill_in(subject, watch), kLongestSubject);
    }
    opener.draft = lay_out(words, form, greeting(contact, form, name));
    return opener;
}

}  // namespace

std::vector<Opener> draft_openers(std::span<const Candidate* const> candidates,
                                  const std::string& user_name, Instant now) {
    Phrasebook phrases;
    std::vector<Opener> openers;
    for (const Candidate* one : candidates) {
        openers.push_back(draft_opener(*one, user_name, now, phrases));
    }
    return openers;
}

}  // namespace sawthis::notifier
