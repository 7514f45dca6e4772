"""Training of the span reader that ships with Dateline: `python -m bench.span_training`."""
