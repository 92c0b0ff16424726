"""The golden generator: data, programs, answers, and one module for each group of cases."""
