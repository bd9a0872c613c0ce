"""Covariance of weighted totals: the one place where variance is estimated.

Every share, mean and test of this room is a smooth function of weighted totals of columns f_t
(0/1 indicators of table cells, answers of a set, scores), so one covariance matrix of totals
serves them all: V(statistic) = L V0 L' for its linearisation L (Taylor; Binder 1983, Woodruff
1971). With residuals r_k = f_k - fitted value on the raking dummies,

    V0 = sum over strata h of n_h/(n_h-1) sum over PSUs c in h (z_hc - mean z_h)(z_hc - mean z_h)',
    z_hc = sum of w_k r_k in the PSU,

with replacement, no finite population correction. The projection is unweighted least squares:
that is what R `rake` does (R `calibrate` weights it by the base weights; both are legitimate).
Everything is computed from sums over cells; no matrix has a row for each respondent.
"""

from __future__ import annotations

import numpy as np

from saualnama.inference.design import Design, FloatArray, IntArray, Units, sums_by, table_sums


def cell_covariance(design: Design, units: Units, cell: IntArray, cells: int) -> FloatArray:
    """Covariance of the weighted totals of disjoint cells.

    Args:
        design: the sample.
        units: its rows, or rows aggregated to cells that refine `cell`.
        cell: cell of each unit, 0 to `cells`; the value `cells` is outside the table.
        cells: number of cells T.

    Returns:
        Shape (T, T), in squared units of weight.
    """
    owner, owners = _owner(design, units)
    weight = table_sums(owner, owners, cell, cells + 1, units.weight)[:, :cells]
    projection = design.projection
    raking = projection.dummies
    count_fit, square_fit = np.zeros((0, cells)), np.zeros((0, cells))
    if raking.shape[1]:
        at = (units.raking_cell, raking.shape[0], cell, cells + 1)
        count_fit = raking.T @ table_sums(*at, units.count)[:, :cells]
        square_fit = raking.T @ table_sums(*at, units.square)[:, :cells]
    square = sums_by(cell, cells + 1, units.square)[:cells]
    return _covariance(design, count_fit, square_fit, weight, np.diag(square))


def column_covariance(
    design: Design, units: Units, columns: FloatArray, group: IntArray, groups: int
) -> FloatArray:
    """Covariance of the weighted totals of columns within groups; columns may overlap.

    Args:
        design: the sample.
        units: its rows.
        columns: values, shape (n, c): 0/1 answers, scores, or 1 for the base.
        group: group of each row, 0 to `groups`; the value `groups` is outside the table.
        groups: number of groups r.

    Returns:
        Shape (c r, c r); total of column j in group i is at j r + i.
    """
    width = columns.shape[1]
    owner, owners = _owner(design, units)

    def sums(row: IntArray, rows: int, values: FloatArray) -> FloatArray:
        tables = [
            table_sums(row, rows, group, groups + 1, values * column)[:, :groups]
            for column in columns.T
        ]
        return np.concatenate(tables, axis=1)

    weight = sums(owner, owners, units.weight)
    raking = design.projection.dummies
    count_fit, square_fit = np.zeros((0, width * groups)), np.zeros((0, width * groups))
    if raking.shape[1]:
        count_fit = raking.T @ sums(units.raking_cell, raking.shape[0], units.count)
        square_fit = raking.T @ sums(units.raking_cell, raking.shape[0], units.square)
    products = np.zeros((width, groups, width, groups))
    if units.psu is None:
        products[:, np.arange(groups), :, np.arange(groups)] = group_products(
            columns, units.square, group, groups
        )
    size = width * groups
    return _covariance(design, count_fit, square_fit, weight, products.reshape(size, size))


def group_products(
    columns: FloatArray, values: FloatArray, group: IntArray, groups: int
) -> FloatArray:
    """Sum over rows of values x column j x column l in each group, shape (groups, c, c)."""
    order = np.argsort(group, kind="stable")
    ends = np.cumsum(np.bincount(group, minlength=groups + 1))
    sorted_columns = columns[order]
    scaled = sorted_columns * values[order, None]
    found = np.empty((groups, columns.shape[1], columns.shape[1]))
    for i in range(groups):
        part = slice(ends[i - 1] if i else 0, ends[i])
        found[i] = sorted_columns[part].T @ scaled[part]
    return found


def degrees_of_freedom(design: Design, units: Units, domain: IntArray, domains: int) -> IntArray:
    """PSUs minus strata that have a row in each domain, as R `degf` of a subset.

    Args:
        design: the sample.
        units: its rows, or rows aggregated to cells that refine `domain`.
        domain: domain of each unit, 0 to `domains`; the value `domains` is outside.
        domains: number of domains.

    Returns:
        Shape (domains,); 0 for a domain without rows.
    """
    strata = design.stratum_size.size
    if units.psu is None and strata == 1:
        rows = sums_by(domain, domains + 1, units.count)[:domains]
        return np.asarray(np.maximum(np.rint(rows) - 1, 0), dtype=np.int64)
    in_stratum = table_sums(units.stratum, strata, domain, domains + 1, units.count)
    psus = in_stratum
    if units.psu is not None and design.psu_stratum is not None:
        number = design.psu_stratum.size
        rows = table_sums(units.psu, number, domain, domains + 1, units.count)
        psus = (rows > 0).astype(np.float64)
    found = psus.sum(axis=0) - (in_stratum > 0).sum(axis=0)
    return np.asarray(np.rint(found[:domains]), dtype=np.int64)


def _owner(design: Design, units: Units) -> tuple[IntArray, int]:
    if units.psu is None or design.psu_stratum is None:
        return units.stratum, design.stratum_size.size
    return units.psu, design.psu_stratum.size


def _covariance(
    design: Design,
    count_fit: FloatArray,
    square_fit: FloatArray,
    weight: FloatArray,
    products: FloatArray,
) -> FloatArray:
    """Put the sums together.

    Args:
        design: the sample.
        count_fit: (q, T) sums of f over rows, by raking dummy.
        square_fit: (q, T) the same weighted by `Units.square`.
        weight: (H, T), or (P, T) in a clustered design: weighted sums of f.
        products: (T, T) sums of `Units.square` x f x f'; unused in a clustered design.
    """
    projection = design.projection
    slopes = projection.inverse @ count_fit
    totals = weight - projection.weight @ slopes
    size = design.stratum_size
    if design.psu_stratum is None:
        crossed = square_fit.T @ slopes
        spread = products - crossed - crossed.T + slopes.T @ projection.square @ slopes
        return spread - totals.T @ (totals / (size - 1.0)[:, None])
    stratum = design.psu_stratum
    sums = np.zeros((size.size, totals.shape[1]))
    np.add.at(sums, stratum, totals)
    centred = totals - (sums / size[:, None])[stratum]
    return centred.T @ (centred * (size / (size - 1.0))[stratum, None])
