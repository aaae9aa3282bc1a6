// Trains the model of matcher/pair_model.hpp on judged pairs, and shows what it is worth on
// contacts that it has not seen:
//
//     bench_app_train DATA_DIRECTORY LABELS.tsv... [--penalty 200] [--folds 10] [--seed 1]
//                     [--held-out LINKS.jsonl] > knowledge/weights.txt
//
// DATA_DIRECTORY is one in which `sawthis match` was run over the judged articles and contacts;
// each LABELS.tsv has a header and the columns contact, article (guid), grade (0 to 3), facet,
// flag, literal. Whether an article has to do with somebody, and whether with their company or
// team, is learnt from all of them; what is good and what is best from the first file alone, since
// no two judges mean the same by it. --held-out writes the matches of each contact under a model
// that was trained without them and a tenth of the others, one JSON line each, as `sawthis match
// --json` does. The same input and seed give the same weights. --penalty is that of large weights
// where openers are chosen; half of it where team alerts are, twice where company alerts are.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/article_names.hpp"
#include "app/match_book.hpp"
#include "bench/logistic_regression.hpp"
#include "core/text.hpp"
#include "matcher/ranker.hpp"

namespace {

using namespace sawthis;
using matcher::kFeatures;
using matcher::kQuestions;
using matcher::Question;
using Row = std::array<double, kFeatures>;

struct Options {
    std::string data;
    std::vector<std::string> labels;
    std::string held_out;
    double penalty = 200;
    std::size_t folds = 10;
    unsigned seed = 1;
};

struct Label {
    int grade = 0;
    bool measured = true;  // of the first file
    std::string facet;
    bool names_company = false;
    bool names_team = false;
};

struct Example {
    std::uint32_t contact = 0;
    bool measured = true;  // of the first file of labels
    Row features{};
    std::array<std::optional<bool>, kQuestions> answers;
};

/// What was judged, read once.
struct Judged {
    std::vector<Contact> contacts;
    std::vector<store::JudgedArticle> rows;
    std::vector<matcher::Judgement> judgements;
    std::map<std::string, std::size_t> by_guid;
    std::vector<std::string> guids;
};

template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    std::cerr << "bench_app_train: " << result.error().detail << '\n';
    std::exit(1);
}

Options read_options(int argc, char** argv) {
    Options options;
    std::vector<std::string> plain;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
        if (word == "--penalty")
            options.penalty = std::stod(value());
        else if (word == "--folds")
            options.folds = std::stoul(value());
        else if (word == "--seed")
            options.seed = static_cast<unsigned>(std::stoul(value()));
        else if (word == "--held-out")
            options.held_out = value();
        else
            plain.push_back(word);
    }
    if (plain.size() < 2) {
        std::cerr
            << "usage: bench_app_train DATA_DIRECTORY LABELS.tsv... [--penalty N] [--folds N] "
               "[--seed N] [--held-out FILE]\n";
        std::exit(2);
    }
    options.data = plain[0];
    options.labels.assign(plain.begin() + 1, plain.end());
    return options;
}

std::vector<std::string> split_tabs(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == '\t')
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    return cells;
}

using Labels = std::map<std::pair<std::string, std::string>, Label>;

void read_labels(const std::string& path, bool measured, Labels& labels) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    std::map<std::string, std::size_t> columns;
    for (const auto& name : split_tabs(line)) columns.emplace(name, columns.size());
    while (std::getline(file, line)) {
        auto cells = split_tabs(line);
        cells.resize(std::max(cells.size(), columns.size()));
        const auto cell = [&](const char* name) { return cells[columns.at(name)]; };
        const auto literal = cell("literal");
        labels[{cell("contact"), cell("article")}] = {std::stoi(cell("grade")), measured,
                                                      cell("facet"),
                                                      literal.find("company") != std::string::npos,
                                                      literal.find("team") != std::string::npos};
    }
}

