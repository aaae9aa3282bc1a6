#include "fetchers/json_repair.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kDepthOfItems = 2;  // behind one: in the array, in the outermost object

class Repairer {
public:
    explicit Repairer(std::string_view text) : text_(text) { out_.reserve(text.size()); }

    RepairedJson run() {
        for (const char c : text_) {
            if (ended_) break;
            if (in_string_) {
                add_to_string(c);
            } else {
                add(c);
            }
        }
        const bool cut = !closers_.empty() || in_string_;
        if (cut) close();
        return {std::move(out_), cut};
    }

private:
    void add_to_string(char c) {
        constexpr unsigned char kBlank = 0x20;
        if (static_cast<unsigned char>(c) < kBlank) {
            if (!escaped_) out_ += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
            return;
        }
        out_ += c;
        in_string_ = escaped_ || c != '"';
        escaped_ = !escaped_ && c == '\\';
    }

    void add(char c) {
        if (c == '}' || c == ']') return end_container(c);
        in_string_ = c == '"';
        if (c == '{') closers_ += '}';
        if (c == '[') closers_ += ']';
        out_ += c;
    }

    void end_container(char c) {
        const auto last = out_.find_last_not_of(" \t\r\n");
        if (last != std::string::npos && out_[last] == ',') out_.erase(last, 1);
        out_ += c;
        if (closers_.empty()) return;
        closers_.pop_back();
        ended_ = closers_.empty();
        if (closers_.size() > kDepthOfItems) return;
        whole_ = out_.size();
        depth_of_whole_ = closers_.size();
    }

    /// What was opened before `whole_` and is open still is at the start of `closers_`.
    void close() {
        out_.resize(whole_);
        out_.append(
            closers_.rbegin() + static_cast<std::ptrdiff_t>(closers_.size() - depth_of_whole_),
            closers_.rend());
    }

    std::string_view text_;
    std::string out_;
    std::string closers_;  // of what is open, the innermost last
    bool in_string_ = false;
    bool escaped_ = false;
    bool ended_ = false;
    std::size_t whole_ = 0;
    std::size_t depth_of_whole_ = 0;
};

}  // namespace

RepairedJson repair_json(std::string_view text) {
    return Repairer(text).run();
}

}  // namespace sawthis::fetchers
