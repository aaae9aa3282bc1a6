#include "index/index_shard.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

#include "index/index_guard.hpp"

namespace sawthis::index {

namespace {

/// Possessives and numbers are no words to correct somebody to.
bool is_correction(std::string_view word) {
    return word.find_first_of("'&0123456789") == std::string_view::npos;
}

}  // namespace

std::filesystem::path shard_folder(const std::filesystem::path& folder, std::size_t shard) {
    return folder / std::to_string(shard);
}

bool has_shards(const std::filesystem::path& folder) {
    for (std::size_t shard = 0; shard < kShards; ++shard) {
        std::error_code error;
        if (!std::filesystem::exists(shard_folder(folder, shard) / "iamglass", error)) return false;
    }
    return true;
}

std::int64_t read_position(const Xapian::Database& database) {
    const std::string text = database.get_metadata("position");
    std::int64_t position = 0;
    std::from_chars(text.data(), text.data() + text.size(), position);
    return position;
}

Result<void> check_version(const Xapian::Database& database) {
    const std::string version = database.get_metadata("schema");
    const bool fresh = version.empty() && database.get_doccount() == 0;
    if (fresh || version == kSchemaVersion) return {};
    return fail(ErrorCode::storage,
                "the article index was made by another version of sawthis; run `sawthis reindex` "
                "to make it anew");
}

Result<void> ShardWriter::put(std::span<const Article> articles, std::size_t shard,
                              std::int64_t position) {
    const auto done = guard("writing the article index", [&]() -> Result<void> {
        database_.begin_transaction();
        title_words_.clear();
        for (const auto& article : articles) {
            if (shard_of(article.id) == shard) put_one(article);
        }
        put_title_words();
        database_.set_metadata("schema", std::string(kSchemaVersion));
        database_.set_metadata("position", std::to_string(position));
        database_.commit_transaction();
        return {};
    });
    if (!done) take_back_batch();
    return done;
}

void ShardWriter::put_one(const Article& article) {
    const Xapian::Document document = maker_.make(article);
    database_.replace_document(article_term(article.id), document);
    for (const auto& word : maker_.title_words()) {
        if (is_correction(word)) ++title_words_[word];
    }
}

/// Once for each word of the batch: looking a word up costs more than counting it.
void ShardWriter::put_title_words() {
    for (const auto& [word, articles] : title_words_) database_.add_spelling(word, articles);
}

/// So that half a batch is not committed with the next one.
void ShardWriter::take_back_batch() {
    try {
        database_.cancel_transaction();
    } catch (const Xapian::Error&) {
        // The commit itself failed: it has taken back the batch already.
    }
}

}  // namespace sawthis::index
