"""Benchmarks: what we measure ourselves against. Never part of the test run; `make bench` runs them."""
