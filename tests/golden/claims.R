# Golden values for tests of claims: base R's own tests on counts of the 2021 report and a small table.
# Run in this folder: Rscript claims.R
numbers <- c(
  fisher_small = fisher.test(matrix(c(3, 9, 14, 5), 2))$p.value,
  fisher_all_of_34 = fisher.test(matrix(c(34, 0, 815, 118), 2))$p.value,
  # prop.trend.test divides by n where ours divides by n - 1
  trend_chi_square = unname(prop.trend.test(c(18, 141, 187, 27, 191), c(22, 231, 316, 52, 379))$statistic) * 999 / 1000,
  pearson_c11 = chisq.test(matrix(c(458, 144, 264, 133), 2), correct = FALSE)$p.value,
  pearson_c43 = suppressWarnings(chisq.test(matrix(c(455, 59, 13, 205, 19, 21, 116, 6, 6, 18, 3, 1, 56, 6, 0, 13, 2, 1), 3), correct = FALSE))$p.value
)
lines <- sprintf('  "%s": %s', names(numbers), formatC(numbers, digits = 15, format = "g"))
writeLines(c("{", paste(lines, collapse = ",\n"), "}"), "claims.json")
