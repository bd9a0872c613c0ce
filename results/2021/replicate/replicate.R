# The weights, percentages and tests of this wave once more, by R's package survey.
# Run it in this folder, where its input files are:    Rscript replicate.R
# It needs R 4, the package survey 4.1 or later, and MASS, which comes with R. It reads data.csv and
# targets.csv, does the work from the start, and prints our number (files ours_*.csv), R's number
# and the difference.
suppressMessages(library(survey))
options(width = 200, digits = 10, stringsAsFactors = FALSE)

# ---- what was asked and how it was weighted
total <- 1000.0
calibrator <- "raking"
bounds <- c(-Inf, Inf)
single <- list(
  "dv_change_5y" = c("significantly_improved", "rather_improved", "no_change", "rather_worsened", "significantly_worsened", "not_sure"),
  "knows_dv_cases" = c("knows", "does_not_know"),
  "acquaintance_sought_help" = c("sought_help", "did_not_seek_help", "not_sure"),
  "is_violence_insult" = c("is_violence", "is_not_violence", "not_sure"),
  "is_violence_mild_physical" = c("is_violence", "is_not_violence", "not_sure"),
  "is_violence_child_punishment" = c("is_violence", "is_not_violence", "not_sure"),
  "quarrel_frequency" = c("very_often", "often", "several_times_half_year", "rarely", "very_rarely", "no_quarrels", "not_sure"),
  "families_violence_children" = c("families_at_least_1", "families_up_to_3", "families_more_than_3", "no_such_families", "not_sure"),
  "dv_acceptability" = c("never_acceptable", "depends_on_situation", "not_sure"),
  "childhood_violence" = c("never", "once", "several_times", "many_times", "not_sure"),
  "agency_service_quality" = c("score_1", "score_2", "score_3", "score_4", "score_5"),
  "agency_awareness" = c("score_1", "score_2", "score_3", "score_4", "score_5"),
  "knows_support_institutions" = c("knows_institutions", "heard_something", "knows_nothing"),
  "special_services_quality" = c("score_1", "score_2", "score_3", "score_4", "score_5", "not_sure"),
  "who_to_blame" = c("aggressor", "victim", "both_sides", "close_circle", "not_sure")
)
multiple <- list(
  "dv_problem_exists" = c("against_women", "against_children", "against_elderly", "against_disabled", "against_men", "no_such_problem", "all_of_listed", "differs_by_family", "not_sure"),
  "why_violence_continues" = c("fear_of_abuser", "victim_material_dependence", "ceased_or_unknown", "no_support_from_circle", "public_censure", "distrust_in_state_protection", "inaction_of_authorities", "not_sure", "wish_to_keep_family", "all_of_listed", "hard_socioeconomic_situation"),
  "quarrel_with_whom" = c("with_spouse", "with_children", "with_whom_col3_header_lost", "with_whom_col4_header_lost", "with_whom_col5_header_lost", "with_nobody", "not_sure"),
  "dv_causes" = c("socioeconomic", "stereotypes", "family_example", "bad_habits", "aggression_in_society", "low_education_culture", "no_criminal_liability", "financial_dependence", "psychological_disorders", "relatives_interference", "weak_family_institution", "weak_prevention", "weak_moral_education", "all_of_listed", "spouse_misunderstanding", "internet_influence", "differs_by_family", "lack_of_spirituality", "friends_interference", "jealousy", "not_sure"),
  "why_reconcile" = c("fear_of_judgement", "ineffective_punishment", "fear_of_offender", "aggressor_sole_breadwinner", "keep_family_for_children", "verbal_reconciliation", "hope_violence_stops"),
  "info_sources" = c("television", "newspapers_magazines", "radio", "internet_social_networks", "friends_acquaintances", "no_such_information", "not_sure"),
  "social_networks" = c("facebook", "vk", "instagram", "tiktok", "whatsapp", "telegram", "mail_ru", "twitter", "odnoklassniki", "youtube", "no_networks_or_internet", "not_sure")
)
items <- list(
  "agency_service_quality" = c("local_executive_bodies", "health_bodies", "education_bodies", "police", "prosecution", "courts", "forensic_medicine", "guardianship_bodies"),
  "agency_awareness" = c("police", "special_service_organisations", "education_bodies", "guardianship_bodies", "ngos")
)
scores <- list(
  "agency_service_quality" = c("score_1" = 1, "score_2" = 2, "score_3" = 3, "score_4" = 4, "score_5" = 5),
  "agency_awareness" = c("score_1" = 1, "score_2" = 2, "score_3" = 3, "score_4" = 4, "score_5" = 5),
  "special_services_quality" = c("score_1" = 1, "score_2" = 2, "score_3" = 3, "score_4" = 4, "score_5" = 5)
)
subtotals <- list(
  "dv_change_5y" = list("improved_total" = c("significantly_improved", "rather_improved"), "worsened_total" = c("rather_worsened", "significantly_worsened")),
  "quarrel_frequency" = list("frequent_total" = c("very_often", "often", "several_times_half_year"), "infrequent_total" = c("rarely", "very_rarely", "no_quarrels")),
  "families_violence_children" = list("such_families_exist" = c("families_at_least_1", "families_up_to_3", "families_more_than_3"))
)

