"""Tests: what we promise, each as a sentence that a facilitator could check."""
