"""Tuning the story model on the project's own stories: needs torch, which nothing that runs needs."""