table_of <- function(file) {
  read.csv(file, colClasses = "character", na.strings = "", check.names = FALSE)
}
data <- table_of("data.csv")
targets <- table_of("targets.csv")
largest <- c()

# One block of the print-out: identifying columns, ours, R's, difference.
compare <- function(title, rows, ours, theirs, relative = FALSE) {
  ours <- as.numeric(ours)
  stopifnot(length(ours) == length(theirs), !anyNA(ours), !anyNA(theirs))
  difference <- theirs - ours
  if (relative) difference <- difference / pmax(abs(ours), 1e-300)
  cat("\n", title, "\n", sep = "")
  print(cbind(rows, ours = signif(ours, 10), R = signif(theirs, 10),
              difference = signif(difference, 2)), row.names = FALSE, max = 1e6)
  largest[title] <<- max(abs(difference))
}

# ---- weights
margins <- unique(targets$margin)
columns <- setNames(paste0("raking_", seq_along(margins)), margins)
population <- lapply(margins, function(margin) {
  rows <- targets[targets$margin == margin, ]
  people <- as.numeric(rows$population)
  setNames(data.frame(rows$category, people / sum(people) * total), c(columns[[margin]], "Freq"))
})
aware <- TRUE  # whether R knows how the weights were made
data$start <- total / nrow(data)
start <- svydesign(ids = ~1, weights = ~start, data = data)
if (calibrator %in% c("raking", "poststratification") && all(is.infinite(bounds) | bounds == 0)) {
  raked <- rake(start, lapply(columns, function(name) reformulate(name)), population,
                control = list(epsilon = 1e-12, maxit = 1000))
} else {
  # with limits, or another distance: all margins at once
  for (at in seq_along(margins)) {
    start$variables[[columns[at]]] <- factor(data[[columns[at]]], population[[at]][[1]])
  }
  formula <- reformulate(columns)
  dummies <- colnames(model.matrix(formula, start$variables))
  sums <- unlist(lapply(seq_along(margins), function(at) {
    setNames(population[[at]]$Freq, paste0(columns[at], population[[at]][[1]]))
  }))
  raked <- tryCatch(
    calibrate(start, formula, c("(Intercept)" = total, sums)[dummies],
              calfun = sub("poststratification", "raking", calibrator), bounds = bounds,
              epsilon = 1e-12, maxit = 1000),
    error = function(e) NULL)
  if (is.null(raked)) {
    # R gives up where many weights stand at a limit
    aware <- FALSE
    cat("R's calibrate does not converge with these limits: weights are taken from ours_weights.csv\n")
    data$start <- as.numeric(table_of("ours_weights.csv")$weight)
    raked <- svydesign(ids = ~1, weights = ~start, data = data)
  }
}
weight <- weights(raked)
fixed <- svydesign(ids = ~1, weights = ~weight, data = cbind(data, weight = weight))

