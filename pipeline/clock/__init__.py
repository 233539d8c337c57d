"""Time as the regulations count it, in Asia/Ho_Chi_Minh."""
