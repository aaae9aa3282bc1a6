#include <kainjow/mustache.hpp>

#include "embedded.hpp"
#include "notifier/digest_render.hpp"
#include "notifier/opener_view.hpp"

namespace sawthis::notifier {

namespace {

namespace mustache = kainjow::mustache;

/// An empty string would count as true in a section, so it is set as false.
void set_text(mustache::data& data, const std::string& name, const std::string& text) {
    data.set(name, text.empty() ? mustache::data(false) : mustache::data(text));
}

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

mustache::data data_of(const OpenerView& view, const Article& article) {
    mustache::data data;
    set_text(data, "name", view.name);
    set_text(data, "position", view.position);
    set_text(data, "reason", view.reason);
    data.set("title", data_of(view.title));
    set_text(data, "source", view.source);
    set_text(data, "age", view.age);
    set_text(data, "also", view.also);
    set_text(data, "link", view.link);
    set_text(data, "language", article.language.size() == 2 ? article.language : std::string());
    data.set("has_excerpt", !view.excerpt.empty());
    data.set("excerpt", data_of(view.excerpt));
    set_text(data, "medium", view.medium);
    set_text(data, "medium_why", view.medium_why);
    set_text(data, "subject", view.subject);
    data.set("draft", data_of(cut_at_hole(view.draft)));
    set_text(data, "send_link", view.send_link);
    set_text(data, "answer", view.answer);
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
    for (const auto& opener : digest.openers)
        openers << data_of(view_of(opener, digest.made), opener.article);
    data.set("openers", openers);
    mustache::data notes(mustache::data::type::list);
    for (const auto& note : digest.with_care)
        notes << data_of(view_of(note, digest.made), note.article);
    data.set("has_care", !digest.with_care.empty());
    data.set("with_care", notes);
    data.set("advice", data_of(digest.openers.empty() ? advice_for_empty(digest)
                                                      : std::vector<std::string>()));
    data.set("held_back", data_of(held_back_in(digest)));
    mustache::mustache page{std::string(embedded::k_digest_html)};
    return page.render(data);
}

}  // namespace sawthis::notifier
