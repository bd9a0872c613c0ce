"""Small waves with every kind of question, routing and nested breakdowns, drawn from a seed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire

REFUSED, NOT_SURE = 99, 98


def random_survey(seed, *, respondents=(15, 90), refusals=True):
    """A survey; with `refusals` some people do not answer, or have no group."""
    random = np.random.default_rng(seed)
    n = int(random.integers(*respondents))
    document = {
        "wave": "random",
        "origin": "field",
        "respondent": "ID",
        "refused": [REFUSED],
        "demographics": _demographics(random),
        "questions": _questions(random),
    }
    rows = {"ID": np.arange(n)}
    for demographic in document["demographics"]:
        if "column" in demographic:
            size = len(demographic["categories"])
            share = random.dirichlet(np.full(size, random.choice([0.6, 2.0])))
            drawn = random.choice(np.arange(1, size + 1), n, p=share).astype(float)
            drawn[random.random(n) < 0.03 * refusals] = REFUSED
            rows[demographic["column"]] = drawn
    answers = {}
    for question in document["questions"]:
        asked = np.ones(n, dtype=bool)
        for condition in question.get("base", ()):
            asked &= np.isin(answers[condition["question"]], condition["answers"]).any(axis=1)
        answers[question["id"]] = _answer(random, question, asked, rows, refusals)
    questionnaire = parse_questionnaire(document, "random")
    return ingest(pd.DataFrame(rows), questionnaire, file="random")


def _coded(name, size, **more):
    groups = [{"code": at, "id": f"{name}_{at}"} for at in range(1, size + 1)]
    return {"id": name, "column": name.upper(), "categories": groups, **more}


def _demographics(random):
    size = int(random.integers(3, 7))
    found = [_coded("region", size), _coded("sex", 2)]
    if random.random() < 0.5:
        found.append(_coded("education", int(random.integers(2, 6))))
    if random.random() < 0.6:
        cut = int(random.integers(2, size))
        groups = [{"id": "west", "of": [f"region_{at}" for at in range(1, cut + 1)]}]
        found.append({"id": "land", "merges": "region", "groups": groups})
        if random.random() < 0.5:
            groups = [{"id": "rest", "of": [f"region_{at}" for at in range(cut, size + 1)]}]
            found.append({"id": "other_land", "merges": "region", "groups": groups})
    return found


def _questions(random):
    def single(name, size, **more):
        answers = [{"code": at, "id": f"{name}_{at}"} for at in range(1, size + 1)]
        return {"id": name, "kind": "single", "column": name.upper(), "answers": answers, **more}

    def several(name, size, alone, **more):
        answers = [
            {"column": f"{name.upper()}_{at}", "id": f"{name}_{at}"} for at in range(1, size + 1)
        ]
        for at in range(size - alone, size):
            answers[at]["exclusive"] = True
        return {"id": name, "kind": "multiple", "answers": answers, **more}

    def asked(*pairs):
        return [{"question": question, "answers": list(answers)} for question, answers in pairs]

    points = [{"code": at, "id": f"p_{at}", "score": at} for at in (1, 2, 3)]
    not_sure = {"code": NOT_SURE, "id": "not_sure", "hard_to_answer": True}
    several_sizes = int(random.integers(3, 6)), int(random.integers(0, 3))
    found = [
        single("a", int(random.integers(2, 5)), subtotals=[{"id": "a_sum", "of": ["a_1", "a_2"]}]),
        several("m", *several_sizes),
        single("b", 3, base=asked(("a", ["a_1"]))),
        several("u", 4, 1, base=asked(("b", ["b_1", "b_2"]), ("a", ["a_1"]))),
        {"id": "s", "kind": "scale", "column": "S", "answers": [*points, not_sure]},
        {
            "id": "i",
            "kind": "scale",
            "items": [{"column": f"I_{at}", "id": f"i_{at}"} for at in (1, 2)],
            "answers": points,
            "base": asked(("m", ["m_1"])),
        },
        single("c", 2, base=asked(("a", ["a_1", "a_2"]), ("m", ["m_1", "m_2"]))),
        single("d", 2, base=asked(("s", ["p_1", "not_sure"]))),
    ]
    if random.random() < 0.5:
        found[3]["subtotals"] = [
            {"id": "u_any", "of": ["u_1", "u_2"]},
            {"id": "u_mixed", "of": ["u_2", "u_4"]},
        ]
    return found


def _answer(random, question, asked, rows, refusals):
    n = len(asked)
    answers = question["answers"]
    silent = ~asked | (random.random(n) < 0.08 * refusals)
    share = random.dirichlet(np.full(len(answers), 0.8))
    if question["kind"] == "multiple":
        given = random.random((n, len(answers))) < share * random.choice([1.0, 2.5])
        alone = np.array([a.get("exclusive", False) for a in answers])
        one = random.choice(len(answers), n, p=share)
        chosen_alone = alone[one] | ~given[:, ~alone].any(axis=1)
        given &= ~alone
        given[chosen_alone] = one[chosen_alone, None] == np.arange(len(answers))
        for at, answer in enumerate(answers):
            rows[answer["column"]] = np.where(silent, np.nan, given[:, at].astype(float))
        return np.where(given & ~silent[:, None], [a["id"] for a in answers], "")
    ids = np.array([a["id"] for a in answers])
    codes = np.array([a["code"] for a in answers], dtype=float)
    for column in [item["column"] for item in question.get("items", ())] or [question["column"]]:
        drawn = random.choice(len(answers), n, p=share)
        quiet = silent | (random.random(n) < 0.05 * refusals)
        rows[column] = np.where(quiet, np.nan, codes[drawn])
    return np.where(quiet, "", ids[drawn])[:, None]
