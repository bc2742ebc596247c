"""The pure heart: model, rulebook, assessment and interview; no files, no clock, no interface."""
