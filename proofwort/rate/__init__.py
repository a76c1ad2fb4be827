"""Studies → Rating. Start with `rating.py`; `rules.py` lists every rule in the order in which it speaks."""
