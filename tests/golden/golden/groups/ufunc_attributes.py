"""What ufuncs tell of themselves: inputs, outputs, loops, identity, signature; by every name that they have."""

import numpy as np

from ..answer import Group
from ..program import UFUNCS

ATTRIBUTES = ["nin", "nout", "nargs", "types", "ntypes", "identity", "signature"]
# Of dates alone.
WITHOUT_LOOPS = {"isnat"}


def make():
    """Every ufunc that `np` has, and `clip`."""
    group = Group()
    names = {name for name in dir(np) if isinstance(getattr(np, name), np.ufunc)} | set(UFUNCS)
    for name in sorted(names - WITHOUT_LOOPS):
        for attribute in ATTRIBUTES:
            group.add(["ufunc_about", name, attribute])
    return group
