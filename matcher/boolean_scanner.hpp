#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sawthis::matcher {

/// The text of a query, read piece by piece: what stands at the place where reading has come to.
class QueryScanner {
public:
    /// `text` is UTF-8; quotes of other shapes count as ".
    explicit QueryScanner(std::string_view text);

    [[nodiscard]] std::size_t at() const { return at_; }
    void skip(std::size_t bytes) { at_ += bytes; }

    /// After blanks, which are skipped.
    [[nodiscard]] bool at_end();
    /// Whether this character stands here.
    [[nodiscard]] bool is_at(char c) const { return at_ < text_.size() && text_[at_] == c; }
    [[nodiscard]] bool is_blank_at(std::size_t at) const;
    /// What stands here up to a blank, a parenthesis or a quote; blanks are skipped.
    [[nodiscard]] std::string_view peek_piece();
    /// The operator that stands here, without what follows a slash; empty if none does.
    [[nodiscard]] std::string_view peek_operator();
    /// Goes behind the operator if it stands here.
    [[nodiscard]] bool take_operator(std::string_view name);
    /// Whether no word follows: the end, a ")" or an operator between lists of words.
    [[nodiscard]] bool ends_list();
    /// "+" or "-" that belongs to the word behind it, which it goes to; else 0.
    [[nodiscard]] char take_sign();
    /// What stands between the quote here and the next one, behind which it goes. Error bad_input:
    /// there is no next one.
    [[nodiscard]] Result<std::string_view> take_quoted();

    /// Error bad_input: "at character 12: ...", where 12 is the place of byte `at`.
    [[nodiscard]] tl::unexpected<Error> wrong(std::size_t at, std::string_view what) const;

private:
    std::string text_;
    std::size_t at_ = 0;
};

}  // namespace sawthis::matcher
