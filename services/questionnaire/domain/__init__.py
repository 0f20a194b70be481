"""What questionnaires and responses are, and what makes an answer valid."""
