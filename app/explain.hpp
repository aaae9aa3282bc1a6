#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/feedback.hpp"
#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/match.hpp"
#include "core/result.hpp"
#include "matcher/profile.hpp"
#include "notifier/digest_render.hpp"

namespace sawthis::app {

/// One thing of the contact and what became of it in the article.
struct ExplainedTarget {
    matcher::TargetName name;
    bool found = false;
    bool denied = false;  // found, but the user said that it is not theirs here, or never to be
                          // told
    std::vector<notifier::Excerpt> sentences;   // where it was found, a few
    std::optional<notifier::Excerpt> namesake;  // not found, but its name stands here
};

/// How much one feature did for the answer "would the user send it", in logits.
struct Contribution {
    std::string feature;
    double value = 0;
    double did = 0;
};

/// A probability that decides, and what it must reach.
struct Decision {
    std::string question;
    double have = 0;
    double need = 0;
};

struct Explanation {
    Contact contact;
    Article article;
    bool judged_now = false;     // no judgement of it was stored
    std::vector<Match> matches;  // empty: it is none
    std::vector<ExplainedTarget> targets;
    std::vector<Contribution> in_favour;  // strongest first
    std::vector<Contribution> against;
    std::vector<Decision> decisions;
    std::vector<FeedbackRow> feedback;  // on what was found
    std::string sensitive_why;          // what in it hurts those whose it is, or anybody
};

/// Why the article is a match for the contact, or is none. `article` as for read_article(). Error
/// not_found.
[[nodiscard]] Result<Explanation> explain_match(App& app, const std::string& contact,
                                                const std::string& article);

}  // namespace sawthis::app
