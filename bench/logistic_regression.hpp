#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace sawthis::bench {

struct Logistic {
    std::vector<double> weights;  // of the features as they are; 0: taught nothing
    double bias = 0;
};

/// Logistic regression with a ridge penalty on standardised features, by Newton's method. All rows
/// have as many features, and an answer each.
class LogisticFit {
public:
    LogisticFit(const std::vector<std::span<const double>>& rows, const std::vector<bool>& answers,
                double penalty)
        : rows_(rows), answers_(answers) {
        choose_columns();
        fit(penalty);
    }

    [[nodiscard]] Logistic result() const {
        Logistic out{std::vector<double>(rows_.empty() ? 0 : rows_.front().size()), beta_[0]};
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            out.weights[columns_[c]] = beta_[c + 1] / spread_[c];
            out.bias -= beta_[c + 1] * mean_[c] / spread_[c];
        }
        return out;
    }

private:
    static constexpr std::size_t kLeastRows = 10;  // that a feature stands in
    static constexpr double kLeastVariance = 1e-6;
    static constexpr int kSteps = 8;

    /// Features that are the same in nearly all rows teach nothing.
    void choose_columns() {
        const auto count = static_cast<double>(std::max<std::size_t>(rows_.size(), 1));
        const std::size_t features = rows_.empty() ? 0 : rows_.front().size();
        for (std::size_t f = 0; f < features; ++f) {
            double sum = 0;
            double squares = 0;
            std::size_t set = 0;
            for (const auto& row : rows_) {
                sum += row[f];
                squares += row[f] * row[f];
                set += row[f] != 0 ? 1 : 0;
            }
            const double mean = sum / count;
            const double variance = squares / count - mean * mean;
            if (set < kLeastRows || variance < kLeastVariance) continue;
            columns_.push_back(f);
            mean_.push_back(mean);
            spread_.push_back(std::sqrt(variance));
        }
    }

    [[nodiscard]] std::vector<double> standardised(std::span<const double> row) const {
        std::vector<double> x(columns_.size() + 1, 1);
        for (std::size_t c = 0; c < columns_.size(); ++c)
            x[c + 1] = (row[columns_[c]] - mean_[c]) / spread_[c];
        return x;
    }

    void fit(double penalty) {
        const std::size_t n = columns_.size() + 1;
        beta_.assign(n, 0);
        std::vector<std::vector<double>> x;
        x.reserve(rows_.size());
        for (const auto& row : rows_) x.push_back(standardised(row));
        for (int step = 0; step < kSteps; ++step) {
            std::vector<double> gradient(n, 0);
            std::vector<double> hessian(n * n, 0);
            for (std::size_t c = 1; c < n; ++c) {
                gradient[c] = penalty * beta_[c];
                hessian[c * n + c] = penalty;
            }
            hessian[0] = 1e-9;
            for (std::size_t r = 0; r < x.size(); ++r)
                add_row(x[r], answers_[r], gradient, hessian);
            solve(hessian, gradient, n);
            for (std::size_t c = 0; c < n; ++c) beta_[c] -= gradient[c];
        }
    }

    void add_row(const std::vector<double>& x, bool answer, std::vector<double>& gradient,
                 std::vector<double>& hessian) const {
        const std::size_t n = x.size();
        double logit = 0;
        for (std::size_t c = 0; c < n; ++c) logit += beta_[c] * x[c];
        const double p = 1 / (1 + std::exp(-logit));
        const double w = std::max(p * (1 - p), 1e-6);
        for (std::size_t a = 0; a < n; ++a) {
            gradient[a] += (p - (answer ? 1 : 0)) * x[a];
            const double wa = w * x[a];
            for (std::size_t b = 0; b <= a; ++b) hessian[a * n + b] += wa * x[b];
        }
    }

    /// Cholesky; the solution stands in `b`.
    static void solve(std::vector<double>& a, std::vector<double>& b, std::size_t n) {
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t k = 0; k < j; ++k) a[j * n + j] -= a[j * n + k] * a[j * n + k];
            a[j * n + j] = std::sqrt(std::max(a[j * n + j], 1e-12));
            for (std::size_t i = j + 1; i < n; ++i) {
                for (std::size_t k = 0; k < j; ++k) a[i * n + j] -= a[i * n + k] * a[j * n + k];
                a[i * n + j] /= a[j * n + j];
            }
        }
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t k = 0; k < i; ++k) b[i] -= a[i * n + k] * b[k];
            b[i] /= a[i * n + i];
        }
        for (std::size_t i = n; i-- > 0;) {
            for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k * n + i] * b[k];
            b[i] /= a[i * n + i];
        }
    }

    const std::vector<std::span<const double>>& rows_;
    const std::vector<bool>& answers_;
    std::vector<std::size_t> columns_;
    std::vector<double> mean_;
    std::vector<double> spread_;
    std::vector<double> beta_;
};

[[nodiscard]] inline Logistic fit_logistic(const std::vector<std::span<const double>>& rows,
                                           const std::vector<bool>& answers, double penalty) {
    return LogisticFit(rows, answers, penalty).result();
}

}  // namespace sawthis::bench
