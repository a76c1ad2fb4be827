"""What one clause says of an effect: for the better, no difference, for the worse, or nothing; and how sure it sounds.

Clauses and not sentences, since "improved sleep but had no effect on pain" says two things. A verdict comes from the words
alone: a negated effect is "none"; a change counts by the outcome's good side where the clause names an outcome whose good
side is known ("reduced pain", "increased risk"), else by the usual use of its verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Verdict = Literal["better", "changed", "none", "worse", "within"]

CLAUSE = re.compile(
    r"[;:]\s|,? (?:but|however|whereas|although|though|while|yet|despite|except)\b,? ?|, (?:and|with|which"
    r"|without) (?=no\b|non|significant|had|did|was|were|neither|improv|reduc|increas|decreas)"
    r"|,? without (?=\w+ing\b)|,? with (?=little\b|no\b|minimal\b)"
    r"| and (?=did not\b|had no\b|no (?:significant|effect)|was not\b|were not\b|not\b)"
)
NO_EFFECT = re.compile(
    r"\b(?:no|without|lack of|absence of|neither|nor|little|lacked|negligible|minimal"
    r"|trivial)(?: \w+){0,4}? (?:effects?|differences?|changes?|improvements?|benefits?"
    r"|associations?|impact|influence|evidence|reductions?|decreases?|increases?|interactions?|relationships?"
    r"|correlations?|advantages?"
    r"|support|basis|efficacy|effectiveness|alterations?|gains?|role|protection|additive|further|superiority"
    r"|response|salutary)\b"
    r"|\b(?:did|do|does|was|were|is|are|has|have|had|could|can|may|might|would|will"
    r"|should) not\b(?: \w+){0,3}? (?:affect|improv|reduc|chang|differ"
    r"|influenc|enhanc|alter|associat|effectiv|support|increas|decreas|prevent|benefi|show|modif|demonstrat"
    r"|different|significan|reach|result|"
    r"lower|provid|confer|protect|help|impact|attenuat|lead|observed|found|detect|recommend|appear|contribut"
    r"|produc|augment|elicit|superior|related|exert|induce|accelerat|potentiat|correlat|lessen|alleviat|met\b"
    r"|achiev|favou?r|exhibit|yield|have)\w*"
    r"|\b(?:not|without)(?: \w+){0,2}? (?:affect|influenc|improv|chang|alter|reduc|enhanc|increas|decreas"
    r"|benefit|prevent)\w*"
    r"|\bneither\b.{0,80}\b(?:nor|was|were|had|did|treatment|group)\b|\bnone of (?:the|these|them|our)\b"
    r"|\bno(?: \w+)? (?:convincing|robust|conclusive|good|clear|strong|consistent)(?: \w+)? evidence"
    r"|\bnot been able to\b|\b(?:did|does|do) not \w+ly \w+|\bcould not (?:find|show|demonstrate|detect"
    r"|confirm)|\bnon[ -]?significant\w*|\bno evidence\b|\bnot (?:confirmed|supported|proven)\b"
    r"|\bcannot be recommended|\b(?:fail(?:s|ed|ing)? to|unable to (?:demonstrate|detect|show)"
    r"|not (?:significantly|statistically|be associated|associated|effective|affected|improved|different"
    r"|superior|influenced|better|changed|altered|reduced|supported|beneficial|recommended|differ|necessary"
    r"|justified|warranted|more effective)"
    r"|unchanged|unaffected|unaltered|ineffective|no (?:better|more|greater|longer|significant)|refutes?"
    r"|insignificant\w*|nonsignificant\w*"
    r"|non-significant\w*|similar(?:ly)? (?:in|between|across|among|for|to|after)"
    r"|similar (?:\w+ ){0,4}(?:improvements?|effects?|reductions?|increases?|decreases?|changes?|results?"
    r"|outcomes?|rates?|responses?|gains?|efficacy)|were similar|was similar|comparable (?:in|between|across"
    r"|among|to|with|efficacy|effects?|results?)|were comparable|was comparable|equally|null"
    r"|null findings|independent of (?:supplementation|treatment)|regardless of (?:supplementation|treatment"
    r"|group)|remained stable|not? seen|not confirm)\b"
    r"|\bno (?:statistically )?(?:significant|clear|apparent|beneficial|additional|detectable|meaningful|added"
    r"|overall|clinically)\b"
    r"|\bpvalns\b|\bciinc\b|\bp ?= ?ns\b"
)
GOOD_VERB = re.compile(
    r"\b(?:improv\w+|enhanc\w+|ameliorat\w+|alleviat\w+|attenuat\w+|reliev\w+|relief|effective(?:ly|ness)?"
    r"|efficac\w+|benefi\w+|superior(?:ity)?"
    r"|protect\w*|prevent(?:s|ed|ing|ive)?|favou?r(?:s|ed|able|ably|ing)?|promising|restor\w+|recover\w* faster"
    r"|better|faster|accelerat\w+|promot\w+|ergogenic"
    r"|useful|counteract\w*|mitigat\w+|suppress\w*|inhibit\w*|normali[sz]\w+|successful\w*"
    r"|positive(?:ly)? (?:effects?|impact\w*|influenc\w+|affect\w*|outcomes?)"
    r"|therapeutic (?:effects?|potential|agent)|recommended|augment\w*|optimi[sz]\w+|maintain\w*|preserv\w+"
    r"|boost\w*|resolv\w+|delay\w*|advantag\w+|modulat\w+|neuroprotect\w*|strengthen\w*|stimulat\w+|rescue[sd]?"
    r"|reversed?|halv\w+|valuable|helpful|support the (?:use|role|hypothesis|notion))\b"
)
DOWN = re.compile(
    r"\b(?:reduc(?:e|es|ed|ing|tions?)|decreas\w+|lower(?:s|ed|ing)?|fewer|less|declin\w+|diminish\w+|shorter"
    r"|shorten\w*|smaller|fell|drop\w*|lessen\w*"
    r"|inverse(?:ly)?|negative(?:ly)? (?:associat|correlat|relat)\w+|suppressed|minimi[sz]\w+)\b"
)
UP = re.compile(
    r"\b(?:increas\w+|higher|greater|elevat\w+|rais\w+|rose|more|longer|larger|gain\w*"
    r"|positive(?:ly)? (?:associat|correlat|relat)\w+|prolong\w*|exceed\w*|extended|stronger)\b"
)
HARM = re.compile(
    r"\b(?:harm(?:ful|s|ed)?|worsen\w*|worse|detriment\w*|impair(?:s|ed|ing|ment)? (?!glucose|fasting)"
    r"|deteriorat\w+|toxic(?:ity)?|adverse(?:ly)? (?:affect|impact|influenc)\w*"
    r"|exacerbat(?:e|es|ed|ing)\b|aggravat\w+|poison\w*|hepatotoxic\w*|nephrotoxic\w*|fatal|compromis\w+|ergolytic|caution)\b"
)
BAD_THINGS = re.compile(
    r"\b(?:risks?|mortality|deaths?|incidences?|prevalence|pain|symptoms?|severity|episodes?|attacks?|frequency"
    r"|infections?|fatigue|soreness|damage|inflammat\w+"
    r"|oxidative|stress|anxiety|depress\w+|cholesterol|ldl\w*|triglycerides?|glucose|hba1c|insulin resistance"
    r"|homa\w*|blood pressure|body weight|weight|fat|bmi|body mass index"
    r"|waist|crp|il-?\d+|tnf\w*|interleukin\w*|cytokines?|malondialdehyde|mda|lesions?|mucositis|diarrh\w+"
    r"|nausea|vomiting|recurrence|relapse|onset|odds|complications?|bleeding"
    r"|hospital\w*|stay|time to (?:recovery|resolution|complete)|completion time|reaction times?|latency|plaque"
    r"|ulcers?|wounds?|stones?|fractures?|falls?|loss|decline|progression|cancer|tumou?rs?"
    r"|diseases?|disorders?|deficien\w+|anaemia|anemia|homocysteine|cortisol|lactate|creatine kinase|ck"
    r"|exertion|rpe|failure|death|apoptosis|toxicity|sleepiness|insomnia|wheez\w+|use of|need for|requirements?"
    r"|dropouts?|diabetes|hypertension|stroke|dementia|preeclampsia|pre-eclampsia|cond)\b"
)
GOOD_THINGS = re.compile(
    r"\b(?:performance|strength|power|endurance|capacity|survival|quality of life|qol|well-?being|lean"
    r"|muscle mass|fat-free|mps|protein synthesis|bone mineral density|bmd|hdl\w*|haemoglobin|hemoglobin"
    r"|ferritin"
    r"|antioxidant\w*|sod|glutathione|gsh|25|vitamin d levels?|status|cognit\w+|memory|attention"
    r"|sleep (?:quality|duration|efficiency)|mood|function\w*|height|growth|weight gain|sensitivity|goal|vo"
    r"|time to exhaustion|distance"
    r"|repetitions|healing|clearance|diversity|abundance|bifidobacteri\w+|lactobacill\w+|adiponectin|immunity"
    r"|nk|iga|velocity|work|reps|torque|remission|response rate|cure|fertility|pregnancy rate|sperm\w*"
    r"|testosterone|absorption|bioavailability|volume load|thickness|synthesis|oxidation|expression)\b"
)
SURE = re.compile(
    r"\b(?:significan\w+|pvalsig|ciexc|clear(?:ly)?|markedly|considerabl[ey]|substantial\w*|demonstrat\w+"
    r"|conclude\w*|proved|strong(?:ly)?)\b"
)
HEDGE = re.compile(
    r"\b(?:may|might|could|potential\w*|possib\w+|suggest\w*|seem\w*|appear\w*|likely|promising|preliminary"
    r"|tend\w*|trend\w*|hypothes\w+)\b"
)
UNSURE = re.compile(
    r"\b(?:unclear|uncertain\w*|inconclusive|insufficient|inadequate|limited (?:evidence|data|number)"
    r"|conflicting|inconsisten\w+|controver\w+|contradictory|mixed|equivocal|not? (?:definitive|robust|firm"
    r"|conclusive|sufficient)|remains? to be"
    r"|lack of (?:evidence|data|studies|trials)|lacking|scarce|scant\w*|paucity|heterogene\w+|low[- ](?:quality"
    r"|certainty)|cannot be (?:drawn|determined|excluded)|needs? to be|not possible to|no (?:firm |definitive |clear )?conclusions?|more definitive|highly uncertain|poorly understood|elucidated|variable"
    r"|depend(?:s|ing) on)\b"
)
MORE = re.compile(
    r"\b(?:further|future|more|additional|larger|well-designed|warranted|needed|required"
    r"|necessary) (?:\w+ ){0,4}(?:stud\w+|research|trials?|investigations?|work|evidence|data|rcts?|warranted"
    r"|needed|required|necessary)\b|\b(?:warrant\w*|needed|required|should be (?:confirmed|investigated))\b"
)
PARTIAL = re.compile(
    r"\b(?:only|except|partial\w*|some|certain|several|subgroups?|modest\w*|slight\w*|marginal\w*|small|not all"
    r"|in (?:girls|boys|women|men|males|females) (?:only|but))\b"
)
PLAN = re.compile(
    r"\b(?:will be|this protocol|study protocol|trial protocol|we (?:will|plan)|aims to|is designed to"
    r"|to be (?:enrolled|randomi[sz]ed|conducted))\b"
)
SURVEY = re.compile(
    r"\b(?:this|the present|our|the) (?:mini-?)?(?:review|article|paper|chapter|work"
    r"|overview)\b[^.]{0,40}\b(?:summari[sz]|discuss|describ|explor|highlight|focus|aim|outlin|review|present"
    r"|examin|provid|address|will|concentrat|seek|analy[sz])\w*"
    r"|\b(?:we|here,? we|herein,? we) (?:\w+ )?(?:summari[sz]e|discuss|describe|review|highlight|outline"
    r"|overview|explore)\b|\bis (?:reviewed|discussed|summari[sz]ed)\b|\bare (?:reviewed|discussed"
    r"|summari[sz]ed)\b"
)
EQUAL = re.compile(
    r"\b(?:equivalent|equally (?:effective|as)|as effective as|non-?inferior\w*|comparable (?:efficacy"
    r"|effect\w*|to|with)|similar (?:efficacy|effect\w*|to)|no (?:significant )?differences? between the two)\b"
)


BETWEEN = re.compile(
    r"\b(?:placebo|controls?|control group|between[- ]groups?|between (?:the )?(?:two |three |four |treatment "
    r"|study |intervention )?(?:groups?|arms?|treatments|conditions|trials|interventions)|than|vs|versus"
    r"|group (?:x|by) time|time (?:x|by) group"
    r"|interactions?|compared (?:with|to)|other groups?|among (?:the )?groups|across groups|differ\w*"
    r"|over placebo|unsupplemented)\b"
)
WITHIN = re.compile(
    r"\b(?:baseline|both (?:\w+ )?(?:groups|arms|treatments|formulas|conditions)|all (?:\w+ )?(?:groups|arms"
    r"|conditions|treatments)|each group|over time|time effects?|main effects? of time|within[- ]groups?"
    r"|pre-? ?to|before and after|from pre|after training|regardless|in (?:the )?(?:placebo|control) group)\b"
)
MORE_OF = re.compile(
    r"\b(?:greater|larger|more|higher|further|bigger|stronger)(?: \w+){0,2} (?:reduc|decreas|declin|loss|fall|drop)\w*"
)
DIFFERS = re.compile(
    r"\b(?:significant(?:ly)?(?: \w+){0,2} (?:differen\w+|chang\w+|effects?|interactions?|associat\w+"
    r"|correlat\w+|affect\w*|influenc\w+|improv\w*)|differed significantly|pvalsig|ciexc|associated with"
    r"|correlated with)\b"
)
PRIMARY = re.compile(r"\b(?:primary|main|principal) (?:\w+ )?(?:outcomes?|end-?points?|efficacy|analysis|measures?)\b")


# Speaks of what was or will be looked at, not of what was found.
VOID = re.compile(
    r"\b(?:future|further|larger|additional|more|ongoing|large) (?:\w+[- ]){0,4}(?:trials?|studies|study|rcts?"
    r"|research|investigations?|work)\b.{0,80}\b(?:needed|required|warranted|necessary|should|will|would|could"
    r"|determine|clarify|confirm|elucidate|explore|investigate|need)"
    r"|\b(?:to|will|should|must) (?:determine|evaluate|assess|investigate|clarify|examine|test|compare"
    r"|establish|elucidate|explore|be (?:studied|investigated|evaluated|confirmed|tested))\b"
    r"|\bwhether\b|\b(?:was|were) (?:to )?(?:evaluated?|assess(?:ed)?|measured?|determined?|recorded|monitored"
    r"|compared|randomi\w+|assigned|allocated|searched|investigated?|examined?|analy[sz]ed)\b(?! (?:to|by"
    r"|in) (?:be|improv|reduc))"
    r"|\b(?:outcomes?|end-?points?|measures?) (?:was|were|included?|measured|comprised)\b|\b(?:aim|objective"
    r"|purpose)s?\b|\bevaluat(?:ed|es|ing) the (?:efficacy|effects?|effectiveness)"
)


class Clause(NamedTuple):
    """One clause: its verdict (None if it has none); whether it sounds sure or hedged; what it names; what it compares."""

    verdict: Verdict | None
    sure: bool
    hedged: bool
    ingredient: bool
    main: bool
    between: bool
    within: bool
    primary: bool


def clauses(plain: str) -> Iterator[str]:
    """The clauses of a sentence."""
    at = 0
    for match in CLAUSE.finditer(plain):
        if match.start() - at > 12 and plain.count("(", at, match.start()) <= plain.count(")", at, match.start()):
            yield plain[at : match.start()]
            at = match.start()
    yield plain[at:]


# Safety, conduct and starting values: neither good nor bad news about the effect.
ASIDE = re.compile(
    r"\b(?:adverse(?:ly)?|side[- ]?effects?|tolerat\w+|tolerab\w+|safety|safe|heterogeneity|publication bias|compliance"
    r"|adherence|drop-?outs?|baseline (?:characteristics|differences|values)|at baseline|demographic\w*|withdrawals?)\b"
)
# "Higher intake", "increased consumption", "low levels": the exposure itself, not what came of it.
_OF_IT = r"(?=(?:(?!in |with |for |after |than |by |on |at |among )[\w-]+ ){0,4}?(?:ingr|othr|intakes?|consumption|consumers|supplement\w*|frequency|status|doses?)\b)"
MUCH = re.compile(
    r"\b(?:high(?:er|est)?|increas(?:ed|ing|e in)|greater|more frequent|each|every|adequate|additional) " + _OF_IT
)
LITTLE = re.compile(r"\b(?:low(?:er|est)?|decreased|reduced|inadequate|insufficient|poor|deficient|lack of) " + _OF_IT)
TIES = re.compile(r"\b(?:associat\w+|correlat\w+|relat\w+|risks?|predict\w+|link\w*|odds|contribut\w+)\b")
TURNED: dict[Verdict | None, Verdict] = {"better": "worse", "worse": "better"}


def judge(plain: str) -> Clause:
    """The verdict of one clause, whose names and statistics are words already (`direction_terms.marked`)."""
    rest = (
        bool(SURE.search(plain)), bool(HEDGE.search(plain)), "ingr " in plain, "main " in plain,
        bool(BETWEEN.search(plain)), bool(WITHIN.search(plain)), bool(PRIMARY.search(plain)),
    )  # fmt: skip
    return Clause(verdict_of(plain, between=rest[4], within=rest[5]), *rest)


def verdict_of(plain: str, *, between: bool, within: bool) -> Verdict | None:
    """The verdict alone. `between`: groups are compared; `within`: a change from baseline, or in all groups alike."""
    void, aside = VOID.search(plain), ASIDE.search(plain)
    negated = NO_EFFECT.search(plain)
    if negated and not (void and "differ" not in negated.group()) and "not only" not in plain:
        return None if aside else "none"
    if void:
        return None
    little = LITTLE.search(plain) and TIES.search(plain)
    found = positive(LITTLE.sub("", plain) if little else MUCH.sub("", plain))
    if little:
        found = TURNED.get(found, found)
    if found in ("better", "changed") and UNSURE.search(plain):
        return None
    if found == "worse" and aside and not UP.search(plain):
        return None
    return "within" if found and within and not between else found


def positive(plain: str) -> Verdict | None:
    """Better or worse, for a clause that isn't negated. What a ratio's interval says of a risk goes before the words."""
    return by_ratio(plain) or by_words(plain)


def by_ratio(plain: str) -> Verdict | None:
    """A ratio wholly below 1 of something bad is for the better, above 1 for the worse; the reverse for something good. None where
    the clause holds ratios on both sides, or names both sorts of thing, or neither."""
    below, above = "ratiolow" in plain, "ratiohigh" in plain
    bad, good = bool(BAD_THINGS.search(plain)), bool(GOOD_THINGS.search(plain)) or "goal" in plain
    if below == above or bad == good:
        return None
    return "better" if below == bad else "worse"


def by_words(plain: str) -> Verdict | None:
    """By verbs of change and what they change."""
    if HARM.search(plain):
        protects = GOOD_VERB.search(plain) or DOWN.search(plain)
        if not protects or not re.search(
            r"(?:protect|prevent|attenuat|amelior|alleviat|reduc|decreas|mitigat|counteract|against|revers|restor)",
            plain,
        ):
            return "worse"
    if GOOD_VERB.search(plain):
        return "better"
    for change, other, bad, good in ((DOWN, UP, BAD_THINGS, GOOD_THINGS), (UP, DOWN, GOOD_THINGS, BAD_THINGS)):
        match = change.search(plain)
        if match is None:
            continue
        found = other.search(plain)
        if found and found.start() < match.start() and not MORE_OF.search(plain, found.start()):
            continue
        near = plain[max(0, match.start() - 45) : match.end() + 60]
        if bad.search(near):
            return "better"
        return "worse" if good.search(near) else "changed"
    return "changed" if DIFFERS.search(plain) else None
