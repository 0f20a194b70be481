"""The services of Encompass, their workers, and the local stack that runs them."""
