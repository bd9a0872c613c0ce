# Golden values of tests/inference/test_differences.py from R `survey`; writes two_waves.json beside itself.
# The seeded rows of inference_data.csv, the first 180 as an earlier wave and the rest as a later one, each
# raked to targets of its own. Run: Rscript tests/golden/two_waves.R   (in the repository; needs survey >= 4.1)
suppressMessages(library(survey))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1]))
d <- read.csv(file.path(here, "inference_data.csv"))
d$wave <- as.integer(seq_len(nrow(d)) > 180); n <- table(d$wave)
d$a <- factor(ifelse(d$answer < 0, NA, d$answer))
for (j in 0:3) d[[paste0("is", j)]] <- as.numeric(d$answer == j)
d$region <- factor(paste(d$wave, d$region)); d$sexage <- factor(paste(d$wave, d$sexage))
number <- function(x) paste0("[", paste(ifelse(is.na(x), "null", formatC(x, digits = 17, format = "g")), collapse = ", "), "]")
out <- c(sprintf('"survey_version": "%s"', as.character(packageVersion("survey"))))
put <- function(name, x) out <<- c(out, sprintf("\"%s\": %s", name, number(as.numeric(x))))

region <- rbind(c(.3, .25, .2, .15, .1), c(.22, .22, .2, .18, .18))
stacked <- svydesign(ids = ~1, strata = ~wave, weights = ~1, data = d)
raked <- rake(stacked, list(~region, ~sexage),
  list(data.frame(region = c(paste(0, 0:4), paste(1, 0:4)), Freq = c(n[1] * region[1, ], n[2] * region[2, ])),
       data.frame(sexage = c(paste(0, 0:5), paste(1, 0:5)), Freq = rep(n / 6, each = 6))),
  control = list(epsilon = 1e-12, maxit = 2000))
put("weight", weights(raked))
fixed <- svydesign(ids = ~1, strata = ~wave, weights = weights(raked), data = d)

# change of means: svyby with covariances and svycontrast where weights are fixed; svyby cannot give the covariances
# of a raked design, so there svycontrast of a ratio of totals
change <- function(x, columns, raked) {
  nu <- degf(x)
  t(sapply(columns, function(column) {
    x <- update(x, y = x$variables[[column]])
    if (raked) {
      x <- update(x, y0 = ifelse(is.na(y), 0, y) * (wave == 0), y1 = ifelse(is.na(y), 0, y) * wave, b0 = 1 * (wave == 0), b1 = wave)
      one <- svycontrast(svytotal(~ y0 + y1 + b0 + b1, x), quote(y1 / b1 - y0 / b0))
    } else one <- svycontrast(svyby(~y, ~wave, x, svymean, covmat = TRUE), c(-1, 1))
    t <- as.numeric(coef(one) / SE(one)); reach <- qt(.975, nu) * as.numeric(SE(one))
    c(coef(one), SE(one), nu, t, 2 * pt(-abs(t), nu), coef(one) - reach, coef(one) + reach)
  }))
}
answers <- paste0("is", 0:3)
for (name in c("fixed", "raked")) {
  x <- get(name)
  put(paste0(name, "_share_all"), t(change(subset(x, answer >= 0), answers, name == "raked")))
  for (i in 0:3) put(sprintf("%s_share_%d", name, i), t(change(subset(x, answer >= 0 & group == i), answers, name == "raked")))
  put(paste0(name, "_mean"), t(change(subset(x, !is.na(score)), "score", name == "raked")))
  answered <- subset(x, a1 + a2 + a3 + a4 > 0)
  put(paste0(name, "_set"), t(change(answered, c("a1", "a2", "a3", "a4"), name == "raked")))
  test <- svychisq(~ a + wave, subset(x, !is.na(a)), statistic = "F")
  put(paste0(name, "_rao_scott"), c(test$statistic, test$parameter, test$p.value))
}
writeLines(c("{", paste(out, collapse = ",\n"), "}"), file.path(here, "two_waves.json"))
