"""The approval gate: what the record proves, who approved it, and by what authority."""
