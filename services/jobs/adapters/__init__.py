"""Where jobs are looked up."""
