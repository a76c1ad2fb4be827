"""The main outcome of a claim, in the text's own few words."""

from __future__ import annotations

import re

from proofwort.extract.text import Found, Text

LONGEST = 90
PRIMARY = re.compile(
    r"\b(?:the )?(?:primary|main|principal) (?:study |efficacy |clinical )?(?:outcome|end-?point"
    r"|outcome measure|outcome variable|efficacy variable|efficacy end-?point)s?(?: measures?)?(?: of (?:the"
    r"|this) (?:study|trial))?"
    r"(?: \([^)]{1,20}\))? ?(?:was|were|is|are|will be|included?|:|,)(?: defined as)? (?:the |a "
    r"|an )?(?P<what>[^.;]{4,200})"
)
TITLE = re.compile(
    r"\b(?:effects?|impact|influence|efficacy|effectiveness|role|benefits?) (?:of|from) .{3,160}? (?:on|upon"
    r"|in (?:reducing|improving|preventing|relieving|the treatment of|the prevention of"
    r"|the management of)) (?:the )?(?P<what>.{4,200})"
)
CHANGES = re.compile(
    r"\b(?:improves?|reduces?|increases?|decreases?|enhances?|attenuates?|alleviates?|prevents?|lowers?"
    r"|affects?|stimulates?|promotes?|does not (?:improve|affect|reduce|enhance)) (?:the )?(?P<what>.{4,200})"
)
ENDS = re.compile(
    r"(?: (?:in|among|during|after|following|by|at|between|compared|with|within|for|using|from|as (?:measured"
    r"|assessed|determined)|measured|assessed|over|via|through|when|and whether)\b|[:;?.(]| - ).*$"
)

# A stated outcome keeps what it is measured in ("change in pain").
STATED_ENDS = re.compile(
    r"(?: (?:at|between|compared|for|as (?:measured|assessed|determined)|measured|assessed|over|after|using|within"
    r"|during|from baseline)\b|[:;?.(]| - ).*$"
)


def outcome(text: Text) -> Found[str] | None:
    """The stated primary outcome, else what the title says was affected; None where neither is said."""
    for pattern, start, rule in (
        (PRIMARY, text.title_end, "outcome: stated as primary"),
        (TITLE, 0, "outcome: effect on, in the title"),
        (CHANGES, 0, "outcome: what the title says changes"),
    ):
        end = len(text.low) if start else text.title_end
        match = pattern.search(text.low, start, end)
        if match:
            what = (STATED_ENDS if start else ENDS).sub("", match["what"]).strip(" ,;:-\"'")
            if len(what) >= 4:
                return text.found(shortened(what), match.start("what"), match.start("what") + len(what), rule)
    return None


def shortened(what: str) -> str:
    """At most `LONGEST` characters, cut between words."""
    return what if len(what) <= LONGEST else what[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;")
