"""Account for a report: its errata and its assertions, and the page that shows everything."""

from pathlib import Path

import pandas as pd

from saualnama import loading
from saualnama.io.files import write_text
from saualnama.io.tables import read_table, write_table
from saualnama.verify.accounts import Papers, account_for
from saualnama.verify.page import Accounts, verification_page
from saualnama.verify.published import ERRATA_COLUMNS, FIGURE_COLUMNS
from stage import stage


def main(snakemake) -> None:
    given, out, params = snakemake.input, snakemake.output, snakemake.params
    survey = loading.load_survey(
        Path(given.survey), loading.load_questionnaire(Path(given.questionnaire))
    )
    design = loading.load_design(Path(given.weights), survey, params.weighting)
    names = ("published", "bases", "official", "errata", "claims", "claim_tests", "tests")
    columns = {"published": FIGURE_COLUMNS, "errata": ERRATA_COLUMNS}
    tables = {n: read_table(Path(given[n]), columns.get(n)) for n in names if given.get(n)}
    tidy = pd.concat([read_table(Path(path)) for path in given.tables], ignore_index=True)
    words = loading.load_words(*map(Path, given.words))
    account = account_for(Papers(tidy=tidy, **tables), survey, design, words)
    write_table(Path(out.claims), account.claims)
    write_table(Path(out.errata), account.errata)
    accounts = Accounts(survey.questionnaire, read_table(Path(given.ledger)), account)
    write_text(Path(out.page), verification_page(accounts, words))
    print(f"verification {survey.questionnaire.wave}: {account.summary}", flush=True)


with stage(snakemake):
    main(snakemake)
