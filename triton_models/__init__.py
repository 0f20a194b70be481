"""Triton's model repository and what prepares its weights; imports nothing of services/."""
