#include "net/mail_reading.hpp"

#include <algorithm>
#include <array>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "net/gmime_owner.hpp"

namespace sawthis::net {

namespace {

constexpr std::size_t kMostHeaderBytes = 16U << 10U;
constexpr std::size_t kMostRecipients = 64;

struct OptionsClose {
    void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};
using OwnedOptions = std::unique_ptr<GMimeParserOptions, OptionsClose>;

/// What senders mean by these labels in encoded words, as the WHATWG Encoding standard has it.
struct Label {
    std::string_view name;
    std::string_view meant;
};
constexpr std::array<Label, 5> kLabels{{{"=?iso-8859-1?", "=?windows-1252?"},
                                        {"=?us-ascii?", "=?windows-1252?"},
                                        {"=?iso-8859-9?", "=?windows-1254?"},
                                        {"=?gb2312?", "=?gb18030?"},
                                        {"=?ks_c_5601-1987?", "=?cp949?"}}};

std::string mend_labels(std::string text) {
    for (std::size_t at = 0; (at = text.find("=?", at)) != std::string::npos; at += 2) {
        for (const auto& [name, meant] : kLabels) {
            const auto there = std::string_view(text).substr(at, name.size());
            if (!equal_ignoring_ascii_case(there, name)) continue;
            text.replace(at, name.size(), meant);
            break;
        }
    }
    return text;
}

/// The bytes of a header as UTF-8, unfolded, its encoded words not yet decoded: some senders write
/// eight-bit headers in any charset (RFC 6532 allows UTF-8).
std::string raw_header(GMimeObject& object, const char* name) {
    auto* header = g_mime_header_list_get_header(g_mime_object_get_header_list(&object), name);
    const char* raw = header == nullptr ? nullptr : g_mime_header_get_raw_value(header);
    if (raw == nullptr) return {};
    const OwnedChars unfolded(g_mime_utils_header_unfold(raw));
    const std::string_view text(unfolded ? unfolded.get() : raw);
    return mend_labels(to_utf8(trim(text.substr(0, kMostHeaderBytes)), ""));
}

std::string clean(std::string_view text) {
    return squeeze_space(one_line(repair_utf8(text)));
}

/// What stands between the first angle brackets; the first word where there are none.
std::string bracketed(const std::string& text) {
    const auto open = text.find('<');
    const auto close = text.find('>', std::min(open, text.size()));
    if (open != std::string::npos && close != std::string::npos) {
        return clean(std::string_view(text).substr(open + 1, close - open - 1));
    }
    return clean(text.substr(0, text.find(' ')));
}

/// RFC 3676 §4: a line that ends with a blank goes on in the next, at the same depth of quoting.
std::string unflow(std::string_view text, bool delete_space) {
    std::string out;
    std::size_t last_depth = 0;
    bool open = false;  // the last line goes on
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto depth = std::min(line.find_first_not_of('>'), line.size());
        line.remove_prefix(depth);
        if (line.starts_with(' ')) line.remove_prefix(1);  // stuffed
        if (!out.empty() && (!open || depth != last_depth)) out += '\n';
        out.append(open && depth == last_depth ? 0 : depth, '>');
        open = line.ends_with(' ') && line != "-- ";
        if (open && delete_space) line.remove_suffix(1);
        out += line;
        last_depth = depth;
    }
    return out;
}

bool is_attachment(GMimeObject& part) {
    const auto* disposition = g_mime_object_get_disposition(&part);
    return disposition != nullptr && equal_ignoring_ascii_case(disposition, "attachment");
}

/// A part's bytes with its transfer encoding taken off; no more than `most`.
std::string decoded_bytes(GMimePart& part, std::size_t most) {
    auto* content = g_mime_part_get_content(&part);
    if (content == nullptr) return {};
    const Owned<GMimeStream> sink(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, sink.get());
    const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(sink.get()));
    if (bytes == nullptr || bytes->data == nullptr) return {};
    return {reinterpret_cast<const char*>(bytes->data), std::min<std::size_t>(bytes->len, most)};
}

class MailParser {
public:
    MailParser(GMimeMessage& message, const GMimeParserOptions& options,
               const MailReadingLimits& limits)
        : message_(*GMIME_OBJECT(&message)),
          top_(g_mime_message_get_mime_part(&message)),
          options_(const_cast<GMimeParserOptions*>(&options)),
          limits_(limits) {}

    ReceivedMail run() {
        mail_.message_id = bracketed(raw_header(message_, "Message-ID"));
        mail_.subject = decoded_header("Subject");
        mail_.date = clean(raw_header(message_, "Date"));
        mail_.archived_at = bracketed(raw_header(message_, "Archived-At"));
        read_sender();
        for (const char* name : {"To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"}) {
            read_recipients(name);
        }
        read_parts();
        return std::move(mail_);
    }

private:
    std::string decoded_header(const char* name) {
        const auto raw = raw_header(message_, name);
        const OwnedChars decoded(g_mime_utils_header_decode_text(options_, raw.c_str()));
        return decoded ? clean(decoded.get()) : clean(raw);
    }

