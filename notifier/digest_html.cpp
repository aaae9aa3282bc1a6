#include <kainjow/mustache.hpp>

#include "embedded.hpp"
#include "notifier/digest_render.hpp"
#include "notifier/opener_view.hpp"

namespace sawthis::notifier {

namespace {

namespace mustache = kainjow::mustache;

mustache::data data_of(const std::vector<Piece>& pieces) {
    mustache::data list(mustache::data::type::list);
    for (const auto& piece : pieces) {
        mustache::data entry;
        entry.set("text", piece.text);
        entry.set("marked", piece.marked);
        list << entry;
    }
    return list;
}

mustache::data data_of(const std::vector<std::string>& lines) {
    mustache::data list(mustache::data::type::list);
    for (const auto& line : lines) list << mustache::data("line", line);
    return list;
}

mustache::data data_of(const Opener& opener, Instant now) {
    const OpenerView view = view_of(opener, now);
    mustache::data data;
    data.set("name", view.name);
    data.set("position", view.position);
    data.set("reason", view.reason);
    data.set("title", data_of(view.title));
    data.set("source", view.source);
    data.set("age", view.age);
    data.set("also", view.also);
    data.set("link", view.link);
    data.set("language", opener.article.language.size() == 2 ? opener.article.language : "");
    data.set("has_excerpt", !view.excerpt.empty());
    data.set("excerpt", data_of(view.excerpt));
    data.set("medium", view.medium);
    data.set("medium_why", view.medium_why);
    data.set("subject", view.subject);
    data.set("draft", data_of(cut_at_hole(view.draft)));
    data.set("send_link", view.send_link);
    data.set("send_label", view.send_link.starts_with("tel:") ? "Call " + view.address
                                                              : "Open as a mail to " + view.name);
    return data;
}

}  // namespace

std::string render_digest_html(const Digest& digest) {
    mustache::data data;
    data.set("day", short_day(digest.made));
    data.set("summary", summary_of(digest));
    mustache::data openers(mustache::data::type::list);
    for (const auto& opener : digest.openers) openers << data_of(opener, digest.made);
    data.set("openers", openers);
    data.set("advice", data_of(digest.openers.empty() ? advice_for_empty(digest)
                                                      : std::vector<std::string>()));
    data.set("held_back", data_of(held_back_in(digest)));
    mustache::mustache page{std::string(embedded::k_digest_html)};
    return page.render(data);
}

}  // namespace sawthis::notifier
