"""How long hostile data takes: ratios and bounds, which no test can measure."""
