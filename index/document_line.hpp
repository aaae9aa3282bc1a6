#pragma once

#include <xapian.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "core/article.hpp"
#include "index/article_terms.hpp"

namespace sawthis::index {

struct MadeDocument {
    Xapian::Document document;
    std::vector<std::string> title_words;
};

/// Makes the documents of some articles on a thread of its own, a few ahead of who takes them, so
/// that cutting words and writing them go on side by side. Xapian counts references without locks:
/// a document is handed over only when the maker has let go of it.
class DocumentLine {
public:
    /// `maker` and `articles` belong to the line as long as it lives.
    DocumentLine(DocumentMaker& maker, std::span<const Article> articles);
    /// Stops at the next document.
    ~DocumentLine();
    DocumentLine(const DocumentLine&) = delete;
    DocumentLine& operator=(const DocumentLine&) = delete;

    /// The document of the next article, as often as there are articles. Throws what making it
    /// threw.
    [[nodiscard]] MadeDocument next();

private:
    void make_all(const std::stop_token& stop, DocumentMaker& maker,
                  std::span<const Article> articles);
    bool hand_over(const std::stop_token& stop, MadeDocument made);

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<MadeDocument> made_;  // guarded by mutex_
    std::exception_ptr failure_;     // guarded by mutex_
    std::jthread thread_;            // the last, so that it ends before what it uses
};

}  // namespace sawthis::index
