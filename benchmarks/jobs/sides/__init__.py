"""What is compared: each side starts its servers, takes jobs and works on them."""
