"""The groups of cases, one module each in this folder; every module has `make() -> Group`."""

import importlib
import pkgutil

NAMES = sorted(module.name for module in pkgutil.iter_modules(__path__))


def all_groups(only=None):
    """Each group's name and cases, or those of one."""
    for name in NAMES:
        if only in (None, name):
            yield name, importlib.import_module(f"{__name__}.{name}").make()
