"""Whether a posted quotation is real: what a message claims, where those words stand, and how they differ."""
