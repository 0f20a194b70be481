"""The diffusion model's folder with a tiny pipeline of random weights: `make test-diffusion`."""
