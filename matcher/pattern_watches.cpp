#include "matcher/pattern_watches.hpp"

#include <fmt/format.h>
#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>

#include "core/text.hpp"
#include "matcher/pattern_literals.hpp"
#include "matcher/pattern_problem.hpp"

namespace sawthis::matcher {

namespace {

constexpr int kMinLiteralBytes = 3;
constexpr std::int64_t kMaxPatternMemory = 1 << 20;  // RE2's own bound on compiled size

RE2::Options options_for(const Pattern& pattern) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!pattern.any_case);
    options.set_max_mem(kMaxPatternMemory);
    return options;
}

/// What is wrong with the pattern; empty if nothing is.
std::string problem_with(const Pattern& pattern) {
    if (pattern.expression.size() > kMaxPatternBytes) {
        return fmt::format("it is longer than {} bytes; shorten it", kMaxPatternBytes);
    }
    const RE2 expression(pattern.expression, options_for(pattern));
    if (!expression.ok()) return problem_of(expression);
    if (RE2::FullMatch("", expression)) return "it matches the empty text; ask for something";
    return {};
}

}  // namespace

struct PatternWatches::Impl {
    std::vector<WatchId> ids;  // by RE2's numbers
    re2::FilteredRE2 expressions{kMinLiteralBytes};
    PatternLiterals literals;

    void find_all(std::size_t pattern, std::string_view text, std::vector<Mention>& mentions) const;
};

void PatternWatches::Impl::find_all(std::size_t pattern, std::string_view text,
                                    std::vector<Mention>& mentions) const {
    const RE2& expression = expressions.GetRE2(static_cast<int>(pattern));
    const re2::StringPiece whole(text.data(), text.size());
    re2::StringPiece found;
    std::size_t at = 0;
    for (std::size_t count = 0; count < kMaxPatternMentions && at < text.size(); ++count) {
        if (!expression.Match(whole, at, text.size(), RE2::UNANCHORED, &found, 1)) break;
        const auto begin = static_cast<std::size_t>(found.data() - text.data());
        const std::size_t end = begin + found.size();
        // "\b" and the like match between characters: there is nothing to show.
        if (end > begin) mentions.push_back({ids[pattern], {begin, end}});
        at = end;
        if (end == begin && at < text.size()) (void)decode_utf8(text, at);
    }
}

Result<PatternWatches> PatternWatches::compile(std::span<const Pattern> patterns) {
    auto impl = std::make_unique<Impl>();
    for (const Pattern& pattern : patterns) {
        std::string problem = problem_with(pattern);
        int number = 0;
        if (problem.empty() && impl->expressions.Add(pattern.expression, options_for(pattern),
                                                     &number) != RE2::NoError) {
            problem = "it cannot be compiled";
        }
        if (!problem.empty()) {
            return fail(ErrorCode::bad_input,
                        fmt::format("the pattern '{}': {}",
                                    shorten(one_line(pattern.expression), 60), one_line(problem)));
        }
        impl->ids.push_back(WatchId{pattern.id});
    }
    if (!patterns.empty()) {
        std::vector<std::string> literals;
        impl->expressions.Compile(&literals);
        impl->literals = PatternLiterals(literals);
    }
    return PatternWatches(std::move(impl));
}

void PatternWatches::find(std::string_view text, std::vector<Mention>& mentions) const {
    mentions.clear();
    if (impl_->ids.empty()) return;
    std::vector<int> candidates;
    impl_->expressions.AllPotentials(impl_->literals.find(text), &candidates);
    for (const int candidate : candidates) {
        impl_->find_all(static_cast<std::size_t>(candidate), text, mentions);
    }
    sort_mentions(mentions);
}

PatternWatches::PatternWatches(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
PatternWatches::PatternWatches(PatternWatches&&) noexcept = default;
PatternWatches& PatternWatches::operator=(PatternWatches&&) noexcept = default;
PatternWatches::~PatternWatches() = default;

}  // namespace sawthis::matcher
