#include "index/document_line.hpp"

#include <utility>

namespace sawthis::index {

namespace {

constexpr std::size_t kAhead = 32;  // documents, of at most a few megabytes each

}  // namespace

DocumentLine::DocumentLine(DocumentMaker& maker, std::span<const Article> articles)
    : thread_([this, &maker, articles](const std::stop_token& stop) {
          make_all(stop, maker, articles);
      }) {}

DocumentLine::~DocumentLine() = default;

void DocumentLine::make_all(const std::stop_token& stop, DocumentMaker& maker,
                            std::span<const Article> articles) {
    try {
        for (const auto& article : articles) {
            Xapian::Document document = maker.make(article);
            if (!hand_over(stop, {std::move(document), maker.title_words()})) return;
        }
    } catch (...) {
        const std::lock_guard lock(mutex_);
        failure_ = std::current_exception();
        changed_.notify_all();
    }
}

bool DocumentLine::hand_over(const std::stop_token& stop, MadeDocument made) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, stop, [&] { return made_.size() < kAhead; })) return false;
    made_.push_back(std::move(made));
    changed_.notify_all();
    return true;
}

MadeDocument DocumentLine::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !made_.empty() || failure_; });
    if (made_.empty()) std::rethrow_exception(failure_);
    MadeDocument made = std::move(made_.front());
    made_.pop_front();
    changed_.notify_all();
    return made;
}

}  // namespace sawthis::index