Judged read_judged(app::App& app) {
    Judged all;
    all.contacts = must(app.store().load_contacts());
    all.rows = must(app.store().load_judgements(std::nullopt));
    std::vector<ArticleId> ids;
    for (const auto& row : all.rows) ids.push_back(row.article);
    const auto names = must(app::load_article_names(app, ids));
    for (std::size_t i = 0; i < all.rows.size(); ++i) {
        all.judgements.push_back(*matcher::decode_judgement(all.rows[i].judgement));
        all.guids.push_back(names.at(all.rows[i].article).guid);
        all.by_guid[all.guids.back()] = i;
    }
    return all;
}

/// Whether an alert of this facet would be right.
bool is_right(const Label& label, const std::string& facet, const std::string& also, bool named) {
    return label.grade >= 1 && (label.facet == facet || (label.facet == also && named));
}

std::vector<Example> make_examples(const Judged& judged, const Labels& labels) {
    const auto none = must(matcher::PairModel::parse(""));
    const matcher::Ranker ranker(judged.contacts, none);
    std::vector<Example> examples;
    for (std::uint32_t c = 0; c < judged.contacts.size(); ++c) {
        const auto& key = judged.contacts[c].key;
        for (auto at = labels.lower_bound({key, ""}); at != labels.end() && at->first.first == key;
             ++at) {
            const auto article = judged.by_guid.find(at->first.second);
            if (article == judged.by_guid.end()) continue;
            const auto& judgement = judged.judgements[article->second];
            const auto pair = ranker.reason(judgement, c).pair;
            const auto features = matcher::make_features(judgement, pair);
            const Label& label = at->second;
            Example example;
            example.contact = c;
            std::copy(features.begin(), features.end(), example.features.begin());
            example.measured = label.measured;
            const int told_up_to = label.measured ? 3 : 1;  // higher grades are another judge's
            for (int grade = 1; grade <= told_up_to; ++grade) {
                example.answers[static_cast<std::size_t>(grade - 1)] = label.grade >= grade;
            }
            const auto answer = [&](Question question, matcher::Slot slot, const char* also,
                                    bool named) {
                if (pair[static_cast<std::size_t>(slot)] == nullptr) return;
                const bool right =
                    is_right(label, std::string(name_of(matcher::facet_of(slot))), also, named);
                // Of two facets that fit, another judge may have named the other.
                if (!label.measured && !right && label.grade > 0) return;
                example.answers[static_cast<std::size_t>(question)] = right;
            };
            answer(Question::company, matcher::Slot::company, "project", label.names_company);
            answer(Question::team, matcher::Slot::team, "interest", label.names_team);
            examples.push_back(std::move(example));
        }
    }
    return examples;
}

/// Whether it is their team is told by few signs, which may weigh more than the many that tell who
/// would be glad of it. What is news of a company, and what of their interest in its trade, every
/// judge draws otherwise: no sign is to weigh much.
double penalty_of(std::size_t question, double penalty) {
    switch (static_cast<Question>(question)) {
        case Question::team:
            return penalty / 2;
        case Question::company:
            return penalty * 2;
        default:
            return penalty;
    }
}

/// The weights of the features for one question; the bias is that of "article: bias".
std::vector<double> train_question(const std::vector<const Example*>& examples,
                                   std::size_t question, double penalty) {
    std::vector<std::span<const double>> rows;
    std::vector<bool> answers;
    for (const Example* one : examples) {
        if (!one->answers[question]) continue;
        rows.emplace_back(one->features);
        answers.push_back(*one->answers[question]);
    }
    auto fitted = bench::fit_logistic(rows, answers, penalty);
    const auto& names = matcher::feature_names();
    const auto place = std::find(names.begin(), names.end(), "article: bias") - names.begin();
    fitted.weights[static_cast<std::size_t>(place)] = fitted.bias;
    return fitted.weights;
}

