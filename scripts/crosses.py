"""Stage 3: every question by every breakdown, its unweighted tests, and every pair of groups."""

from pathlib import Path

from saualnama.io.tables import write_table
from saualnama.loading import load_design, load_evidence, load_questionnaire, load_survey
from saualnama.tabulate.cross_tests import cross_tests_table
from saualnama.tabulate.crosses import crosses_table, wave_crosses
from saualnama.tabulate.disclosure import withheld_cells
from saualnama.tabulate.group_pairs import NEAR_ZERO, differences_table
from saualnama.tabulate.shown_tests import shown_tests_table
from saualnama.tabulate.table_tests import rules_from_settings
from saualnama.tabulate.tidy import SmallBases
from stage import stage


def main(snakemake) -> None:
    given, params, out = snakemake.input, snakemake.params, snakemake.output
    questionnaire = load_questionnaire(Path(given.questionnaire))
    survey = load_survey(Path(given.survey), questionnaire)
    design = load_design(Path(given.weights), survey, params.weighting)
    small = SmallBases(**params.small_bases)
    rules = rules_from_settings(params.tests)
    published = given.get("published")
    evidence = load_evidence(Path(published) if published else None, questionnaire)
    crosses, withheld = wave_crosses(survey, design), withheld_cells(survey, small)
    cells = crosses_table(crosses, evidence, small, withheld)
    pairs = differences_table(crosses, small, withheld)
    write_table(Path(out.crosses), cells)
    write_table(Path(out.tests), cross_tests_table(survey, evidence, rules))
    shown = shown_tests_table(survey, design, evidence, rules, withheld)
    write_table(Path(out.shown), shown)
    write_table(Path(out.differences), pairs, differences=NEAR_ZERO)
    print(f"crosses {questionnaire.wave}: {len(cells)} cells, {len(pairs)} pairs", flush=True)


with stage(snakemake):
    main(snakemake)
