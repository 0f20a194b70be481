"""The cinematic renderer: paints a scene's layers once, then composites frames with parallax and light."""
