# R survey::rake, timed. Run as: Rscript raking_rivals.R FOLDER SETTING REPEATS, by raking.py.
# FOLDER holds data.csv (region, cross) and targets_*.csv. Writes weights.csv, prints seconds.
suppressMessages(library(survey))
args <- commandArgs(TRUE)
setwd(args[1])
data <- read.csv("data.csv", colClasses = "factor")
pop <- lapply(c(region = "targets_region.csv", cross = "targets_cross.csv"), read.csv,
              colClasses = c("factor", "numeric"))
design <- svydesign(ids = ~1, weights = ~w, data = transform(data, w = sum(pop$region$Freq) / nrow(data)))
control <- if (args[2] == "tight") list(epsilon = 1e-12, maxit = 500) else list()
seconds <- numeric(0)
for (i in seq_len(as.integer(args[3]))) {
  start <- proc.time()[["elapsed"]]
  raked <- do.call(rake, list(design, list(~region, ~cross), list(pop$region, pop$cross), control))
  seconds <- c(seconds, proc.time()[["elapsed"]] - start)
}
writeLines(sprintf("%.17g", weights(raked)), "weights.csv")
cat("[", paste(seconds, collapse = ", "), "]\n", sep = "")
