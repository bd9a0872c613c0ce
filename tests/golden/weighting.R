# Golden weights of a seeded sample, by R's survey package.
# Run from this folder: Rscript weighting.R
# Writes weighting_sample.csv (data and weights, one row a respondent), weighting_targets.csv and
# weighting_replicates.csv (standard errors of the mean of y).
suppressMessages(library(survey))
set.seed(20211)
n <- 600
region <- sample(c("abay", "bayan", "koktem", "saryarka", "turan"), n, TRUE, c(.3, .1, .15, .25, .2))
sex <- sample(c("female", "male"), n, TRUE, c(.58, .42))
age <- sample(c("18_29", "30_45", "46_60", "61_plus"), n, TRUE, c(.2, .35, .28, .17))
base <- round(exp(rnorm(n, 0, .35)), 4)
y <- rbinom(n, 1, plogis(-.6 + .9 * (age == "61_plus") + .5 * (region == "turan")))
group <- sample(rep(1:30, 20))
data <- data.frame(id = seq_len(n), region, sex, age, base, y, group)

population <- 120000
region_share <- c(abay = .24, bayan = .14, koktem = .13, saryarka = .22, turan = .27)
cross <- expand.grid(sex = c("female", "male"), age = c("18_29", "30_45", "46_60", "61_plus"),
                     stringsAsFactors = FALSE)
cross$share <- c(.12, .13, .17, .15, .13, .11, .12, .07)
pop_region <- data.frame(region = names(region_share), Freq = population * region_share)
pop_cross <- data.frame(sex = cross$sex, age = cross$age, Freq = population * cross$share)
targets <- rbind(
  data.frame(region = pop_region$region, sex = "", age = "", population = pop_region$Freq),
  data.frame(region = "", sex = pop_cross$sex, age = pop_cross$age, population = pop_cross$Freq))
write.csv(targets, "weighting_targets.csv", row.names = FALSE, quote = FALSE)

data$cell <- paste(sex, age, sep = ".")
pop_cell <- data.frame(cell = paste(pop_cross$sex, pop_cross$age, sep = "."), Freq = pop_cross$Freq)
design <- function(weight) {
  data$start <- weight / sum(weight) * population  # bounds are meant with both on one total
  svydesign(ids = ~1, weights = ~start, data = data)
}
plain <- design(rep(1, n))
based <- design(base)
exact <- list(epsilon = 1e-12, maxit = 500)
raked <- function(d) weights(rake(d, list(~region, ~cell), list(pop_region, pop_cell), control = exact))
totals <- colSums(model.matrix(~ region + cell, data) * 0)
totals[] <- c(population, pop_region$Freq[-1], pop_cell$Freq[order(pop_cell$cell)][-1])
names(totals)[-1] <- c(paste0("region", sort(pop_region$region)[-1]), paste0("cell", sort(pop_cell$cell)[-1]))
stopifnot(identical(names(totals), colnames(model.matrix(~ region + cell, data))))
calibrated <- function(d, ...) weights(calibrate(d, ~ region + cell, totals, epsilon = 1e-12, maxit = 500, ...))

# replicates: R looks at the full sample only when it decides that raking has converged
replicated <- function(ids) {
  d <- svydesign(ids = ids, weights = ~base, data = data)
  rep <- as.svrepdesign(d, type = "JK1", compress = FALSE)
  suppressWarnings(rake(rep, list(~region, ~cell), list(pop_region, pop_cell),
                        control = list(epsilon = 1e-16, maxit = 80)))
}
one <- replicated(~1)
grouped <- replicated(~group)
se <- function(d) sprintf("%.15g", SE(svymean(~y, d))[1])
write.csv(data.frame(statistic = c("mean", "se_delete_one", "se_delete_group", "se_linearised"),
                     value = c(sprintf("%.15g", coef(svymean(~y, one))[1]), se(one), se(grouped),
                               se(rake(based, list(~region, ~cell), list(pop_region, pop_cell), control = exact)))),
          "weighting_replicates.csv", row.names = FALSE, quote = FALSE)

w <- data.frame(
  raked = raked(plain),
  raked_base = raked(based),
  newton_base = calibrated(based, calfun = "raking"),
  raking_bounded = calibrated(plain, calfun = "raking", bounds = c(.6, 1.9)),
  raking_bounded_base = calibrated(based, calfun = "raking", bounds = c(.6, 1.9)),
  linear_base = calibrated(based, calfun = "linear"),
  linear_bounded_base = calibrated(based, calfun = "linear", bounds = c(.6, 1.9)),
  logit_base = calibrated(based, calfun = "logit", bounds = c(.6, 1.9)),
  poststratified_base = weights(postStratify(based, ~cell, pop_cell)),
  without_respondent_7 = weights(one, type = "analysis")[, 7],
  without_group_1 = weights(grouped, type = "analysis")[, 1])
out <- cbind(data[c("id", "region", "sex", "age", "base", "y", "group")], lapply(w / population * n, sprintf, fmt = "%.15g"))
write.csv(out, "weighting_sample.csv", row.names = FALSE, quote = FALSE)
print(sapply(w / population * n, range))