ours <- table_of("ours_weights.csv")
stopifnot(identical(ours$id, data$id))
cell <- do.call(paste, c(data[columns], sep = " | "))
one <- !duplicated(cell)
cat("Weights:", nrow(data), "respondents, sum", format(sum(weight), digits = 12), "\n")
compare("weights, one respondent of each cell (relative difference)",
        data.frame(cell = cell[one], respondents = as.vector(table(cell)[cell[one]])),
        ours$weight[one], weight[one], relative = TRUE)
largest["weights of all respondents (relative difference)"] <-
  max(abs(weight / as.numeric(ours$weight) - 1))

# ---- margins
ours <- table_of("ours_margins.csv")
share <- mapply(function(margin, category) {
  category_of <- if (margin %in% margins) data[[columns[[margin]]]] else
    do.call(paste, c(data[strsplit(margin, ":", fixed = TRUE)[[1]]], sep = ":"))
  sum(weight[category_of == category]) / sum(weight)
}, ours$margin, ours$category, USE.NAMES = FALSE)
compare("margins (shares, 0 to 1)", ours[c("margin", "category")], ours$weighted_share, share)

# ---- percentages and means
# Columns of one statistic of one question, missing where the respondent is outside the base.
values_of <- function(question, statistic) {
  several <- question %in% names(multiple)
  if (several) {
    given <- sapply(data[paste(question, multiple[[question]], sep = ".")], as.numeric)
    colnames(given) <- multiple[[question]]
  }
  made <- switch(statistic,
    pct = if (several) 100 * given else
      sapply(single[[question]], function(answer) 100 * (data[[question]] == answer)),
    pct_of_responses = 100 * given,
    subtotal_pct = sapply(subtotals[[question]], function(parts) {
      100 * (if (several) apply(given[, parts, drop = FALSE], 1, max) else
        ifelse(is.na(data[[question]]), NA, data[[question]] %in% parts))
    }),
    mean = {
      fields <- if (question %in% names(items)) paste(question, items[[question]], sep = ".") else question
      named <- if (question %in% names(items)) items[[question]] else "mean_score"
      setNames(as.data.frame(lapply(data[fields], function(x) scores[[question]][x])), named)
    })
  as.data.frame(made, check.names = FALSE)
}

# Estimates and standard errors by group, as a long table.
estimates <- function(question, breakdown, statistic) {
  values <- values_of(question, statistic)
  answers <- names(values)
  group <- if (breakdown == "total") rep("all", nrow(data)) else data[[breakdown]]
  # columns that lack the same respondents are estimated together
  together <- if (statistic == "mean") as.list(seq_along(values)) else list(seq_along(values))
  found <- lapply(together, function(at) {
    y <- setNames(values[at], paste0("y", at))
    design <- raked
    design$variables <- cbind(y, group = group)
    if (statistic == "pct_of_responses") design$variables$all_given <- rowSums(y) / 100
    design <- subset(design, group %in% group[!is.na(y[[1]])])
    result <- if (statistic == "pct_of_responses")
      svyby(reformulate(names(y)), ~group, design, svyratio, denominator = ~all_given, na.rm = TRUE)
    else
      svyby(reformulate(names(y)), ~group, design, svymean, na.rm = TRUE)
    data.frame(answer = rep(answers[at], each = nrow(result)), group = as.character(result$group),
               value = as.vector(coef(result)), se = as.vector(unlist(SE(result))))
  })
  cbind(question = question, breakdown = breakdown, statistic = statistic, do.call(rbind, found))
}
ours <- table_of("ours_figures.csv")
wanted <- unique(ours[c("question", "breakdown", "statistic")])
theirs <- do.call(rbind, Map(estimates, wanted$question, wanted$breakdown, wanted$statistic))
identify <- c("question", "answer", "breakdown", "group", "statistic")
at <- match(do.call(paste, ours[identify]), do.call(paste, theirs[identify]))
compare("percentages (points) and means (scale points)", ours[identify], ours$weighted,
        theirs$value[at])
