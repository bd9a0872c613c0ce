# Golden values of the 2021 wave from R `survey`; writes wave_2021.json beside itself.
# Run at the project's top level:
#   mkdir scratch && python tests/golden/wave_2021.py scratch && Rscript tests/golden/wave_2021.R scratch
# Every question with one answer (and every rated item) by every demographic: svychisq(statistic = "F"),
# with weights taken as fixed and with R's own raking to the same targets; svyciprop(method = "xlogit").
suppressMessages(library(survey))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1]))
folder <- commandArgs(TRUE)[1]
d <- read.csv(file.path(folder, "wave.csv"), check.names = FALSE)
fields <- read.csv(file.path(folder, "fields.csv"))$field
t <- read.csv(file.path(folder, "targets.csv"), colClasses = "character")
demographics <- c("region", "settlement", "sex", "age_group", "education", "religiosity")
n <- nrow(d)
column <- function(field) gsub(".", "_", field, fixed = TRUE)
for (field in fields) d[[column(field)]] <- factor(ifelse(d[[field]] < 0, NA, d[[field]]))
for (name in c(demographics, "sex_age")) d[[name]] <- factor(d[[name]])
share <- function(rows, name, labels) {
  people <- as.numeric(t$population[rows]); f <- data.frame(labels, n * people / sum(people))
  names(f) <- c(name, "Freq"); f
}
by_region <- t$region != "" & t$settlement == "" & t$sex == "" & t$age_group == ""
by_cell <- t$region == "" & t$sex != "" & t$age_group != ""
fixed <- svydesign(ids = ~1, weights = ~weight, data = d)
raked <- rake(svydesign(ids = ~1, weights = rep(1, n), data = d), list(~region, ~sex_age),
  list(share(by_region, "region", t$region[by_region]),
       share(by_cell, "sex_age", paste(t$sex, t$age_group, sep = ":")[by_cell])),
  control = list(epsilon = 1e-12, maxit = 500))
number <- function(x) if (is.null(x)) "[]" else paste0("[", paste(formatC(as.numeric(x), digits = 15, format = "g", width = 1), collapse = ", "), "]")
entries <- c()
put <- function(key, x) entries <<- c(entries, sprintf('  "%s": %s', key, number(x)))
put("largest_relative_difference_of_weights", max(abs(weights(raked) / d$weight - 1)))
# F and ndf by the definition with a pseudo-inverse, for tables at which svychisq stops
by_definition <- function(x, a, g) {
  rows <- nlevels(droplevels(a)); cols <- nlevels(droplevels(g)); a <- droplevels(a); g <- droplevels(g)
  x <- update(x, cell = factor(as.integer(a) + rows * (as.integer(g) - 1), levels = seq_len(rows * cols)))
  m <- svymean(~cell, x); p <- as.numeric(coef(m)); v <- vcov(m); size <- nrow(x)
  full <- expand.grid(i = factor(seq_len(rows)), j = factor(seq_len(cols)))
  main <- model.matrix(~ i + j, full); both <- model.matrix(~ i * j, full)
  contrasts <- qr.resid(qr(main), both[, -seq_len(ncol(main))])
  over <- ifelse(p > 0, 1 / p, 0)
  delta <- MASS::ginv(crossprod(contrasts, over * contrasts) / size, tol = 1e-9) %*%
    crossprod(contrasts, over * v %*% (over * contrasts))
  shares <- matrix(p, rows); expected <- outer(rowSums(shares), colSums(shares))
  x2 <- size * sum((shares - expected)^2 / expected)
  c(x2 / sum(diag(delta)), sum(diag(delta))^2 / sum(diag(delta %*% delta)))
}
for (name in c("fixed", "raked")) for (field in fields) for (g in demographics) {
  x <- get(name)
  inside <- x[!is.na(d[[column(field)]]) & !is.na(d[[g]]), ]
  # with empty cells R may find its matrix singular and stop: an empty entry, and one by the definition
  test <- tryCatch(svychisq(as.formula(paste("~", column(field), "+", g)), inside, statistic = "F"), error = function(e) NULL)
  put(paste(name, "rao_scott", field, g, sep = "|"), c(test$statistic, test$parameter, test$p.value))
  if (is.null(test)) {
    kept <- !is.na(d[[column(field)]]) & !is.na(d[[g]])
    put(paste(name, "by_definition", field, g, sep = "|"), by_definition(inside, d[[column(field)]][kept], d[[g]][kept]))
  }
}
for (case in list(c("knows_dv_cases", "age_group"), c("dv_acceptability", "settlement"), c("who_to_blame", "education"),
                  c("families_violence_children", "sex"), c("acquaintance_sought_help", "settlement"))) {
  a <- column(case[1])
  for (group in levels(d[[case[2]]])) for (answer in levels(d[[a]])) {
    part <- raked[!is.na(d[[a]]) & d[[case[2]]] == group, ]
    part <- update(part, yes = as.numeric(!is.na(get(a)) & get(a) == answer))
    p <- svymean(~yes, part)
    if (coef(p) > 0 && coef(p) < 1) {
      # the degrees of freedom of the domain itself, which R takes when told
      ci <- confint(svyciprop(~yes, part, method = "xlogit", df = sum(!is.na(d[[a]]) & d[[case[2]]] == group) - 1))
      put(paste("share", case[1], case[2], group, answer, sep = "|"), c(coef(p), SE(p), ci))
    }
  }
}
writeLines(c("{", paste(entries, collapse = ",\n"), "}"), file.path(here, "wave_2021.json"))
