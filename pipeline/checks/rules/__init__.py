"""One file per rule, one folder per family; found by walking, there is no list to edit."""
