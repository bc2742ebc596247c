"""The pure core: model, rulebook, verdict, interview, review; no files, no clock, no interface."""
