"""Sdg: what a partnership and its projects claim about the Sustainable Development Goals, and who confirmed it.

`tags` holds the claims, the other modules what is done with them; what a claim is worth is worked out in `tools.tags`.
"""
