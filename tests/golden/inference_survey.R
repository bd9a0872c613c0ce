# Golden values of tests/inference from R `survey`; writes inference_survey.json beside itself.
# Run: Rscript tests/golden/inference_survey.R   (in the repository; needs survey >= 4.1)
suppressMessages(library(survey))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1]))
d <- read.csv(file.path(here, "inference_data.csv"))
n <- nrow(d)
d$a <- factor(ifelse(d$answer < 0, NA, d$answer)); d$g <- factor(ifelse(d$group < 0, NA, d$group))
d$region <- factor(d$region); d$sexage <- factor(d$sexage)
number <- function(x) paste0("[", paste(ifelse(is.na(x), "null", formatC(x, digits = 17, format = "g")), collapse = ", "), "]")
out <- c(sprintf('"survey_version": "%s"', as.character(packageVersion("survey"))))
put <- function(name, x) out <<- c(out, sprintf("\"%s\": %s", name, number(as.numeric(as.matrix(x)))))

fixed <- svydesign(ids = ~1, weights = ~weight, data = d)
raked <- rake(svydesign(ids = ~1, weights = ~base, data = d), list(~region, ~sexage),
  list(data.frame(region = 0:4, Freq = n * c(.3, .25, .2, .15, .1)), data.frame(sexage = 0:5, Freq = n / 6)),
  control = list(epsilon = 1e-12, maxit = 500))
clustered <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = d, nest = TRUE)
stratified <- svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = d)
put("raked_weights_difference", max(abs(weights(raked) / d$weight - 1)))

