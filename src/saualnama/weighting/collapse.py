"""Categories of a margin that are merged because too few respondents stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saualnama.errors import Fault, raise_if_any
from saualnama.weighting.targets import Category, Margin, MarginTarget, joined


@dataclass(frozen=True, slots=True)
class CollapseRule:
    """Merge categories of one variable inside one margin.

    `CollapseRule(("region", "age_group"), "age_group", ("46_60", "61_plus"), (("region",
    "atyrau"),))` weights the two oldest groups of Atyrau as one. Without `where` the categories
    are merged in every category of the margin's other variables, each on its own.

    Attributes:
        margin: the margin; other margins keep the categories apart.
        variable: one of its variables.
        categories: two or more of the variable's categories.
        where: (variable, category) pairs of the margin's other variables; all must hold.
    """

    margin: Margin
    variable: str
    categories: tuple[str, ...]
    where: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        place = "".join(f" where {name} is {value}" for name, value in self.where)
        return f"merge {', '.join(self.categories)} of {self.variable}{place}"

    def faults(self) -> list[Fault]:
        """What is wrong with the rule itself, whatever the targets."""
        where = f"collapse in `{joined(self.margin)}` ({self})"
        found = []
        if self.variable not in self.margin:
            found.append(
                Fault("bad-collapse", where, f"`{self.variable}` is no variable of the margin")
            )
        if len(set(self.categories)) < 2:
            found.append(Fault("bad-collapse", where, "merges nothing", "two or more categories"))
        found += [
            Fault(
                "bad-collapse",
                where,
                f"`{name}` cannot be a condition",
                "another variable of the margin, once",
            )
            for name, _ in self.where
            if name not in self.margin
            or name == self.variable
            or [other for other, _ in self.where].count(name) > 1
        ]
        return found

    def applies_to(self, variables: Margin, category: Category) -> bool:
        """Whether the rule merges this category of its margin with another one."""
        values = dict(zip(variables, category, strict=True))
        return values[self.variable] in self.categories and all(
            values[name] == value for name, value in self.where
        )


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that was made.

    Attributes:
        margin: name of the margin.
        category: name of the merged category, `atyrau:46_60+61_plus`.
        members: names of the categories in it, in the order of the targets.
        population: people in each member.
        sample_n: respondents in each member.
    """

    margin: str
    category: str
    members: tuple[str, ...]
    population: tuple[float, ...]
    sample_n: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CollapsedTarget:
    """A margin's target after its collapse rules.

    Attributes:
        target: with merged categories.
        original: as the targets file gives it.
        index_of: position in `target` of each original category.
    """

    target: MarginTarget
    original: MarginTarget
    index_of: Mapping[Category, int]

    @property
    def members(self) -> tuple[tuple[Category, ...], ...]:
        """The original categories in each category of `target`."""
        found: list[list[Category]] = [[] for _ in self.target.categories]
        for category, index in self.index_of.items():
            found[index].append(category)
        return tuple(tuple(categories) for categories in found)


def collapse(original: MarginTarget, rules: Iterable[CollapseRule]) -> CollapsedTarget:
    """Merge categories of one margin.

    A merged category stands where its first member stood.

    Args:
        original: the margin's target.
        rules: the rules of this margin (its variables in any order).

    Raises:
        InputError: a rule names a category that the target does not have, merges nothing, or two
            rules claim one category.
    """
    rules = tuple(rules)
    if not rules:
        index_of = {category: index for index, category in enumerate(original.categories)}
        return CollapsedTarget(original, original, index_of)
    faults: list[Fault] = []
    owner: dict[Category, CollapseRule] = {}
    for rule in rules:
        where = f"collapse in `{original.name}` ({rule})"
        faults += [
            Fault("bad-collapse", where, f"`{name}` has no category `{value}` in the targets")
            for name, value in (*((rule.variable, c) for c in rule.categories), *rule.where)
            if value not in _values(original, name)
        ]
        claimed = [c for c in original.categories if rule.applies_to(original.variables, c)]
        for category in claimed:
            if category in owner:
                faults.append(
                    Fault(
                        "bad-collapse",
                        where,
                        f"`{joined(category)}` is in another rule too ({owner[category]})",
                        "one rule a category",
                    )
                )
            owner[category] = rule
    raise_if_any("categories cannot be collapsed", faults)

    groups: dict[tuple[object, ...], list[Category]] = {}
    for category in original.categories:
        groups.setdefault(_group(original.variables, category, owner.get(category)), []).append(
            category
        )
    people = dict(zip(original.categories, original.population, strict=True))
    merged = MarginTarget(
        original.variables,
        tuple(_merged_name(members) for members in groups.values()),
        tuple(sum(people[member] for member in members) for members in groups.values()),
    )
    index_of = {
        member: index for index, members in enumerate(groups.values()) for member in members
    }
    return CollapsedTarget(merged, original, index_of)


def _values(target: MarginTarget, variable: str) -> set[str]:
    column = target.variables.index(variable)
    return {category[column] for category in target.categories}


def _group(variables: Margin, category: Category, rule: CollapseRule | None) -> tuple[object, ...]:
    """Categories with the same key are merged."""
    if rule is None:
        return category
    column = variables.index(rule.variable)
    return (*category[:column], rule, *category[column + 1 :])


def _merged_name(members: list[Category]) -> Category:
    columns = zip(*members, strict=True)
    return tuple("+".join(dict.fromkeys(column)) for column in columns)
