"""How Vietnamese text was saved: old encodings, wrongly read bytes, characters that nobody sees."""
