"""Judges a photo of a person and cuts the person out of it."""
