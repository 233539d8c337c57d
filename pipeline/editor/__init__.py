"""Helps for editors: skeletons of new items, safe repair of how a text was saved."""
