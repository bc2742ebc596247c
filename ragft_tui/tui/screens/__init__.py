"""The screens: home, interview, review, and the dialogs over them."""