precise <- !is.na(ours$se) & as.numeric(ours$se) > 1e-9
if (aware) {
  compare("standard errors of the same, raking taken into account (relative difference)",
          ours[precise, identify], ours$se[precise], theirs$se[at][precise], relative = TRUE)
}

# ---- tests
ours <- table_of("ours_tests.csv")

# svychisq stops where empty cells make its system singular. The same statistic from its definition
# (Rao, Scott 1984), with R's covariance of the shares and a generalised inverse.
second_order <- function(design) {
  both <- complete.cases(design$variables)
  design <- subset(design, both)
  two <- droplevels(design$variables)
  cells <- expand.grid(x = factor(levels(two$x)), g = factor(levels(two$g)))
  indicators <- sapply(seq_len(nrow(cells)), function(at) {
    as.numeric(two$x %in% cells$x[at] & two$g %in% cells$g[at])
  })
  design$variables <- setNames(as.data.frame(indicators), paste0("y", seq_len(nrow(cells))))
  found <- svymean(reformulate(names(design$variables)), design)
  n <- sum(both)  # those without an answer are outside the domain; raked, R keeps their rows
  p <- coef(found)
  inverse <- diag(ifelse(p > 0, 1 / p, 0))
  main <- model.matrix(~x + g, cells)
  all <- model.matrix(~x * g, cells)
  extra <- qr.resid(qr(main), all[, -seq_len(ncol(main)), drop = FALSE])
  within <- t(extra) %*% inverse %*% extra / n
  delta <- MASS::ginv(within) %*% (t(extra) %*% inverse %*% vcov(found) %*% inverse %*% extra)
  table <- matrix(p, nlevels(two$x))
  product <- outer(rowSums(table), colSums(table))
  trace <- sum(diag(delta))
  list(statistic = n * sum((table - product)^2 / product) / trace,
       parameter = trace^2 / sum(diag(delta %*% delta)))
}
by_definition <- rep(FALSE, nrow(ours))
tested <- lapply(seq_len(nrow(ours)), function(row) {
  field <- if (is.na(ours$answer[row])) ours$question[row] else
    paste(ours$question[row], ours$answer[row], sep = ".")
  two <- data.frame(x = factor(data[[field]]), g = factor(data[[ours$breakdown[row]]]))
  plain <- suppressWarnings(chisq.test(table(droplevels(two[complete.cases(two), ])), correct = FALSE))
  with_two <- function(design) {
    design$variables <- two
    tryCatch(svychisq(~x + g, design, statistic = "F"), error = function(e) {
      by_definition[row] <<- TRUE
      second_order(design)
    })
  }
  aware <- with_two(raked)
  taken <- with_two(fixed)
  c(pearson_chi2 = plain$statistic[[1]], pearson_df = plain$parameter[[1]],
    raked_f = aware$statistic[[1]], raked_ndf = aware$parameter[[1]],
    fixed_f = taken$statistic[[1]], fixed_ndf = taken$parameter[[1]])
})
tested <- as.data.frame(do.call(rbind, tested))
titles <- c(pearson_chi2 = "Pearson chi-square, unweighted counts, no continuity correction",
            pearson_df = "its degrees of freedom",
            raked_f = "Rao-Scott F, raking taken into account",
            raked_ndf = "its first degrees of freedom",
            fixed_f = "Rao-Scott F, weights taken as given",
            fixed_ndf = "its first degrees of freedom, weights taken as given")
identify <- ours[c("question", "answer", "breakdown")]
identify$answer[is.na(identify$answer)] <- ""
for (name in names(titles)) {
  if (grepl("^raked", name) && !aware) next
  compare(paste(titles[[name]], "(relative difference)"), identify, ours[[name]], tested[[name]],
          relative = TRUE)
}
if (any(by_definition)) {
  cat("\nWhere svychisq stops because of empty cells, the Rao-Scott test was done from its definition:\n")
  print(identify[by_definition, ], row.names = FALSE)
}

cat("\nLargest difference of each kind\n")
print(data.frame(difference = signif(largest, 2)), right = FALSE)
cat("largest difference ", format(signif(max(largest), 3)), "\n", sep = "")
