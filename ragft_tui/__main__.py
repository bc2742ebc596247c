"""Run the program with `python -m ragft_tui`."""

from ragft_tui.cli import main

if __name__ == "__main__":
    main()
