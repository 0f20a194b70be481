"""Questionnaires, and people's responses to them."""
