"""Live: joint editing. Content lives in an update log; what is shown was committed first. Knows no Flask."""
