"""What an account, a session and a fair number of attempts are. No I/O."""
