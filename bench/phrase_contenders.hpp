#pragma once

#include <re2/re2.h>
#include <re2/set.h>

#include <compare>
#include <ctime>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "matcher/phrase_dictionary.hpp"
#ifdef SAWTHIS_VECTORSCAN
#include <hs/hs.h>
#endif

/// Ours and others that find phrases, behind one face.
namespace sawthis::bench {

using matcher::Phrase;

/// Of the processor that this thread was given: other work on the machine does not count.
inline double seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// What one contender finds in one text: phrase, and where it begins if it can say so.
struct Find {
    std::uint32_t id = 0;
    std::size_t begin = 0;
    auto operator<=>(const Find&) const = default;
};

/// Something that finds phrases. `find` replaces what stood in the vector.
struct Contender {
    std::string name;
    double build_seconds = 0;
    std::function<void(const std::string&, std::vector<Find>&)> find;
};

inline bool ends_word(const std::string& text, std::size_t at) {
    if (at >= text.size()) return true;
    const char c = text[at];
    const char lower = static_cast<char>(c | 0x20);
    return static_cast<unsigned char>(c) < 0x80 && !(lower >= 'a' && lower <= 'z') &&
           !(c >= '0' && c <= '9');
}

inline bool is_whole(const std::string& text, std::size_t begin, std::size_t end) {
    return (begin == 0 || ends_word(text, begin - 1)) && ends_word(text, end);
}

#ifdef SAWTHIS_VECTORSCAN
struct Hit {
    const std::vector<Phrase>* phrases = nullptr;
    const std::string* text = nullptr;
    std::vector<Find>* finds = nullptr;
};

inline int take_hit(unsigned id, unsigned long long /*from*/, unsigned long long end,
                    unsigned /*flags*/, void* context) {
    auto& hit = *static_cast<Hit*>(context);
    const auto last = static_cast<std::size_t>(end);
    const std::size_t begin = last - (*hit.phrases)[id].text.size();
    if (is_whole(*hit.text, begin, last)) hit.finds->push_back({id, begin});
    return 0;
}

inline std::optional<Contender> make_vectorscan(const std::vector<Phrase>& phrases) {
    std::vector<const char*> texts;
    std::vector<unsigned> flags(phrases.size(), 0);
    std::vector<unsigned> ids;
    std::vector<std::size_t> sizes;
    for (const auto& phrase : phrases) {
        texts.push_back(phrase.text.c_str());
        sizes.push_back(phrase.text.size());
        ids.push_back(phrase.id);
    }
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    const double start = seconds();
    if (hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), sizes.data(),
                             static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database,
                             &error) != HS_SUCCESS) {
        std::cerr << "Vectorscan: " << error->message << '\n';
        hs_free_compile_error(error);
        return std::nullopt;
    }
    const double build = seconds() - start;
    hs_scratch_t* scratch = nullptr;
    hs_alloc_scratch(database, &scratch);
    const std::shared_ptr<hs_database_t> owner(database, hs_free_database);
    const std::shared_ptr<hs_scratch_t> work(scratch, hs_free_scratch);
    return Contender{"Vectorscan", build,
                     [&phrases, owner, work](const std::string& text, std::vector<Find>& finds) {
                         finds.clear();
                         Hit hit{&phrases, &text, &finds};
                         hs_scan(owner.get(), text.data(), static_cast<unsigned>(text.size()), 0,
                                 work.get(), take_hit, &hit);
                     }};
}
#endif

inline std::optional<Contender> make_re2_set(const std::vector<Phrase>& phrases) {
    RE2::Options options;
    options.set_max_mem(std::int64_t{2} << 30);
    const double start = seconds();
    auto set = std::make_shared<RE2::Set>(options, RE2::UNANCHORED);
    for (const auto& phrase : phrases) set->Add("\\b" + phrase.text + "\\b", nullptr);
    if (!set->Compile()) {
        std::cerr << "RE2::Set: out of memory\n";
        return std::nullopt;
    }
    return Contender{"RE2::Set", seconds() - start,
                     [set](const std::string& text, std::vector<Find>& finds) {
                         std::vector<int> ids;
                         finds.clear();
                         set->Match(text, &ids);
                         for (const int id : ids) finds.push_back({static_cast<std::uint32_t>(id)});
                     }};
}

inline Contender make_ours(const matcher::PhraseDictionary& dictionary, double build) {
    return {"sawthis", build,
            [&dictionary, mentions = std::vector<matcher::Mention>()](
                const std::string& text, std::vector<Find>& finds) mutable {
                dictionary.find(text, mentions);
                finds.clear();
                for (const auto& mention : mentions) {
                    finds.push_back(
                        {static_cast<std::uint32_t>(mention.watch.value), mention.span.begin});
                }
            }};
}

}  // namespace sawthis::bench
