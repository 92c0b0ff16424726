"""The groups of cases, one module each in this folder; every module has `make() -> Group`."""

import importlib
import pkgutil

NAMES = sorted(module.name for module in pkgutil.iter_modules(__path__))


def make(name):
    """The cases of a group."""
    return importlib.import_module(f"{__name__}.{name}").make()
