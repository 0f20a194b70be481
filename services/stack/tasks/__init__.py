"""What the Makefile's targets run. `targets` and `setup` run before there is a .venv."""