    Owned<InternetAddressList> addresses(const char* name) {
        const auto raw = raw_header(message_, name);
        return Owned<InternetAddressList>(raw.empty()
                                              ? internet_address_list_new()
                                              : internet_address_list_parse(options_, raw.c_str()));
    }

    static std::string address_of(InternetAddress* address) {
        if (!INTERNET_ADDRESS_IS_MAILBOX(address)) return {};
        const char* text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
        return text == nullptr ? std::string() : lower_ascii(clean(text));
    }

    void read_sender() {
        const auto list = addresses("From");
        if (!list || internet_address_list_length(list.get()) < 1) return;
        auto* first = internet_address_list_get_address(list.get(), 0);
        const char* name = internet_address_get_name(first);
        if (name != nullptr) mail_.from_name = clean(name);
        const auto address = address_of(first);
        mail_.from_domain = address.substr(std::min(address.rfind('@') + 1, address.size()));
        if (address.find('@') == std::string::npos) mail_.from_domain.clear();
        // Some senders repeat the address as the name.
        if (mail_.from_name.find('@') != std::string::npos) mail_.from_name.clear();
    }

    void read_recipients(const char* name) {
        const auto list = addresses(name);
        const int length = list ? internet_address_list_length(list.get()) : 0;
        for (int i = 0; i < length && mail_.recipients.size() < kMostRecipients; ++i) {
            auto address = address_of(internet_address_list_get_address(list.get(), i));
            const bool known = std::find(mail_.recipients.begin(), mail_.recipients.end(),
                                         address) != mail_.recipients.end();
            if (address.find('@') != std::string::npos && !known) {
                mail_.recipients.push_back(std::move(address));
            }
        }
    }

    void read_parts() {
        std::vector<GMimeObject*> open;
        if (top_ != nullptr) open.push_back(top_);
        for (std::size_t seen = 0; !open.empty() && seen < limits_.parts; ++seen) {
            auto* part = open.back();
            open.pop_back();
            if (GMIME_IS_MULTIPART(part)) {
                auto* multipart = GMIME_MULTIPART(part);
                const int count = std::min(g_mime_multipart_get_count(multipart),
                                           static_cast<int>(limits_.parts));
                for (int i = count - 1; i >= 0; --i) {
                    open.push_back(g_mime_multipart_get_part(multipart, i));
                }
            } else if (GMIME_IS_PART(part) && !is_attachment(*part)) {
                read_part(*GMIME_PART(part));
            }
        }
    }

    void read_part(GMimePart& part) {
        auto* type = g_mime_object_get_content_type(GMIME_OBJECT(&part));
        const bool html = g_mime_content_type_is_type(type, "text", "html") != 0;
        if (!html && g_mime_content_type_is_type(type, "text", "plain") == 0) return;
        auto& whole = html ? mail_.html : mail_.text;
        if (whole.size() >= limits_.text_bytes) return;
        const auto parameter = [type](const char* name) -> std::string {
            const char* value = g_mime_content_type_get_parameter(type, name);
            return value == nullptr ? "" : value;
        };
        const auto charset = parameter("charset");
        auto text = to_utf8(decoded_bytes(part, limits_.text_bytes - whole.size()),
                            charset.empty() ? "" : "text/plain; charset=" + charset);
        if (!html && equal_ignoring_ascii_case(parameter("format"), "flowed")) {
            text = unflow(text, equal_ignoring_ascii_case(parameter("delsp"), "yes"));
        }
        if (!whole.empty() && !whole.ends_with('\n')) whole += '\n';
        whole += text;
    }

    GMimeObject& message_;
    GMimeObject* top_;
    GMimeParserOptions* options_;  // GMime does not change it
    const MailReadingLimits& limits_;
    ReceivedMail mail_;
};

OwnedOptions make_options() {
    OwnedOptions options(g_mime_parser_options_new());
    std::array<const char*, 3> charsets{"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(options.get(), charsets.data());
    return options;
}

}  // namespace

Result<ReceivedMail> parse_mail(std::string_view bytes, const MailReadingLimits& limits) {
    initialise_gmime();
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const auto options = make_options();
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options.get()));
    if (!message) return fail(ErrorCode::malformed, "no mail");
    auto mail = MailParser(*message, *options, limits).run();
    if (mail.subject.empty() && trim(mail.html).empty() && trim(mail.text).empty()) {
        return fail(ErrorCode::malformed, "a mail without subject and text");
    }
    return mail;
}

}  // namespace sawthis::net
