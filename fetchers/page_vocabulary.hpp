#pragma once

#include <cstdint>
#include <string_view>

/// The words of which the classes and ids of elements are made.
namespace sawthis::fetchers::page_vocabulary {

/// What a word can do in a name; page_words.cpp combines them.
enum Bit : std::uint64_t {
    bad_alone = 1ULL << 0,  // wherever it stands
    comment = 1ULL << 1,
    layout = 1ULL << 2,  // a prefix that says nothing: "l-sidebar"
    post = 1ULL << 3,    // article, entry, story
    site = 1ULL << 4,    // site, page
    main_word = 1ULL << 5,
    body = 1ULL << 6,       // content, text
    post_part = 1ULL << 7,  // meta, footer, tools
    edge = 1ULL << 8,       // header, footer
    author = 1ULL << 9,
    author_part = 1ULL << 10,  // bio, box
    read = 1ULL << 11,
    more = 1ULL << 12,
    next = 1ULL << 13,
    from = 1ULL << 14,  // from, on
    also = 1ULL << 15,
    like = 1ULL << 16,
    most = 1ULL << 17,
    popular = 1ULL << 18,
    photo = 1ULL << 19,
    sidebar = 1ULL << 21,
    side = 1ULL << 22,  // left, right, primary
    widget = 1ULL << 23,
    builder = 1ULL << 24,  // elementor: calls every block a widget
    nav = 1ULL << 25,
    ad = 1ULL << 26,
    rich = 1ULL << 27,
    away = 1ULL << 28,  // links there are no news
    has = 1ULL << 29,   // has-, with-, no-: about something inside
    list = 1ULL << 30,
    lead = 1ULL << 31,   // opens an article
    label = 1ULL << 32,  // label-hidden: speaks of the label
    subtitle = 1ULL << 33,
    sub = 1ULL << 34,
    head = 1ULL << 35,
    told = 1ULL << 36,    // what is told of a picture
    notice = 1ULL << 37,  // asks for consent
};

/// The bits of a word in lower case; 0 if it says nothing.
[[nodiscard]] std::uint64_t bits_of(std::string_view word);

}  // namespace sawthis::fetchers::page_vocabulary
