#include "index/article_terms.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/text.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kPublisherBytes = 200;  // Xapian takes terms of at most 245 bytes

/// The first `max_bytes` of `text`, cut between characters.
std::string_view head(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xC0) == 0x80) {
        --max_bytes;
    }
    return text.substr(0, max_bytes);
}

}  // namespace

std::string publisher_term(std::string_view publisher) {
    const std::string name = squeeze_space(normal_form(publisher));
    return std::string("XPUB").append(head(name, kPublisherBytes));
}

std::string article_term(ArticleId article) {
    return fmt::format("Q{}", article.value);
}

const Xapian::Stem& Stemmers::of(const std::string& language) {
    const auto found = stemmers_.find(language);
    if (found != stemmers_.end()) return found->second;
    Xapian::Stem stemmer;
    try {
        stemmer = Xapian::Stem(language);
    } catch (const Xapian::InvalidArgumentError&) {
        // No stemmer for this language: its words stay as they are.
    }
    return stemmers_.emplace(language, stemmer).first->second;
}

std::string Stemmers::name_of(const std::string& language) {
    return of(language).is_none() ? "none" : language;
}

DocumentMaker::DocumentMaker() {
    generator_.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    generator_.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
}

Xapian::Document DocumentMaker::make(const Article& article) {
    const std::string language = lower_ascii(article.language);
    const std::string stemmer = stemmers_.name_of(language);
    Xapian::Document document;
    generator_.set_document(document);
    generator_.set_termpos(0);
    generator_.set_stemmer(stemmers_.of(language));
    const std::string title = normal_form(article.title);
    generator_.index_text(title, 1, "S");
    title_words_.clear();
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        if ((*term)[0] == 'S') title_words_.push_back((*term).substr(1));
    }
    generator_.index_text(normal_form(article.author), 1, "A");
    generator_.increase_termpos();
    generator_.index_text(normal_form(article.publisher), 1, "P");
    generator_.index_text(normal_form(head(article.text, kTextBytes)));

    document.add_boolean_term(article_term(article.id));
    document.add_boolean_term(std::string("XST").append(stemmer));
    if (!language.empty()) document.add_boolean_term(std::string("L").append(language));
    if (!article.publisher.empty()) document.add_boolean_term(publisher_term(article.publisher));
    const auto seconds = appeared(article).time_since_epoch().count();
    document.add_value(kAppearedSlot, Xapian::sortable_serialise(static_cast<double>(seconds)));
    std::string data = fmt::format("{} {}\n", article.id.value, stemmer);
    document.set_data(data.append(head(article.text, kDataBytes)));
    return document;
}

DocumentData read_document_data(std::string_view data) {
    DocumentData read;
    const std::size_t line = std::min(data.find('\n'), data.size());
    const auto [end, error] = std::from_chars(data.data(), data.data() + line, read.article.value);
    const auto id_length = static_cast<std::size_t>(end - data.data());
    if (error == std::errc{} && id_length < line) {
        read.stemmer = data.substr(id_length + 1, line - id_length - 1);
    }
    read.text = data.substr(std::min(line + 1, data.size()));
    return read;
}

}  // namespace sawthis::index