std::string train(const std::vector<const Example*>& examples, double penalty) {
    std::array<std::vector<double>, kQuestions> weights;
    for (std::size_t q = 0; q < kQuestions; ++q)
        weights[q] = train_question(examples, q, penalty_of(q, penalty));
    std::string text;
    for (std::size_t f = 0; f < kFeatures; ++f) {
        std::string line;
        bool any = false;
        for (std::size_t q = 0; q < kQuestions; ++q) {
            any = any || weights[q][f] != 0;
            line += fmt::format("{}{:.4f}", q == 0 ? "" : " ", weights[q][f]);
        }
        if (any) text += fmt::format("{}\t{}\n", matcher::feature_names()[f], line);
    }
    return text;
}

void write_match(std::ostream& out, const Judged& judged, std::span<const Contact> contacts,
                 const matcher::Ranker& ranker, const app::MatchBook::Entry& entry) {
    const auto& [place, ranked] = entry;
    const Contact& contact = contacts[ranked.contact];
    const auto match =
        app::make_match(contact, ranker.targets(ranked.contact), judged.rows[place].article,
                        judged.judgements[place], ranked);
    const nlohmann::json line{{"contact", contact.key},      {"article", judged.guids[place]},
                              {"score", match.score},        {"facet", name_of(match.facet)},
                              {"kind", name_of(match.kind)}, {"sensitive", match.sensitive},
                              {"chance", match.chance}};
    out << line.dump() << '\n';
}

void write_matches(std::ostream& out, const Judged& judged, const matcher::PairModel& model,
                   const std::vector<std::uint32_t>& contacts) {
    std::vector<Contact> some;
    for (const auto c : contacts) some.push_back(judged.contacts[c]);
    const matcher::Ranker ranker(some, model);
    std::vector<std::vector<app::MatchBook::Entry>> matches(some.size());
    for (std::uint32_t i = 0; i < judged.judgements.size(); ++i) {
        for (const auto& ranked : ranker.rank(judged.judgements[i]))
            matches[ranked.contact].push_back({i, ranked});
    }
    for (auto& entries : matches) {
        app::silence_unsure(entries);
        for (const auto& entry : entries) write_match(out, judged, some, ranker, entry);
    }
}

void hold_out(const Judged& judged, const std::vector<Example>& examples, const Options& options) {
    std::vector<std::uint32_t> order(judged.contacts.size());
    for (std::uint32_t c = 0; c < order.size(); ++c) order[c] = c;
    std::mt19937 random(options.seed);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    std::ofstream out(options.held_out);
    for (std::size_t fold = 0; fold < options.folds; ++fold) {
        std::vector<std::uint32_t> test;
        for (std::size_t i = fold; i < order.size(); i += options.folds) test.push_back(order[i]);
        std::vector<const Example*> rest;
        for (const Example& one : examples) {
            if (std::find(test.begin(), test.end(), one.contact) == test.end())
                rest.push_back(&one);
        }
        write_matches(out, judged, must(matcher::PairModel::parse(train(rest, options.penalty))),
                      test);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = read_options(argc, argv);
    app::AppOptions where;
    where.data = options.data;
    auto app = must(app::App::open(where, app::Access::read, "bench_app_train"));
    const Judged judged = read_judged(app);
    Labels labels;
    for (const auto& path : options.labels)
        read_labels(path, path == options.labels.front(), labels);
    const auto examples = make_examples(judged, labels);
    std::cerr << fmt::format("{} judged pairs\n", examples.size());
    if (!options.held_out.empty()) hold_out(judged, examples, options);
    std::vector<const Example*> all;
    for (const Example& one : examples) all.push_back(&one);
    std::cout << "# Weights of the model in matcher/pair_model.hpp, made by bench_app_train: a "
                 "feature, a tab,\n"
                 "# what it adds to the logit of worth, good, best, company and team.\n"
              << train(all, options.penalty);
}
