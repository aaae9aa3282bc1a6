#include "net/mail_message.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "core/text.hpp"
#include "net/gmime_owner.hpp"

namespace sawthis::net {

namespace {

struct FormatClose {
    void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};
bool is_header_safe(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

/// RFC 5322 §3.2.3 without the quoted forms, which nobody's address uses: "a.b@example.org".
bool is_address(std::string_view text) {
    constexpr std::size_t kMaxAddressBytes = 254;  // RFC 5321 §4.5.3.1.3, less the angle brackets
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
    const auto is_odd = [](char c) {
        constexpr std::string_view kOdd = " \"(),:;<>@[\\]";
        return static_cast<unsigned char>(c) <= ' ' || c == '\x7f' ||
               kOdd.find(c) != std::string_view::npos;
    };
    return text.size() <= kMaxAddressBytes &&
           std::none_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), is_odd) &&
           std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, text.end(), is_odd);
}

struct Mailbox {
    std::string name;
    std::string address;
};

/// "Name <address>", "\"Name\" <address>" or "address".
std::optional<Mailbox> parse_mailbox(std::string_view text) {
    text = trim(text);
    Mailbox box;
    box.address = text;
    if (const auto open = text.rfind('<'); open != std::string_view::npos && text.ends_with('>')) {
        box.address = trim(text.substr(open + 1, text.size() - open - 2));
        auto name = trim(text.substr(0, open));
        if (name.size() >= 2 && name.front() == '"' && name.back() == '"') {
            name = name.substr(1, name.size() - 2);
        }
        box.name = repair_utf8(name);
    }
    if (!is_address(box.address)) return std::nullopt;
    return box;
}

Owned<GMimePart> make_part(const char* subtype, std::string_view text) {
    Owned<GMimePart> part(g_mime_part_new_with_type("text", subtype));
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
    // From bytes: g_mime_text_part_set_text() chooses a charset of its own.
    const auto clean = repair_utf8(text);
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(clean.data(), clean.size()));
    const Owned<GMimeDataWrapper> content(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part.get(), content.get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return part;
}

/// GMime's own boundary is random; this one is the same for the same message. Letters, digits and
/// '_' only, as GMime folds a quoted parameter in its middle.
std::string boundary_for(const MailMessage& mail) {
    constexpr std::size_t kMaxNameBytes = 40;  // RFC 2046 §5.1.1 allows 70 for the whole
    std::string boundary = "part_";
    for (const char c : std::string_view(mail.message_id).substr(0, kMaxNameBytes)) {
        const bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
        boundary += plain ? c : '_';
    }
    const auto is_free = [&mail](const std::string& mark) {
        return mail.text.find(mark) == std::string::npos &&
               mail.html.find(mark) == std::string::npos;
    };
    constexpr int kTries = 1000;
    for (int i = 0; i < kTries; ++i) {
        auto numbered = boundary + "_" + std::to_string(i);
        if (is_free(numbered)) return numbered;
    }
    return boundary;
}

void set_body(GMimeMessage& message, const MailMessage& mail) {
    const auto text = make_part("plain", mail.text);
    if (mail.html.empty()) {
        g_mime_message_set_mime_part(&message, GMIME_OBJECT(text.get()));
        return;
    }
    const auto html = make_part("html", mail.html);
    const Owned<GMimeMultipart> both(g_mime_multipart_new_with_subtype("alternative"));
    g_mime_multipart_set_boundary(both.get(), boundary_for(mail).c_str());
    g_mime_multipart_add(both.get(), GMIME_OBJECT(text.get()));
    g_mime_multipart_add(both.get(), GMIME_OBJECT(html.get()));
    g_mime_message_set_mime_part(&message, GMIME_OBJECT(both.get()));
}

void add_mailbox(GMimeMessage& message, GMimeAddressType type, const Mailbox& box) {
    const Owned<InternetAddress> address(internet_address_mailbox_new(
        box.name.empty() ? nullptr : box.name.c_str(), box.address.c_str()));
    internet_address_set_charset(address.get(), "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(&message, type), address.get());
}

std::string write_message(GMimeMessage& message) {
    const std::unique_ptr<GMimeFormatOptions, FormatClose> format(g_mime_format_options_new());
    g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    const Owned<GMimeStream> filtered(g_mime_stream_filter_new(stream.get()));
    // Lines of the parts too, and a bare CR or LF in them.
    const Owned<GMimeFilter> crlf(g_mime_filter_unix2dos_new(TRUE));
    g_mime_stream_filter_add(GMIME_STREAM_FILTER(filtered.get()), crlf.get());
    g_mime_object_write_to_stream(GMIME_OBJECT(&message), format.get(), filtered.get());
    g_mime_stream_flush(filtered.get());
    const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace

Result<std::string> compose_mail(const MailMessage& mail) {
    for (const auto* value : {&mail.from, &mail.to, &mail.subject, &mail.message_id}) {
        if (!is_header_safe(*value)) {
            return fail(ErrorCode::bad_input, "a mail header must not hold line breaks or NUL");
        }
    }
    const auto from = parse_mailbox(mail.from);
    const auto to = parse_mailbox(mail.to);
    if (!from) return fail(ErrorCode::bad_input, "the sender is no mail address");
    if (!to) return fail(ErrorCode::bad_input, "the recipient is no mail address");
    if (!is_address(mail.message_id)) {
        return fail(ErrorCode::bad_input, "the message id is not of the form id@domain");
    }
    initialise_gmime();
    const Owned<GMimeMessage> message(g_mime_message_new(TRUE));
    add_mailbox(*message, GMIME_ADDRESS_TYPE_FROM, *from);
    add_mailbox(*message, GMIME_ADDRESS_TYPE_TO, *to);
    g_mime_message_set_subject(message.get(), repair_utf8(mail.subject).c_str(), "utf-8");
    const std::unique_ptr<GDateTime, void (*)(GDateTime*)> date(
        g_date_time_new_from_unix_utc(mail.date.time_since_epoch().count()), g_date_time_unref);
    g_mime_message_set_date(message.get(), date.get());
    g_mime_message_set_message_id(message.get(), mail.message_id.c_str());
    g_mime_object_set_header(GMIME_OBJECT(message.get()), "Auto-Submitted", "auto-generated",
                             "utf-8");
    set_body(*message, mail);
    return write_message(*message);
}

}  // namespace sawthis::net
