"""Operations beyond the first floor, a module in this folder for each room of the engine.

Every module has a mapping `OPERATIONS` from a name to a function of the case's names, the plain arguments and options;
an argument that is a program goes through `run` of `program`, which a module imports where it calls it.
"""

import importlib
import pkgutil

NAMES = sorted(module.name for module in pkgutil.iter_modules(__path__))


def find(name):
    """The function of an operation's name."""
    for module in NAMES:
        operations = importlib.import_module(f"{__name__}.{module}").OPERATIONS
        if name in operations:
            return operations[name]
    raise KeyError(f"no operation is called {name}")
