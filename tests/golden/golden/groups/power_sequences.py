"""`logspace` and `geomspace` to the last bit, with what they warn of, and histogram edges of `float16`."""

from ..answer import Group

ENDS = [("0", "10"), ("1", "8"), ("2", "-3"), ("256", "128"), ("1", "1000"), ("-3.5", "2.25"), ("1e-300", "1e300"), ("5e-324", "1"), ("-2", "-9"), ("nan", "1"), ("1", "inf"), ("inf", "1"), ("-inf", "inf"), ("1e308", "-1e308")]


def make():
    """Each pair of ends, base and count."""
    halves = {
        "plain": ["fill", "plain", "float16", [3, 4]],
        "positive": ["fill", "positive", "float16", [20]],
        "steps": ["fill", "steps", "float16", [30]],
        "pairs": ["fill", "plain", "float16", [6, 2]],
        "same": ["full", [4], "2.5", {"dtype": "float16"}],
    }
    group = Group(halves, warns=True)
    for start, stop in ENDS:
        for count in (0, 1, 2, 5, 50):
            for endpoint in (True, False):
                options = {"endpoint": endpoint}
                group.add(["linspace", start, stop, count, options])
                group.add(["geomspace", start, stop, count, options])
                for base in (None, 2.0, 3.0, 2.5, 7.0, 0.5):
                    group.add(["logspace", start, stop, count, options | ({} if base is None else {"base": base})])
    for source in ("plain", "positive", "steps", "same"):
        for bins in (1, 2, 3, 7, 10, 11, *(f"rule:{rule}" for rule in "auto sturges fd sqrt rice doane scott stone".split())):
            group.add(["histogram_bin_edges", source, bins])
            group.add(["histogram", source, bins])
            group.add(["histogram", source, bins, {"density": True}])
            group.add(["histogram", source, bins, {"range": ["0", "4"]}])
    for bins in (1, 2, 3, 7):
        group.add(["histogramdd", "pairs", bins])
        group.add(["histogram2d", "positive", ["index", "steps", [":20"]], bins, bins + 1])
    return group
