#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>

#include "core/article.hpp"
#include "core/result.hpp"
#include "index/article_terms.hpp"

/// The article index is some Xapian databases side by side, "0", "1", ... in its folder, each with
/// its part of the articles, so that as many threads can write. A reader joins them to one.
namespace sawthis::index {

inline constexpr std::size_t kShards = 2;

/// The one that has, or would have, this article.
[[nodiscard]] inline std::size_t shard_of(ArticleId article) {
    return static_cast<std::uint64_t>(article.value) % kShards;
}

[[nodiscard]] std::filesystem::path shard_folder(const std::filesystem::path& folder,
                                                 std::size_t shard);

/// Whether a database has been made in each shard's folder, be it empty.
[[nodiscard]] bool has_shards(const std::filesystem::path& folder);

/// The change up to which all articles of this shard are in; 0 at first.
[[nodiscard]] std::int64_t read_position(const Xapian::Database& database);

/// Error storage: it was made by another version. One never committed to has no version yet.
[[nodiscard]] Result<void> check_version(const Xapian::Database& database);

/// The writer of one shard. Different shards may be written at the same time.
class ShardWriter {
public:
    /// Throws what Xapian throws.
    explicit ShardWriter(const std::filesystem::path& folder)
        : database_(folder.string(), Xapian::DB_CREATE_OR_OPEN) {}

    [[nodiscard]] const Xapian::Database& database() const { return database_; }

    /// Adds or replaces those of `articles` that belong to `shard` and notes `position`, in one
    /// commit; after an error none of them is in.
    [[nodiscard]] Result<void> put(std::span<const Article> articles, std::size_t shard,
                                   std::int64_t position);

private:
    void put_one(const Article& article);
    void put_title_words();
    void take_back_batch();

    Xapian::WritableDatabase database_;
    DocumentMaker maker_;
    std::unordered_map<std::string, Xapian::termcount> title_words_;  // of the batch, counted
};

}  // namespace sawthis::index
