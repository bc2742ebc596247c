"""What a decision costs: memory and compute of retrieval and of fine-tuning; pure."""
