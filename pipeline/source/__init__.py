"""The only reader of content/ and sites/: bytes in, editions and registry out, faults noted, never raised."""
