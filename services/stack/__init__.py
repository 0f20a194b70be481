"""The local stack: starts, watches and stops the servers and services of Encompass on one machine."""
