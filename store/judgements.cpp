#include "store/counters.hpp"
#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

void put_judgements(Database& database, std::span<const Store::NewJudgement> judgements) {
    for (const auto& [article, bytes] : judgements) {
        Query(database,
              "INSERT INTO judgements (article, bytes) VALUES (:article, :bytes) "
              "ON CONFLICT (article) DO UPDATE SET bytes = excluded.bytes")
            .bind(":article", article)
            .bind_blob(":bytes", bytes)
            .run();
    }
}

void put_targets(Database& database, std::span<const std::uint64_t> targets) {
    for (const auto target : targets) {
        Query(database,
              "INSERT INTO judged_targets (target) VALUES (:target) ON CONFLICT DO NOTHING")
            .bind(":target", static_cast<std::int64_t>(target))
            .run();
    }
}

}  // namespace

void forget_judgements(Database& database) {
    database.execute("DELETE FROM judgements; DELETE FROM judged_targets;");
    write_counter(database, kMatchedChange, 0);
}

Result<void> Store::clear_judgements(std::int64_t version) {
    return guard("clearing judgements", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        forget_judgements(impl_->database);
        write_counter(impl_->database, kMatchedVersion, version);
        transaction.commit();
        return {};
    });
}

Result<void> Store::save_judgements(std::span<const NewJudgement> judgements, std::int64_t change) {
    return guard("saving judgements", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        put_judgements(impl_->database, judgements);
        write_counter(impl_->database, kMatchedChange, change);
        transaction.commit();
        return {};
    });
}

Result<void> Store::save_judged_targets(std::span<const NewJudgement> judgements,
                                        std::span<const std::uint64_t> targets) {
    return guard("saving judgements", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        put_judgements(impl_->database, judgements);
        put_targets(impl_->database, targets);
        transaction.commit();
        return {};
    });
}

Result<void> Store::drop_judged_targets(std::span<const std::uint64_t> targets) {
    return guard("dropping judged targets", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        for (const auto target : targets) {
            Query(impl_->database, "DELETE FROM judged_targets WHERE target = :target")
                .bind(":target", static_cast<std::int64_t>(target))
                .run();
        }
        transaction.commit();
        return {};
    });
}

Result<std::vector<std::uint64_t>> Store::load_judged_targets() const {
    return guard("loading judged targets", [&]() -> Result<std::vector<std::uint64_t>> {
        Query query(impl_->database, "SELECT target FROM judged_targets");
        std::vector<std::uint64_t> targets;
        while (query.step()) targets.push_back(static_cast<std::uint64_t>(query.integer()));
        return targets;
    });
}

Result<Store::JudgePosition> Store::judge_position() const {
    return guard("reading the judges' position", [&]() -> Result<JudgePosition> {
        return JudgePosition{read_counter(impl_->database, kMatchedVersion),
                             read_counter(impl_->database, kMatchedChange)};
    });
}

Result<std::vector<JudgedArticle>> Store::load_judgements(std::optional<Instant> since) const {
    return guard("loading judgements", [&]() -> Result<std::vector<JudgedArticle>> {
        Query query(impl_->database,
                    "SELECT j.article, a.story, a.appeared, j.bytes "
                    "FROM judgements AS j JOIN articles AS a ON a.id = j.article "
                    "WHERE :since IS NULL OR a.appeared >= :since ORDER BY j.article");
        query.bind(":since", since);
        std::vector<JudgedArticle> judged;
        while (query.step()) {
            JudgedArticle one;
            one.article = {query.integer()};
            one.story = {query.integer()};
            one.appeared = query.instant();
            one.judgement = query.text();
            judged.push_back(std::move(one));
        }
        return judged;
    });
}

Result<std::optional<JudgedArticle>> Store::find_judgement(ArticleId article) const {
    return guard("finding a judgement", [&]() -> Result<std::optional<JudgedArticle>> {
        Query query(impl_->database,
                    "SELECT a.story, a.appeared, j.bytes FROM judgements AS j "
                    "JOIN articles AS a ON a.id = j.article WHERE j.article = :article");
        query.bind(":article", article);
        if (!query.step()) return std::nullopt;
        JudgedArticle one;
        one.article = article;
        one.story = {query.integer()};
        one.appeared = query.instant();
        one.judgement = query.text();
        return one;
    });
}

}  // namespace sawthis::store
