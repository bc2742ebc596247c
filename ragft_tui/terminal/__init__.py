"""The terminal without the application: profile, driver, input, output, state."""
