"""Documents: what people take home in a file of its own."""
