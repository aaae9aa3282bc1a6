#include <fmt/format.h>

#include "app/explain.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace sawthis::cli {

namespace {

std::string outcome_of(const app::Explanation& explanation) {
    if (explanation.matches.empty()) return "No match.\n";
    std::string text;
    for (const auto& match : explanation.matches) {
        text += fmt::format("{} by {}, score {:.2f}: {}{}\n",
                            match.kind == MatchKind::opener ? "Reason to write" : "Worth knowing",
                            name_of(match.facet), match.score, one_line(match.reason),
                            match.perhaps ? " (the name may mean something else)" : "");
    }
    return text;
}

std::string target_text(const app::ExplainedTarget& target, bool colour) {
    const auto facet = name_of(matcher::facet_of(target.name.slot));
    std::string text = fmt::format("  {:<9} {}: ", facet, one_line(target.name.written));
    if (!target.found) {
        text += target.namesake ? "the name stands here, and was taken to mean something else\n"
                                : "not found\n";
    } else {
        text += target.denied ? "found, but not to be told, as you said\n" : "found\n";
    }
    auto sentences = target.sentences;
    if (target.namesake) sentences.push_back(*target.namesake);
    for (const auto& one : sentences) {
        text += fmt::format("            {}\n", marked(one.text, one.marks, colour));
    }
    return text;
}

std::string side_text(std::string_view head, const std::vector<app::Contribution>& side) {
    if (side.empty()) return {};
    std::string text = fmt::format("\n{}\n", head);
    for (const auto& one : side) text += fmt::format("  {:+.2f}  {}\n", one.did, one.feature);
    return text;
}

std::string page_of(const app::Explanation& explanation, bool colour) {
    std::string text = fmt::format("{} and \"{}\"\n", one_line(explanation.contact.name),
                                   one_line(explanation.article.title));
    text += outcome_of(explanation);
    if (explanation.judged_now) text += "The article was judged now: no judgement of it is kept.\n";
    if (!explanation.sensitive_why.empty())
        text += fmt::format("With care: {}\n", one_line(explanation.sensitive_why));
    text += "\nWhat was looked for\n";
    for (const auto& target : explanation.targets) text += target_text(target, colour);
    text += side_text("For it", explanation.in_favour);
    text += side_text("Against it", explanation.against);
    text += "\nHow likely it is that\n";
    for (const auto& one : explanation.decisions) {
        text +=
            fmt::format("  {:>3.0f} %  {} ({} the {:.0f} % it takes)\n", one.have * 100,
                        one.question, one.have >= one.need ? "reaches" : "misses", one.need * 100);
    }
    if (!explanation.feedback.empty()) text += "\nWhat you said\n";
    for (const auto& row : explanation.feedback) {
        text += fmt::format("  {:>5}  {}  {}\n", row.feedback.id, name_of(row.feedback.verdict),
                            one_line(row.title));
    }
    return text;
}

}  // namespace

int run_explain(const MatchCommand& command, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto explanation = app::explain_match(*app, command.explain[0], command.explain[1]);
    if (!explanation) return report_failure(explanation.error());
    return print(session.global.json ? json_of(*explanation)
                                     : page_of(*explanation, stdout_has_colour()))
               ? kExitDone
               : kExitFailed;
}

}  // namespace sawthis::cli
