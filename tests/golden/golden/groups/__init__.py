"""The groups of cases, one module each; every module has `make() -> Group`."""

from . import broadcast, casts, creation, elementwise, errors, indexing, memory, printing, products, promotion, reductions, sorting, views

MODULES = [broadcast, casts, creation, elementwise, errors, indexing, memory, printing, products, promotion, reductions, sorting, views]


def all_groups():
    """Each group's name and cases."""
    for module in MODULES:
        yield module.__name__.rsplit(".", 1)[-1], module.make()
