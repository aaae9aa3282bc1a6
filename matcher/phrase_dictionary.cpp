#include "matcher/phrase_dictionary.hpp"

#include "matcher/phrase_compiler.hpp"
#include "matcher/phrase_file.hpp"
#include "matcher/phrase_search.hpp"
#include "matcher/phrase_table.hpp"

namespace sawthis::matcher {

Result<PhraseDictionary> PhraseDictionary::compile(std::span<const Phrase> phrases) {
    const auto nodes = make_nodes(phrases);
    if (!nodes) return tl::unexpected(nodes.error());
    auto table = PhraseTable::build(*nodes);
    if (!table) return tl::unexpected(table.error());
    return PhraseDictionary(std::make_shared<const PhraseTable>(*std::move(table)));
}

Result<PhraseDictionary> PhraseDictionary::map(const std::filesystem::path& path) {
    auto memory = PhraseMemory::map_file(path);
    if (!memory) return tl::unexpected(memory.error());
    auto table = PhraseTable::open(*std::move(memory));
    if (!table) return fail(table.error().code, path.string() + " " + table.error().detail);
    return PhraseDictionary(std::make_shared<const PhraseTable>(*std::move(table)));
}

Result<void> PhraseDictionary::save(const std::filesystem::path& path) const {
    return write_phrase_file(path, {table_->bytes()});
}

void PhraseDictionary::find(std::string_view text, std::vector<Mention>& mentions) const {
    auto& search = PhraseSearch::of_this_thread();
    search.read(text);
    search.find_in(*table_, {});
    search.take(mentions);
}

std::size_t PhraseDictionary::size() const {
    return table_->phrases();
}

std::size_t PhraseDictionary::memory_bytes() const {
    return table_->bytes().size();
}

PhraseDictionary::PhraseDictionary(std::shared_ptr<const PhraseTable> table)
    : table_(std::move(table)) {}

}  // namespace sawthis::matcher
