"""The full-screen face of the interview and the review, built on Textual."""
