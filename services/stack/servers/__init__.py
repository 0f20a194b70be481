"""One file per server that the stack runs: where its binary is, its configuration, its health."""
