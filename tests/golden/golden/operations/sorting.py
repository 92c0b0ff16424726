"""Sorting, searching, sets, bins, and what is computed along a sequence."""

import numpy as np

from .. import program


def on_arrays(count, function):
    """An operation whose first arguments are arrays and whose others are plain."""

    def operation(names, *args, **options):
        arrays = [program.run(arg, names) for arg in args[:count]]
        return function(*arrays, *args[count:], **options)

    return operation


def in_place(method):
    """A method that changes its array; the answer is the array."""

    def operation(array, *args, **options):
        getattr(array, method)(*args, **options)
        return array

    return on_arrays(1, operation)


def lexsort(names, keys, **options):
    """`np.lexsort` of a list of keys."""
    return np.lexsort(tuple(program.run(key, names) for key in keys), **options)


def searchsorted(names, array, values, sorter=None, **options):
    """`np.searchsorted`, perhaps with a sorter."""
    sorter = None if sorter is None else program.run(sorter, names)
    return np.searchsorted(program.run(array, names), program.run(values, names), sorter=sorter, **options)


def bincount(names, numbers, weights=None, **options):
    """`np.bincount`, perhaps with weights."""
    weights = None if weights is None else program.run(weights, names)
    return np.bincount(program.run(numbers, names), weights, **options)


def gradient(names, values, spacings, **options):
    """`np.gradient` with a list of spacings; several results as a tuple."""
    spacings = [program.run(spacing, names) for spacing in spacings]
    return np.gradient(program.run(values, names), *spacings, **options)


def trapezoid(names, values, positions=None, dx="1.0", **options):
    """`np.trapezoid`, perhaps with positions."""
    positions = None if positions is None else program.run(positions, names)
    return np.trapezoid(program.run(values, names), positions, dx=program.number(dx), **options)


def covariance(function):
    """`np.cov` or `np.corrcoef`, perhaps of two arrays and with weights."""

    def operation(names, array, other=None, **options):
        for key in ("fweights", "aweights"):
            if key in options:
                options[key] = program.run(options[key], names)
        other = None if other is None else program.run(other, names)
        return function(program.run(array, names), other, **options)

    return operation


def bins_of(bins, names):
    """A count, the name of an estimator as `rule:auto`, or edges."""
    if isinstance(bins, int):
        return bins
    if isinstance(bins, str) and bins.startswith("rule:"):
        return bins.removeprefix("rule:")
    return program.run(bins, names)


def in_range(options, names):
    """The options with ranges as Python numbers and weights as an array."""
    options = dict(options)
    if "range" in options:
        options["range"] = numbers(options["range"])
    if "weights" in options:
        options["weights"] = program.run(options["weights"], names)
    return options


def numbers(texts):
    """Python numbers from their texts, in lists as they stand."""
    if isinstance(texts, str):
        return program.number(texts)
    return None if texts is None else [numbers(text) for text in texts]


def spaced(edges, bins):
    """Edges that `linspace` made, in bytes of their own: the array under its view says nothing."""
    return edges.copy() if isinstance(bins, (int, str)) else edges


def histogram(names, array, bins, **options):
    """`np.histogram` with bins as `bins_of` reads them."""
    bins = bins_of(bins, names)
    counts, edges = np.histogram(program.run(array, names), bins, **in_range(options, names))
    return counts, spaced(edges, bins)


def bin_edges(names, array, bins, **options):
    """`np.histogram_bin_edges`, likewise."""
    bins = bins_of(bins, names)
    return spaced(np.histogram_bin_edges(program.run(array, names), bins, **in_range(options, names)), bins)


def histogram2d(names, x, y, rows, columns, **options):
    """`np.histogram2d` with bins for each axis."""
    bins = [bins_of(rows, names), bins_of(columns, names)]
    x, y = program.run(x, names), program.run(y, names)
    counts, *edges = np.histogram2d(x, y, bins, **in_range(options, names))
    return counts, *(spaced(*pair) for pair in zip(edges, bins))


def histogramdd(names, sample, bins, **options):
    """`np.histogramdd` with bins for all axes, or with `["each", …]` for each."""
    each = isinstance(bins, list) and bins[:1] == ["each"]
    bins = [bins_of(one, names) for one in bins[1:]] if each else bins_of(bins, names)
    counts, edges = np.histogramdd(program.run(sample, names), bins, **in_range(options, names))
    return counts, *(spaced(*pair) for pair in zip(edges, bins if each else [bins] * len(edges)))


def interp(*arrays, **options):
    """`np.interp`; what lies beyond may be a text of a number."""
    for key in ("left", "right"):
        if isinstance(options.get(key), str):
            options[key] = program.number(options[key])
    return np.interp(*arrays, **options)


def told(function):
    """A function that gives one array or a tuple of them."""
    return on_arrays(1, lambda array, **options: unpacked(function(array, **options)))


def unpacked(result):
    """A named tuple as a plain one."""
    return tuple(result) if isinstance(result, tuple) else result


OPERATIONS = {
    "searchsorted": searchsorted,
    "digitize": on_arrays(2, np.digitize),
    "bincount": bincount,
    "histogram": histogram,
    "histogram_bin_edges": bin_edges,
    "histogram2d": histogram2d,
    "histogramdd": histogramdd,
    "cov": covariance(np.cov),
    "corrcoef": covariance(np.corrcoef),
    "interp": on_arrays(3, interp),
    "gradient": gradient,
    "trapezoid": trapezoid,
    "correlate": on_arrays(2, np.correlate),
    "convolve": on_arrays(2, np.convolve),
    "polyval": on_arrays(2, np.polyval),
    "unique": told(np.unique),
    "unique_all": told(np.unique_all),
    "unique_counts": told(np.unique_counts),
    "unique_inverse": told(np.unique_inverse),
    # NumPy promises no order here.
    "unique_values": on_arrays(1, lambda array: np.sort(np.unique_values(array), kind="stable")),
    "isin": on_arrays(2, np.isin),
    "intersect1d": on_arrays(2, np.intersect1d),
    "union1d": on_arrays(2, np.union1d),
    "setdiff1d": on_arrays(2, np.setdiff1d),
    "setxor1d": on_arrays(2, np.setxor1d),
    "sort": on_arrays(1, np.sort),
    "argsort": on_arrays(1, np.argsort),
    "sort_in_place": in_place("sort"),
    "partition": on_arrays(1, np.partition),
    "argpartition": on_arrays(1, np.argpartition),
    "partition_in_place": in_place("partition"),
    "lexsort": lexsort,
    "sort_complex": on_arrays(1, np.sort_complex),
}