for (name in c("fixed", "raked", "clustered", "stratified")) {
  x <- get(name)
  inside <- subset(x, !is.na(a) & !is.na(g))
  by <- svyby(~a, ~g, inside, svymean, deff = "replace", na.rm = TRUE)
  k <- nlevels(d$a)
  est <- as.matrix(by[, 1 + seq_len(k)])          # groups x answers
  put(paste0(name, "_share"), est); put(paste0(name, "_se"), SE(by))
  put(paste0(name, "_deff"), by[, grep("^DEff", names(by))])
  low <- high <- kg_low <- kg_high <- matrix(NA, nlevels(d$g), k); nu <- numeric(nlevels(d$g))
  for (i in seq_len(nlevels(d$g))) {
    part <- subset(inside, g == levels(d$g)[i]); nu[i] <- degf(part)
    for (j in seq_len(k)) if (est[i, j] > 0) {
      part <- update(part, yes = as.numeric(!is.na(a) & a == levels(d$a)[j]))
      ci <- confint(svyciprop(~yes, part, method = "xlogit", df = nu[i])); low[i, j] <- ci[1]; high[i, j] <- ci[2]
      if (name != "raked") ci <- confint(svyciprop(~yes, part, method = "beta", df = nu[i]))
      else {  # svyciprop takes the rows outside a raked domain into its t quantile; so by hand
        size <- est[i, j] * (1 - est[i, j]) / as.numeric(vcov(svymean(~yes, part)))
        ci <- c(qbeta(.025, size * est[i, j], size * (1 - est[i, j]) + 1), qbeta(.975, size * est[i, j] + 1, size * (1 - est[i, j])))
      }
      kg_low[i, j] <- ci[1]; kg_high[i, j] <- ci[2]
    }
  }
  put(paste0(name, "_df"), nu)
  put(paste0(name, "_low"), low); put(paste0(name, "_high"), high)
  put(paste0(name, "_kg_low"), kg_low); put(paste0(name, "_kg_high"), kg_high)
  test <- svychisq(~ a + g, inside, statistic = "F")
  put(paste0(name, "_rao_scott"), c(test$statistic, test$parameter, test$p.value))
  m <- svyby(~score, ~g, inside, svymean, deff = "replace", na.rm = TRUE)
  put(paste0(name, "_mean"), m$score); put(paste0(name, "_mean_se"), SE(m)); put(paste0(name, "_mean_deff"), m[, grep("^DEff", names(m))])
  s <- svyby(~a1 + a2 + a3 + a4, ~g, subset(x, a1 + a2 + a3 + a4 > 0 & !is.na(g)), svymean)
  put(paste0(name, "_set"), as.matrix(s[, 2:5])); put(paste0(name, "_set_se"), SE(s))
}
# a table with no empty cell
for (name in c("fixed", "raked", "clustered", "stratified")) {
  test <- svychisq(~ sex + g, subset(get(name), !is.na(g)), statistic = "F")
  put(paste0(name, "_rao_scott_sex"), c(test$statistic, test$parameter, test$p.value))
}
# the test for several answers, by the definition: scores of the deviations, their covariance, its roots
y <- as.matrix(d[, c("a1", "a2", "a3", "a4")]); answered <- rowSums(y) > 0 & !is.na(d$g); gi <- as.integer(d$g)
for (name in c("fixed", "raked", "clustered", "stratified")) {
  x <- get(name); w <- weights(x); W <- sum(w[answered]); r <- nlevels(d$g)
  a <- sapply(1:r, function(i) sum(w[answered & gi == i]) / W)
  p <- sapply(1:4, function(j) sum((w * y[, j])[answered]) / W)
  pij <- sapply(1:4, function(j) sapply(1:r, function(i) sum((w * y[, j])[answered & gi == i]) / (a[i] * W)))
  u <- matrix(0, n, r * 4); D <- X <- numeric(r * 4)
  for (j in 1:4) for (i in 1:r) {
    k <- (j - 1) * r + i
    u[answered, k] <- ((gi == i) * (y[, j] - pij[i, j]) / a[i] - (y[, j] - pij[cbind(gi, j)]))[answered] / W
    D[k] <- p[j] * (1 - p[j]) / a[i]; X[k] <- sum(answered) * a[i] * (pij[i, j] - p[j])^2 / (p[j] * (1 - p[j]))
  }
  x <- update(x, u = u)
  roots <- Re(eigen(sum(answered) * diag(1 / D) %*% vcov(svytotal(~u, x)))$values)
  f <- sum(X) / sum(roots); ndf <- sum(roots)^2 / sum(roots^2); ddf <- ndf * degf(subset(x, answered))
  put(paste0(name, "_mrcv"), c(sum(X), f, ndf, ddf, pf(f, ndf, ddf, lower.tail = FALSE)))
  one <- subset(update(x, yes = factor(y[, 1])), answered)
  test <- svychisq(~ yes + g, one, statistic = "F")
  put(paste0(name, "_first_answer"), c(test$statistic, test$parameter, test$p.value))
}
# parts of all answers given, as ratios of totals; groups x answers
for (name in c("fixed", "raked", "clustered", "stratified")) {
  x <- update(get(name), given = y[, 1] + y[, 2] + y[, 3] + y[, 4])
  parts <- lapply(levels(d$g), function(l) svyratio(~ a1 + a2 + a3 + a4, ~given, subset(x, answered & g == l)))
  put(paste0(name, "_parts"), t(sapply(parts, function(p) as.numeric(p$ratio))))
  put(paste0(name, "_parts_se"), t(sapply(parts, function(p) sqrt(as.numeric(p$var)))))
}
# trend: covariance of scores; column contrasts of answer 0
for (name in c("fixed", "raked", "clustered", "stratified")) {
  inside <- update(subset(get(name), !is.na(a) & !is.na(g)), sy = answer, sx = group, sxy = answer * group, yes = as.numeric(!is.na(a) & answer == 0))
  m <- svymean(~ sxy + sx + sy, inside)
  s <- svycontrast(m, quote(sxy - sx * sy))
  put(paste0(name, "_trend"), as.numeric(coef(s) / SE(s)))
  pairs <- combn(4, 2); t <- numeric(ncol(pairs))
  # domain means as ratios of totals, for their covariances between groups
  inside <- update(inside, up = sapply(0:3, function(i) yes * (!is.na(g) & group == i)), down = sapply(0:3, function(i) as.numeric(!is.na(g) & group == i)))
  total <- svytotal(~ up + down, inside); v <- vcov(total); e <- coef(total); p <- e[1:4] / e[5:8]
  jacobian <- cbind(diag(1 / e[5:8]), diag(-p / e[5:8])); v <- jacobian %*% v %*% t(jacobian)
  for (k in seq_len(ncol(pairs))) { i <- pairs[1, k]; j <- pairs[2, k]; t[k] <- (p[i] - p[j]) / sqrt(v[i, i] + v[j, j] - 2 * v[i, j]) }
  put(paste0(name, "_contrasts"), t); put(paste0(name, "_table_df"), degf(inside))
}
# differences between groups, first minus second, answers apart: estimate, se, df, interval, p
pairs <- combn(4, 2)
contrast <- function(s, df) {
  e <- as.numeric(coef(s)); se <- as.numeric(SE(s)); reach <- qt(.975, df) * se
  c(e, se, df, e - reach, e + reach, 2 * pt(-abs(e / se), df))
}
for (name in c("fixed", "raked", "clustered", "stratified")) {
  x <- get(name)
  for (what in c("0", "1", "2", "3", "score")) {
    y <- if (what == "score") d$score else ifelse(d$answer < 0, NA, as.numeric(d$answer == as.numeric(what)))
    inside <- subset(update(x, y = y), !is.na(y) & !is.na(g)); df <- degf(inside)
    if (name != "raked") {
      by <- svyby(~y, ~g, inside, svymean, covmat = TRUE)
      rows <- apply(pairs, 2, function(k) { at <- numeric(4); at[k] <- c(1, -1); contrast(svycontrast(by, at), df) })
    } else {  # svyby has no covariances in a subset of a raked design; so from totals
      y0 <- ifelse(is.na(y), 0, y)
      for (i in 0:3) inside <- do.call(update, c(list(inside), setNames(list(y0 * (!is.na(d$g) & d$group == i), as.numeric(!is.na(d$g) & d$group == i)), paste0(c("u", "n"), i))))
      total <- svytotal(~ u0 + u1 + u2 + u3 + n0 + n1 + n2 + n3, inside)
      rows <- apply(pairs - 1, 2, function(k) contrast(svycontrast(total, str2lang(sprintf("u%d/n%d - u%d/n%d", k[1], k[1], k[2], k[2]))), df))
    }
    put(paste0(name, "_differences_", what), rows)
  }
}
jackknife <- as.svrepdesign(fixed, type = "JK1")
put("jackknife_se", SE(svymean(~a, subset(jackknife, !is.na(a)))))
thetas <- cbind(c(1, 2, 4, 3), c(0, 1, 5, 2))
put("replicates_mean", svrVar(thetas, 0.3, c(1, 0, 2, 1), mse = FALSE, coef = c(2.5, 1)))
put("replicates_estimate", svrVar(thetas, 0.3, c(1, 0, 2, 1), mse = TRUE, coef = c(2.5, 1)))
t <- table(d$a, d$g); t <- t[rowSums(t) > 0, ]
plain <- suppressWarnings(chisq.test(t, correct = FALSE))
put("pearson", c(plain$statistic, plain$parameter, plain$p.value)); put("stdres", t(plain$stdres))
set.seed(1); put("simulated_p", chisq.test(t, simulate.p.value = TRUE, B = 2e5)$p.value)
writeLines(c("{", paste0("  ", out, c(rep(",", length(out) - 1), "")), "}"), file.path(here, "inference_survey.json"))
