# Sums and rates of the official exhibits, by R: Rscript tests/golden/official.R writes official.csv.
figures <- read.csv("data/official/official_statistics.csv", colClasses = "character")
totals <- read.csv("data/population/kazakhstan_totals.csv")
people <- read.csv("data/population/kazakhstan_2021.csv")

counts <- subset(figures, exhibit %in% c("table_1.1.2", "table_1.1.4", "table_1.2.1"))
counts$value <- as.numeric(counts$value)
parts <- subset(counts, !is.na(value) & (region != "republic" | exhibit == "table_1.1.2"))
parts$article[parts$exhibit == "table_1.1.2"] <- "sum_of_listed"
sums <- aggregate(value ~ exhibit + year + article, data = parts, FUN = sum)
sums <- data.frame(sums[1], region = "republic", sums[2:3], unit = "cases", value = sums$value)

yearly <- subset(counts, exhibit == "table_1.2.1" & region == "republic" & !grepl("H", year))
at_end <- totals$population[match(as.integer(yearly$year) + 1, totals$year)]
printed_total <- data.frame(
  exhibit = "table_1.1.1", region = "republic", year = yearly$year, article = "",
  unit = "per_100k", value = 1e5 * yearly$value / at_end
)

people <- subset(people, dimension == "region" & universe == "all")
people$id <- gsub("[ -]", "_", tolower(people$region))
regional <- subset(counts, exhibit == "table_1.2.1" & year == "2020" & region %in% people$id)
residents <- people$population[match(regional$region, people$id)]
by_region <- data.frame(
  exhibit = "table_1.2.1", region = regional$region, year = "2020", article = "all",
  unit = "per_100k", value = 1e5 * regional$value / residents
)

golden <- rbind(sums, printed_total, by_region)
golden <- golden[do.call(order, c(golden[1:5], method = "radix")), ]
golden$value <- formatC(golden$value, digits = 15, format = "g", width = 1)
write.csv(golden, "tests/golden/official.csv", row.names = FALSE, quote = FALSE)
