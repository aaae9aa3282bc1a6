// Matches a collection of articles for a list of contacts and prints one JSON line per match:
// bench_matcher_relevance ARTICLES.jsonl CONTACTS.csv > LINKS.jsonl; seconds go to stderr.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "matcher/contact_matcher.hpp"

namespace {

using namespace sawthis;

/// One line of CSV without line feeds in its cells.
std::vector<std::string> split_row(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

std::vector<Contact> read_contacts(std::istream& file) {
    std::vector<Contact> contacts;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto cells = split_row(line);
        if (cells.size() < 12) continue;
        Contact contact;
        contact.id = ContactId{static_cast<std::int64_t>(contacts.size() + 1)};
        contact.key = cells[0];
        contact.name = cells[1];
        contact.email = cells[2];
        contact.company = cells[3];
        contact.company_aliases = split_list(cells[4], ';');
        contact.company_domain = cells[5];
        contact.role = cells[6];
        contact.industry = cells[7];
        contact.teams = split_list(cells[8], ';');
        contact.interests = split_list(cells[9], ';');
        contact.projects = split_list(cells[10], ';');
        contact.location = cells[11];
        contacts.push_back(std::move(contact));
    }
    return contacts;
}

std::vector<Article> read_articles(std::istream& file) {
    std::vector<Article> articles;
    std::string line;
    while (std::getline(file, line)) {
        const auto json = nlohmann::json::parse(line);
        Article article;
        article.id = ArticleId{static_cast<std::int64_t>(articles.size() + 1)};
        article.guid = json.at("id");
        article.title = json.at("title");
        article.publisher = json.at("source");
        article.text = json.at("body");
        if (article.text.empty()) article.text = json.at("summary");
        articles.push_back(std::move(article));
    }
    return articles;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: bench_matcher_relevance ARTICLES.jsonl CONTACTS.csv\n";
        return 2;
    }
    std::ifstream article_file(argv[1]);
    std::ifstream contact_file(argv[2]);
    const auto articles = read_articles(article_file);
    const auto contacts = read_contacts(contact_file);
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const auto matcher = matcher::ContactMatcher::compile(contacts);
    if (!matcher) {
        std::cerr << matcher.error().detail << '\n';
        return 1;
    }
    const auto compiled = Clock::now();
    std::vector<std::vector<Match>> found;
    found.reserve(articles.size());
    for (const Article& article : articles) found.push_back(matcher->find(article));
    const auto end = Clock::now();
    for (std::size_t i = 0; i < articles.size(); ++i) {
        for (const Match& match : found[i]) {
            const auto& contact = contacts[static_cast<std::size_t>(match.contact.value) - 1];
            const nlohmann::json line{
                {"contact", contact.key},      {"article", articles[i].guid},
                {"score", match.score},        {"facet", name_of(match.facet)},
                {"kind", name_of(match.kind)}, {"sensitive", match.sensitive},
                {"why", match.sensitive_why},  {"reason", match.reason}};
            std::cout << line.dump() << '\n';
        }
    }
    const auto seconds = [](auto span) { return std::chrono::duration<double>(span).count(); };
    std::cerr << fmt::format("contacts={} articles={} compile_s={:.3f} match_s={:.3f}\n",
                             contacts.size(), articles.size(), seconds(compiled - start),
                             seconds(end - compiled));
    return 0;
}
