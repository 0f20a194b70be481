"""Proof that jobs survive: people use the real stack while its parts die, and every promise is checked.

`python -m tests.faults --seed 7 --fault kill-script-worker --runs 5` lets one strike five times.
"""
