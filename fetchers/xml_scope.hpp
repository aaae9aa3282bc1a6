#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "fetchers/name_key.hpp"

namespace sawthis::fetchers {

/// The vocabularies that feeds are made of. `core` is the feed format's own: no namespace, that of
/// the root element, or one of RSS.
enum class Vocabulary {
    core,
    atom,
    dc,
    dcterms,
    content,
    media,
    itunes,
    syndication,
    rdf,
    foreign
};

struct XmlName {
    Vocabulary vocabulary = Vocabulary::foreign;
    std::uint64_t local = 0;
    [[nodiscard]] bool is_core(std::uint64_t name) const {
        return vocabulary == Vocabulary::core && local == name;
    }
};

/// What xmlns, xml:base and xml:lang of the open elements add up to. Element by element: push() on
/// the way in, pop() on the way out; see XmlInside. Refers to the document's buffer.
class XmlScope {
public:
    /// `base` is the document's address; may be empty.
    explicit XmlScope(std::string base);

    void push(const pugi::xml_node& element);
    void pop();

    /// The namespace of `element`, which has been pushed, is from here on the feed format's own.
    void adopt_core(const pugi::xml_node& element);

    /// Of `element` or, with its own declarations seen, of a child of the element pushed last.
    [[nodiscard]] XmlName name_of(const pugi::xml_node& element) const;

    [[nodiscard]] const std::string& base() const { return bases_.back(); }
    [[nodiscard]] std::string_view language() const { return languages_.back(); }

private:
    struct Declaration {
        std::string_view prefix;
        std::string_view uri;
        Vocabulary vocabulary;
    };
    struct Frame {
        std::size_t declarations;
        std::size_t bases;
        std::size_t languages;
    };

    void declare(std::string_view prefix, std::string_view uri);
    [[nodiscard]] Vocabulary vocabulary_of(std::string_view prefix) const;
    [[nodiscard]] Vocabulary find_vocabulary(std::string_view prefix) const;

    std::vector<Declaration> declarations_;
    std::vector<std::string> bases_;
    std::vector<std::string_view> languages_;
    std::vector<Frame> frames_;
    std::string_view core_uri_;

    /// The prefix that was asked for last: most elements have that of the one before.
    struct LastPrefix {
        std::string_view prefix;
        Vocabulary vocabulary;
    };
    mutable std::optional<LastPrefix> last_;
};

/// Keeps an element pushed for as long as a block lasts.
class XmlInside {
public:
    XmlInside(XmlScope& scope, const pugi::xml_node& element) : scope_(scope) {
        scope_.push(element);
    }
    ~XmlInside() { scope_.pop(); }
    XmlInside(const XmlInside&) = delete;
    XmlInside& operator=(const XmlInside&) = delete;

private:
    XmlScope& scope_;
};

}  // namespace sawthis::fetchers
