"""What people do with verdicts: decisions, filters, orders, the summary, differences."""
