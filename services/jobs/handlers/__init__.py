"""The operators' servicers. Every method asks for the operator's role first."""
