#include "fetchers/newsletter.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/feed_date.hpp"
#include "fetchers/headline_links.hpp"
#include "fetchers/mail_lines.hpp"
#include "fetchers/newsletter_words.hpp"
#include "net/mail_reading.hpp"
#include "net/url.hpp"
#include "net/url_parts.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostEntries = 5'000;

/// RFC 4648 §4 in the alphabet of §5, only as far as it does not depend on what follows.
std::string base64_of(std::string_view text) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    for (std::size_t at = 0; at + 3 <= text.size(); at += 3) {
        const auto byte = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
        };
        const std::uint32_t bits = byte(0) << 16U | byte(1) << 8U | byte(2);
        for (const unsigned shift : {18U, 12U, 6U, 0U}) out += kAlphabet[bits >> shift & 63U];
    }
    return out;
}

/// Knows the addresses a mail was sent to, and keeps them out of what is made of it.
class Recipients {
public:
    explicit Recipients(std::vector<std::string> addresses) : addresses_(std::move(addresses)) {
        for (const auto& address : addresses_) encoded_.push_back(base64_of(address));
    }

    [[nodiscard]] bool are_in(std::string_view text) const {
        const auto lower = lower_ascii(text);
        return std::any_of(addresses_.begin(), addresses_.end(), [&](const std::string& address) {
            return lower.find(address) != std::string::npos;
        });
    }

    [[nodiscard]] bool are_in_url(std::string_view url) const {
        std::string decoded(url);
        // A tracker's link holds the page's link, and that the address: twice or thrice escaped.
        for (int i = 0; i < 3; ++i) decoded = net::percent_decode(decoded);
        std::replace(decoded.begin(), decoded.end(), '+', '-');
        std::replace(decoded.begin(), decoded.end(), '/', '_');
        if (are_in(decoded) || are_in(url)) return true;
        constexpr std::size_t kFewest = 8;
        return std::any_of(encoded_.begin(), encoded_.end(), [&](const std::string& code) {
            return code.size() >= kFewest && decoded.find(code) != std::string::npos;
        });
    }

    /// `text` without them.
    [[nodiscard]] std::string erase_from(std::string text) const {
        for (const auto& address : addresses_) {
            for (std::size_t at = 0;
                 (at = lower_ascii(text).find(address, at)) != std::string::npos;) {
                text.erase(at, address.size());
            }
        }
        return text;
    }

private:
    std::vector<std::string> addresses_;
    std::vector<std::string> encoded_;
};

/// Whether a line leads to news: a link with words of its own, not only a setting or "More".
bool leads_on(const MailLine& line) {
    constexpr std::size_t kFewestWords = 4;
    return std::any_of(line.links.begin(), line.links.end(), [&](const MailLink& link) {
        const auto words =
            std::string_view(line.text).substr(link.where.begin, link.where.end - link.where.begin);
        return judge_mail_line(words) == MailNote::none && !is_business_address(link.url) &&
               find_words(words).size() >= kFewestWords;
    });
}

/// A line that is links, all of them out of the news: buttons of social networks.
bool is_button_bar(const MailLine& line) {
    std::size_t linked = 0;
    for (const auto& link : line.links) {
        const auto url = net::parse_url(link.url);
        if (url && !is_business_address(*url)) return false;
        linked += link.where.end - link.where.begin;
    }
    return !line.links.empty() && linked > 0 && linked * 10 >= line.text.size() * 6;
}

/// A mail's lines without what is there for the sender's sake.
class Cleaner {
public:
    Cleaner(std::vector<MailLine> lines, const Recipients& recipients)
        : lines_(std::move(lines)), recipients_(recipients) {}

    std::vector<MailLine> run() {
        notes_.reserve(lines_.size());
        for (const auto& line : lines_) {
            notes_.push_back(judge_mail_line(line.text));
            whole_ += line.text.size();
        }
        find_web_address();
        lines_.resize(footer_begin());
        std::vector<MailLine> kept;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (notes_[i] == MailNote::none && !is_button_bar(lines_[i]))
                keep(std::move(lines_[i]), kept);
        }
        return kept;
    }

    /// Where "View in browser" leads; empty if nowhere.
    [[nodiscard]] const std::string& web_address() const { return web_address_; }

