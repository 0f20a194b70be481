"""Scenes by a text-to-video diffusion pipeline."""
