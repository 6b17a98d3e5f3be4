"""The benchmarks: `make bench`. Never a timed test; figures stand beside what they are to reach."""
