//! Sums in NumPy's order.
