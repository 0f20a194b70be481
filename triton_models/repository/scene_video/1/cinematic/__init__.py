"""The cinematic renderer: paints a scene's layers once, then composites each frame with parallax and light."""