private:
    void find_web_address() {
        for (std::size_t i = 0; i < lines_.size() && web_address_.empty(); ++i) {
            if (notes_[i] != MailNote::in_browser && notes_[i] != MailNote::leaving) continue;
            for (const auto& link : lines_[i].links) {
                const auto words = std::string_view(lines_[i].text)
                                       .substr(link.where.begin, link.where.end - link.where.begin);
                const bool only = lines_[i].links.size() == 1 && notes_[i] == MailNote::in_browser;
                const bool named = judge_mail_line(words) == MailNote::in_browser;
                const auto url = net::parse_url(link.url);
                if ((named || only) && url && !is_business_address(*url) &&
                    !recipients_.are_in_url(*url)) {
                    web_address_ = *url;
                    break;
                }
            }
        }
    }

    /// From the first line about leaving the list on, if what follows is the smaller part or leads
    /// nowhere. In the first lines it stands beside "View in browser".
    std::size_t footer_begin() const {
        constexpr std::size_t kTopLines = 3;
        std::size_t before = 0;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto after = whole_ - before;
            if (i >= kTopLines && notes_[i] == MailNote::leaving) {
                const auto tail = std::span(lines_).subspan(i);
                const bool idle = std::none_of(tail.begin(), tail.end(), leads_on);
                if (after * 100 <= whole_ * 35 || (idle && after * 100 <= whole_ * 70)) return i;
            }
            before += lines_[i].text.size();
        }
        return lines_.size();
    }

    void keep(MailLine line, std::vector<MailLine>& kept) const {
        if (recipients_.are_in(line.text)) {
            constexpr std::size_t kLongestNote = 300;
            if (line.text.size() <= kLongestNote) return;
            line.text = recipients_.erase_from(std::move(line.text));
            line.links.clear();  // they would point elsewhere
        }
        std::erase_if(line.links,
                      [&](const MailLink& link) { return recipients_.are_in_url(link.url); });
        kept.push_back(std::move(line));
    }

    std::vector<MailLine> lines_;
    const Recipients& recipients_;
    std::vector<MailNote> notes_;
    std::string web_address_;
    std::size_t whole_ = 0;
};

std::string text_of(std::span<const MailLine> lines) {
    std::string text;
    for (const auto& line : lines) {
        if (line.text.empty() || is_hollow_line(line)) continue;
        if (!text.empty()) text += '\n';
        text += line.text;
    }
    return text;
}

/// What all entries of one mail share.
Entry common_entry(const net::ReceivedMail& mail, const Recipients& recipients) {
    Entry entry;
    entry.published = parse_feed_date(mail.date);
    const auto name = squeeze_space(recipients.erase_from(mail.from_name));
    entry.publisher = name.empty() ? mail.from_domain : name;
    return entry;
}

void append_message(const net::ReceivedMail& mail, std::span<const MailLine> lines,
                    std::string_view web_address, const Recipients& recipients, Feed& feed) {
    Entry entry = common_entry(mail, recipients);
    entry.id = recipients.are_in(mail.message_id) ? "" : mail.message_id;
    entry.title = squeeze_space(recipients.erase_from(mail.subject));
    entry.content_text = text_of(lines);
    if (!entry.publisher.empty()) entry.authors.push_back(entry.publisher);
    const auto archived = net::parse_url(mail.archived_at);
    entry.url = archived && !recipients.are_in_url(*archived) ? *archived : web_address;
    feed.entries.push_back(std::move(entry));
}

void append_links(const net::ReceivedMail& mail, HeadlineList list, const Recipients& recipients,
                  Feed& feed) {
    for (auto& link : list.links) {
        if (feed.entries.size() >= kMostEntries) return;
        Entry entry = common_entry(mail, recipients);
        entry.id = net::url_key(link.url);
        entry.url = std::move(link.url);
        entry.title = std::move(link.title);
        entry.content_text = std::move(link.text);
        feed.entries.push_back(std::move(entry));
    }
}

void append_mail(const net::ReceivedMail& mail, const NewsletterOptions& options, Feed& feed) {
    const Recipients recipients(mail.recipients);
    // Some HTML parts are empty shells, or one picture.
    constexpr std::size_t kLittleText = 200;
    auto lines = read_html_lines(mail.html);
    if (text_of(lines).size() < std::min(kLittleText, mail.text.size())) {
        lines = read_text_lines(mail.text);
    }
    Cleaner cleaner(std::move(lines), recipients);
    const auto kept = cleaner.run();
    if (options.form != NewsletterForm::message) {
        auto list = find_headline_links(kept, options.max_links);
        const bool wanted =
            options.form == NewsletterForm::links ? !list.links.empty() : list.is_list;
        if (wanted) return append_links(mail, std::move(list), recipients, feed);
    }
    append_message(mail, kept, cleaner.web_address(), recipients, feed);
}

}  // namespace

std::optional<NewsletterForm> newsletter_form_of(std::string_view name) {
    if (name.empty() || name == "auto") return NewsletterForm::automatic;
    if (name == "message") return NewsletterForm::message;
    if (name == "links") return NewsletterForm::links;
    return std::nullopt;
}

NewsletterReading read_newsletters(std::span<const std::string> messages,
                                   const NewsletterOptions& options) {
    NewsletterReading reading;
    reading.feed.format = "mail";
    for (std::size_t i = messages.size(); i-- > 0;) {
        if (reading.feed.entries.size() >= kMostEntries) break;
        if (const auto mail = net::parse_mail(messages[i])) {
            append_mail(*mail, options, reading.feed);
        } else {
            ++reading.unreadable;
        }
    }
    return reading;
}

}  // namespace sawthis::fetchers
