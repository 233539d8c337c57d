"""Pure data: what the pipeline speaks of. Standard library only, nothing of ours imported from above."""
