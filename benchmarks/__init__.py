"""What the program costs, each figure beside a reference of the same run."""
