#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/byte_block.hpp"
#include "core/text.hpp"
#include "fetchers/text_buffer.hpp"

namespace sawthis::fetchers {

/// What stands between the words on the two sides of a tag.
enum class Gap { none, blank, line };

/// Text with its white space squeezed while it is written.
class SqueezedText {
public:
    /// `size` of the HTML: text is never longer, but for some references.
    explicit SqueezedText(std::size_t size) : buffer_(size), to_(buffer_.begin()) {}

    void add_gap(Gap gap) { gap_ = std::max(gap_, gap); }

    /// Text from `at` up to markup or the end; gives where that stands.
    std::size_t add_until_markup(std::string_view html, std::size_t at) {
        while (at < html.size() && html[at] != '<' && html[at] != '&') {
            const std::size_t blank = may_be_white_space(html[at]) ? white_space_size(html, at) : 0;
            if (blank == 0) {
                start_word();
                at = add_words(html, at);
            } else {
                add_gap(Gap::blank);
                at += blank;
            }
        }
        return at;
    }

    /// One ASCII character.
    void add(char c) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            add_gap(Gap::blank);
        } else {
            start_word();
            *to_++ = c;
        }
    }

    /// Text that holds no markup, whatever it looks like. Behind it `rest` bytes of HTML follow.
    void add_literally(std::string_view text, std::size_t rest) {
        to_ = buffer_.reserve(to_, text.size() + rest + 1);  // and a gap that is still to come
        for (std::size_t at = 0; at < text.size();) {
            if (const std::size_t blank = white_space_size(text, at); blank != 0) {
                add_gap(Gap::blank);
                at += blank;
            } else {
                start_word();
                *to_++ = text[at++];
            }
        }
    }

    [[nodiscard]] std::string take() const { return std::string(buffer_.view(to_)); }

private:
    static bool may_be_white_space(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\xC2' || c == '\xE1' || c == '\xE2' ||
               c == '\xE3';
    }

    void start_word() {
        if (gap_ != Gap::none && to_ != buffer_.begin()) *to_++ = gap_ == Gap::line ? '\n' : ' ';
        gap_ = Gap::none;
    }

    /// Copies the character at `at`, which is no white space, and what follows as long as it is
    /// plain: neither markup nor white space, but for single blanks between words.
    std::size_t add_words(std::string_view html, std::size_t at) {
        const char* from = html.data() + at;
        const char* const end = html.data() + html.size();
        char* to = to_;
        *to++ = *from++;
        bool stopped = false;
        while (!stopped && static_cast<std::size_t>(end - from) >= sizeof(ByteBlock)) {
            const ByteBlock bytes = load_block(from);
            store_block(to, bytes);
            const unsigned stops = find_stops(bytes);
            stopped = stops != 0;
            const int count = stopped ? std::countr_zero(stops) : int{sizeof bytes};
            from += count;
            to += count;
        }
        while (!stopped && from < end && *from != '<' && *from != '&' &&
               !may_be_white_space(*from)) {
            *to++ = *from++;
        }
        to_ = to;
        return static_cast<std::size_t>(from - html.data());
    }

    /// Markup and what may be white space, but not a blank that a word follows; what follows the
    /// last byte is not known.
    static unsigned find_stops(ByteBlock bytes) {
        const auto markup = (bytes < ' ') | (bytes == '<') | (bytes == '&');
        const auto lead = (bytes == 0xC2) | ((bytes >= 0xE1) & (bytes <= 0xE3));
        const unsigned special = bits_of(markup | lead);
        const unsigned blanks = bits_of(bytes == ' ');
        constexpr unsigned kLast = 1U << (sizeof(ByteBlock) - 1);
        return special | (blanks & (((special | blanks) >> 1) | kLast));
    }

    TextBuffer buffer_;
    char* to_;
    Gap gap_ = Gap::none;
};

}  // namespace sawthis::fetchers
