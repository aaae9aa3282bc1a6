#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "app/app.hpp"
#include "core/contact.hpp"
#include "core/match.hpp"
#include "core/result.hpp"
#include "matcher/ranker.hpp"

namespace sawthis::app {

/// All matches of all contacts, made from the stored judgements: a few bytes each, so that a
/// hundred thousand contacts have room. What a match says in full is made when it is asked for.
class MatchBook {
public:
    struct Entry {
        std::uint32_t judged = 0;  // place among the judged articles
        matcher::Ranked ranked;
    };

    /// Of articles that appeared at `since` or after. Of one contact the best kMostOfOne matches,
    /// and of the others the best kMostOfOne by company, team or person.
    [[nodiscard]] static Result<MatchBook> load(App& app, std::optional<Instant> since);
    /// The same of these contacts only.
    [[nodiscard]] static Result<MatchBook> load(App& app, std::optional<Instant> since,
                                                std::vector<Contact> contacts);

    [[nodiscard]] std::span<const Contact> contacts() const;
    /// Of one contact, best first; then by article.
    [[nodiscard]] std::span<const Entry> matches_of(std::size_t contact) const;
    [[nodiscard]] const store::JudgedArticle& judged(const Entry& entry) const;
    [[nodiscard]] Match make_match(const Entry& entry) const;
    [[nodiscard]] std::chrono::hours shelf_life(const Entry& entry) const;
    [[nodiscard]] std::size_t size() const;

    MatchBook(MatchBook&&) noexcept;
    MatchBook& operator=(MatchBook&&) noexcept;
    ~MatchBook();

    static constexpr std::size_t kMostOfOne = 500;

private:
    struct Impl;
    explicit MatchBook(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// The chance of the surest opener among one contact's entries; 0 without any.
[[nodiscard]] float surest_opener(std::span<const MatchBook::Entry> entries);

/// What to make of one contact's entries together: who has no opener that reaches
/// matcher::kFirstGood is written to for none of them, and they become alerts. Of people whose
/// subjects are not in the news, what comes nearest is mostly an accident of words.
void silence_unsure(std::span<MatchBook::Entry> entries);

/// The match that `ranked` stands for.
[[nodiscard]] Match make_match(const Contact& contact,
                               const std::vector<matcher::TargetName>& targets, ArticleId article,
                               const matcher::Judgement& judgement, const matcher::Ranked& ranked);

/// What the user taught, as the ranker wants it; `contacts` (ascending) give it their places.
[[nodiscard]] std::vector<matcher::Taste> make_tastes(std::span<const ContactId> contacts,
                                                      std::span<const Feedback> last_words);

}  // namespace sawthis::app
