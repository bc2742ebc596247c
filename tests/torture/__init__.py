"""What a session must survive, as scenarios: few rounds of each in the tests, many when asked."""
