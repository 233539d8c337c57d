"""Mutants of the rules: each small change of a rule's source must be noticed by that rule's own cases."""
