"""The servicers: between the contract and the use cases, without decisions."""
