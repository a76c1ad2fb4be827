"""What speaks for which study design: a list of cues, each a pattern and the weight it lends.

Cues look in the title, in sentences on the study itself ("we randomised …", "this review …"), or anywhere. "rct" is a
trial by
chance, parallel or cross-over; "human" says that people took part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from proofwort.extract.cues import ANIMALS, PEOPLE
from proofwort.model import Design

Where = Literal["title", "own", "any"]
Kind = Design | Literal["rct", "human"]


@dataclass(frozen=True, slots=True)
class Cue:
    """`pattern` found `where` lends `weight` to `design`. Counted once per article.

    Where `words` are given the pattern can't match a text without any of them; it isn't tried there, for speed alone.
    """

    name: str
    design: Kind
    where: Where
    weight: float
    pattern: re.Pattern[str]
    words: frozenset[str]


def cue(name: str, design: Kind, where: Where, weight: float, pattern: str) -> Cue:
    """A cue with its pattern compiled."""
    return Cue(name, design, where, weight, re.compile(pattern), frozenset(WORDS.get(name, "").split()))


_CHANCE = (
    "random randomly randomized randomised randomization randomisation randomize randomise randomizing randomising"
)
# A cue's name → words of which one must stand in the text (letters only, lower case).
WORDS: dict[str, str] = {
    "announces a trial": "will shall protocol",
    "trial is under way": "recruitment enrolment enrollment trial study are designed",
    "did a meta-analysis": "meta metaanalysis",
    "searched databases": "pubmed medline embase cochrane scopus web cinahl psycinfo google central databases search "
    "searched"
    " searches searching literature",
    "a Cochrane abstract": "search selection data cochrane study",
    "could not be pooled": "pool pooled pooling meta combined quantitative narrative no",
    "counts what it included": "studies trials rcts articles papers publications reviews records reports bias "
    "quality jadad"
    " cochrane criteria trial",
    "calls itself a review": "review overview chapter perspective commentary opinion viewpoint editorial monograph "
    "primer"
    " narrative mini minireview article paper",
    "we review": "review reviews reviewed summarize summarise summarized summarised summarizes summarises discuss "
    "discusses"
    " discussed overview highlight highlights highlighted outline outlines outlined critically revisit survey propose",
    "randomised this study": _CHANCE,
    "people were randomised": _CHANCE,
    "a randomised trial": _CHANCE + " rct",
    "double-blind": "blind blinded blinding blindly masked mask masking doubleblind",
    "placebo group": "placebo",
    "a cohort study": "cohort cohorts longitudinal prospective",
    "case-control": "case",
    "a case-control study": "case casecontrol matched cases",
    "patients against healthy controls": "control controls healthy subjects individuals participants children "
    "volunteers"
    " persons people adults donors hc hcs",
    "a cross-sectional study": "cross survey surveyed",
    "not randomised": "nonrandomized nonrandomised non quasi quasiexperimental not nonrandomly",
    "cells were treated": "cell cells assay blot elisa cytometry qpcr pcr luciferase vitro silico incubated neurons "
    "hepatocytes"
    " fibroblasts astrocytes microglia docking ic μm simulator batch inhibitory analysis",
    "an animal model": "models model rats mice pigs rabbits dogs zebrafish vivo",
    "animals were used": "mice mouse rat rats murine rodent rodents rabbit rabbits guinea hamster hamsters gerbil "
    "gerbils piglet"
    " piglets pig pigs swine sow sows broiler broilers chicken chickens chick chicks hen hens quail quails duck "
    "ducks dog dogs"
    " canine cat cats feline horse horses equine mares foals cow cows cattle calves bovine steers heifers sheep lamb "
    "lambs ewes"
    " goat goats zebrafish drosophila flies fly elegans nematode nematodes monkey monkeys macaque macaques primates "
    "marmoset"
    " marmosets fish trout carp tilapia sea shrimp shrimps poultry sprague dawley wistar c balb zucker ferret "
    "ferrets mink minks"
    " silkworm silkworms honeybee honeybees frog frogs xenopus knockout wild pups sacrificed gavage kg intraperitoneal"
    " intraperitoneally i chow weaned euthanized euthanised euthanasia",
    "Mendelian randomisation": "mendelian",
}


RANDOM = (
    r"(?<!non)(?<!non-)(?<!not )(?<!un)\brandom(?:i[sz]ed|i[sz]ation|ly|i[sz]ing)?\b(?! (?:forest|effects?|sampl"
    r"|number|intercept|select"
    r"|chosen|select|model|slope|error|component|survey|spot|urine|blood|glucose|plasma|digit|walk|telephone))"
)
TRIAL = (
    r"(?:clinical )?(?:trials?|stud(?:y|ies)|experiments?|design|investigation|intervention|protocol|order|comparison"
    r"|evaluation|RCTs?|manner|fashion)"
)

CUES: tuple[Cue, ...] = (
    # ------------------------------------------------------------------ protocol
    cue("protocol in the title", "protocol", "title", 26,
        r"\b(?:study|trial|review|research) protocols?\b|\bprotocol (?:for|of) (?:an? |the )?(?:[a-z0-9-]+,? ){0,8}"
        r"(?:trial|study|review|meta-analysis|cohort|evaluation|programme|program)\b|: (?:a "
        r"|the )?(?:study )?protocol\b"
        r"|\brationale(?:,)? (?:and|&) (?:study )?(?:design|protocol|methods)|\b(?:study )?design and (?:rationale"
        r"|methodology)\b"
        r"|\brationale, (?:study )?design"),
    cue("announces a trial", "protocol", "own", 10,
        r"\b(?:will|shall) be (?:conducted|performed|carried out|undertaken|measured|determined|analy[sz]ed|compared"
        r"|collected|evaluated|administered|used to|tested|monitored|followed|obtained|taken|examined|recorded"
        r"|performed|given|blinded|asked|treated|considered|supplemented)\b|\b(?:participants|patients|subjects|women"
        r"|men|children|adults|individuals|volunteers|infants|who)[^.;]{0,80}\bwill (?:be (?:randomly|randomi[sz]ed"
        r"|recruited|enrolled|allocated|assigned|included|invited|assessed)|receive|undergo|consume|complete|take)"
        r"|\bthis (?:study )?protocol\b|\bprotocol (?:describes|outlines|is for)\b"
        r"|\b(?:we|trial|study) will (?:recruit|enrol|randomi|include|search|conduct|investigate|assess|evaluate"
        r"|compare|examine)"),
    cue("objectives of a Cochrane protocol", "protocol", "any", 24, r"this is (?:a|the) protocol for a\b"),
    cue("trial is under way", "protocol", "own", 6, r"\b(?:recruitment|enrol+ment|the trial|the study|trial) (?:is"
        r"|has|began|started|will|commenced)[^.;]{0,40}\b(?:ongoing|under ?way|in progress|expected|complete (?:by"
        r"|in)|begin|start|planned|currently)|\bwe are (?:conducting|currently|undertaking|recruiting)"
        r"|\bis designed to (?:test|assess|determine|evaluate|investigate|compare)"),
    # ------------------------------------------------------------------ meta-analysis, systematic review
    cue("meta-analysis in the title", "meta-analysis", "title", 14,
        r"\bmeta-? ?analy(?:s[ei]s|tic)(?! of individual patient data protocol)|\bmeta-?regression"
        r"|\bpooled analysis of (?:randomi[sz]ed|\d+ )|\bquantitative (?:review|synthesis)"),
    cue("did a meta-analysis", "meta-analysis", "own", 9,
        r"\b(?:we|was|were|to|this|present|current|our)\b[^.;]{0,90}\bmeta-? ?analy(?:s[ei]s|[sz]ed|tic"
        r"|[sz]e)\b(?! (?:was|is) (?:not|im)possible)"
        r"|\bmeta-analys[ei]s (?:was|were) (?:performed|conducted|carried|done|undertaken|completed|used)"),
    cue("pooled with a random-effects model", "meta-analysis", "any", 5,
        r"\b(?:random|fixed)[- ]effects?[- ](?:model|meta|analys)[^.]{0,200}|\bpooled (?:effect|estimate|analys[ei]s"
        r"|mean|weighted|rr|or|smd|wmd|hr|relative|results?|data|odds|risk|standard|means)"
        r"|\b(?:weighted|standardi[sz]ed) mean differences?\b.{0,30}(?:ci|confidence|,)|\bforest plots?\b"
        r"|\bheterogeneity\b.{0,40}\bi2?\b|\bi ?2 ?="),
    cue("systematic review in the title", "systematic-review", "title", 10,
        r"\bsystematic(?:ally)?(?: literature| scoping| and critical| qualitative| critical| umbrella"
        r"| mini)? reviews?\b|\bscoping review|\bumbrella review|\bsystematic (?:search|evaluation|overview"
        r"|analysis) of"
        r"|\bsystematic (?:mapping|evidence)|\bevidence map|\bcochrane review|\boverview of (?:systematic )?reviews"
        r"|\bintegrative review|\brapid review|\brealist review"),
    cue("did a systematic review", "systematic-review", "own", 6,
        r"\bsystematic(?:ally)?(?: literature| and critical| scoping| qualitative)? (?:review(?:s|ed)?|search(?:ed)?"
        r"|overview)\b|\bscoping review\b|\bumbrella review\b|\bcritically apprais"),
    cue("a Cochrane abstract", "systematic-review", "any", 14,
        r"\bsearch (?:strategy|methods)\s?[:,]|\bselection criteria\s?[:,]|\bdata collection (?:&"
        r"|and) analysis\s?[:,]|\bdata sources?\s?:|\bstudy selection\s?:|\bcochrane [a-z, &-]{3,60} (?:group"
        r"|register)"),
    cue("pooled figures of a review", "meta-analysis", "any", 6,
        r"\b(?:trials|studies|rcts|women|participants|patients|infants|children)\b[^.]{0,120}\b(?:relative risks?"
        r"|risk ratios?|odds ratios?|rr|or|wmd|smd|peto|mean difference|md|effect size|rd)\b[^.]{0,40}\b9[05] ?%"
        r"|\bmantel[- ]haenszel|\bdersimonian|\bfixed effects?\b|\bdata (?:from [a-z ]{3,30} )?were (?:pooled"
        r"|combined)|\bcombined (?:analysis|results|estimate|effect)|\bsummary (?:event|relative|odds|estimates?"
        r"|effect|risk)|\boverall effect|\bmeta-analy|\bpooled\b"),
    cue("could not be pooled", "systematic-review", "any", 6,
        r"\b(?:not|unable|no|could not|precluded|impossible|insufficient)\b[^.;]{0,60}\b(?:pool(?:ed|ing)?"
        r"|meta-analys[ei]s|combined|quantitative synthesis)\b|\bmeta-analysis (?:was|is|were) (?:not|im)"
        r"|\bnarrative (?:synthesis|summary)\b|\bno (?:trials|studies|rcts|randomi[sz]ed)[^.]{0,40}\b(?:found"
        r"|identified|included|met|eligible)"),
    cue("searched databases", "systematic-review", "any", 6,
        r"\b(?:pubmed|medline|embase|cochrane|scopus|web of science|cinahl|psycinfo|google scholar|central"
        r"|databases)\b[^.]{0,160}\b(?:search(?:ed|es)?|queried|screened|explored|used to identify|reviewed|consulted"
        r"|interrogated)\b"
        r"|\bsearch(?:ed|es|ing)?\b[^.]{0,160}\b(?:pubmed|medline|embase|cochrane|scopus|web of science|cinahl"
        r"|psycinfo|google scholar|databases?|electronic)\b"
        r"|\bliterature (?:search|review) (?:of|in|on|was|using)\b[^.]{0,100}(?:pubmed|medline|embase|google scholar"
        r"|scopus)"),
    cue("PRISMA", "systematic-review", "any", 4, r"\bprisma\b|\bprospero\b|\bpreferred reporting items"),
    cue("counts what it included", "systematic-review", "any", 4,
        r"\b\d[\d,]* (?:[a-z-]+ ){0,4}(?:studies|trials|rcts|articles|papers|publications|reviews|records"
        r"|reports)\b[^.;]{0,60}\b(?:met (?:the|our|all)|were (?:included|identified|eligible|selected|retrieved"
        r"|found|analy[sz]ed|reviewed|retained)|fulfilled|were finally)"
        r"|\b(?:included|identified|found|selected|retrieved|yielded|reviewed) \d[\d,]* (?:[a-z-]+ ){0,4}(?:studies"
        r"|trials|rcts|articles|papers|publications)"
        r"|\b(?:inclusion|eligibility) criteria\b[^.]{0,80}\b(?:stud|trial|article|publication)|\brisk of bias\b"
        r"|\bquality of (?:the )?(?:included )?(?:studies|trials|evidence)\b|\bjadad\b|\bcochrane risk"),
    cue("selection criteria for trials", "systematic-review", "any", 5,
        r"\b(?:selection criteria|study selection|data (?:collection and analysis|extraction|synthesis|sources))\s*:"
        r"|\btwo (?:review )?authors independently|\b2 (?:review(?:ers)?|authors|investigators|review authors"
        r"|independent reviewers)[^.]{0,20} independently"),
    # ------------------------------------------------------------------ narrative review
    cue("review in the title", "narrative-review", "title", 7,
        r"(?<!systematic )(?<!scoping )(?<!umbrella )(?<!chart )(?<!retrospective )(?<!cochrane )\b(?:narrative "
        r"|literature |critical |mini-?|comprehensive |brief |concise |updated |state-of-the-art |in-depth |clinical "
        r"|current |evidence-based )?reviews?\b(?! of (?:\d+|cases|records|charts|medical))"),
    cue("calls itself a review", "narrative-review", "own", 7,
        r"\b(?:this|the present|the current|our|present|current|in the|that|a|an"
        r"|following) (?:[a-z-]+,? ){0,4}(?:review(?! of (?:medical|records|charts|patient))|overview|mini-?review"
        r"|chapter|perspective|commentary|opinion|viewpoint|editorial|monograph|narrative review|primer)\b(?! board)"
        r"|\breview (?:aims|article|paper|summari|focus|discuss|highlight|explor|examin|cover|provid|describ|outlin"
        r"|present|address|consider|intends|deals|will)"
        r"|\bthe (?:aim|purpose|goal|objective) of (?:this|the|our) (?:[a-z]+ ){0,3}(?:review|overview|article"
        r"|paper) |\bnarrative review\b"),
    cue("we review", "narrative-review", "own", 6,
        r"\b(?:we|authors?|article|paper|chapter|manuscript|work|here|herein)\b[^.;]{0,60}\b(?:review(?:s"
        r"|ed)? (?!board|process|records|charts|medical|the (?:records|charts|medical)|committee)|summari[sz]e[sd]?"
        r"|discuss(?:es|ed)?|overview|highlight(?:s|ed)?|outlines?|critically (?:review|discuss|evaluat)|revisit"
        r"|survey the|propose)"
        r"|\b(?:is|are|were|will be) (?:also )?(?:briefly |critically |extensively )?(?:reviewed|summari[sz]ed"
        r"|discussed|highlighted|outlined|overviewed)\b"),
    cue("reviews a field", "narrative-review", "any", 3,
        r"\b(?:recent (?:advances|studies|research|evidence|findings|data|years|progress)|growing (?:body|evidence"
        r"|interest)|accumulating evidence|emerging (?:evidence|role)|current (?:knowledge|evidence|understanding"
        r"|literature)|state of the art|future (?:directions|perspectives|research|studies)|has been (?:shown"
        r"|reported|demonstrated|suggested)|have been (?:shown|reported|implicated|proposed|identified))\b"),
    cue("names a field in the title", "narrative-review", "title", 2.5,
        r"^(?:the )?(?:(?:potential |emerging |possible |therapeutic |key |crucial |critical )*roles? of|mechanisms?"
        r"|current|recent|new (?:insights|perspectives)|insights|advances|emerging|perspectives|implications"
        r"|targeting|interplay|crosstalk|understanding|exploring|from|towards?|can|is|are|do|does|could|how|why"
        r"|what)\b"
        r"|\b(?:perspectives?|implications|insights|advances|challenges|opportunities|future directions"
        r"|current (?:status|knowledge|evidence|understanding|state)|crosstalk|interplay|overview|update|myth|facts?"
        r"|therapeutic (?:potential|target|strateg|approach)|what (?:do we|we) know|state of the art|possible (?:role"
        r"|mechanism)|mechanisms? and)"),
    # ------------------------------------------------------------------ randomised trials
    cue("randomised in the title", "rct", "title", 9, RANDOM + r"|\brct\b"),
    cue("randomised this study", "rct", "own", 6, RANDOM + r"[^.;]{0,60}\b" + TRIAL),
    cue("people were randomised", "rct", "any", 8,
        r"\b(?:was|were|are|been|being|and|then|we|who|to be|after|took|given|to|received|underwent|consumed|ingested"
        r"|performed|participated|completed|studied)\b,? (?:[a-z-]+ ){0,3}random(?:i[sz]ed|ly)\b(?! (?:selected"
        r"|sampled|chosen|controlled|clinical|trials))"
        r"|\brandomly (?:[a-z]+ )?(?:assigned|allocated|divided|distributed|received|given|categori[sz]ed|placed"
        r"|separated|grouped|enrolled|classified|split|administered|subdivided|entered|allotted|ingested|consumed"
        r"|supplemented|ordered|administrated|prescribed|treated|grouped|put|recruited (?:in)?to)"
        r"|\brandom(?:i[sz]ation|i[sz]ed)? (?:was|were|to (?:receive|one|either|the|take|a|an|placebo|groups?|\d)"
        r"|into|(?:in)?to \d|sequence|list|assignment|allocation|order|by|using|between|at)\b"
        r"|\b(?:we|investigators) randomi[sz]ed\b|\bblock random|\brandom (?:order|allocation|assignment|sequence)"
        r"|\ballocated (?:at )?random|\bat random\b|\b(?:in|using|with"
        r"|of) (?:an? )?(?:[a-z-]+,? ){0,6}randomi[sz]ed,? (?:[a-z0-9-]+,? ){0,7}(?:trial|study|design|manner|fashion"
        r"|order|experiment)"),
    cue("a randomised trial", "rct", "any", 5,
        r"\b(?:a|this|the present|our|an|present|current|phase [iv0-9]+[ab]?,?) (?:[a-z0-9×-]+,? (?:and "
        r")?){0,8}randomi[sz]ed,? (?:[a-z0-9×-]+,? (?:and )?){0,9}(?:trial|study|design|experiment|investigation"
        r"|protocol)\b|\brct\b"),
    cue("double-blind", "rct", "own", 5, r"\b(?:double|triple|single|2)[- ]?(?:blind|mask)"),
    cue("double-blind in the title", "rct", "title", 6, r"\b(?:double|triple|single)[- ]?(?:blind|mask)"
        r"|\bplacebo[- ]controlled"),
    cue("placebo group", "rct", "any", 4,
        r"\bplacebo[- ](?:group|controlled|arm|condition|trial|capsul|tablet|supplement|treat|beverage)|\b(?:or|and"
        r"|versus|vs\.?|with|to|than|received|a) (?:an? )?(?:[a-z]+ ){0,2}placebo\b"),
    cue("controlled trial in the title", "rct", "title", 4, r"\b(?:controlled|clinical) (?:clinical )?trial\b"),
    # ------------------------------------------------------------------ people
    cue("human participants", "human", "any", 4,
        r"\b\d[\d,]* (?:[a-z0-9/-]+,? (?:and )?){0,6}" + PEOPLE + r"\b|\b" + PEOPLE +
            r" (?:were|was|who|with|aged|received|completed|participated|underwent|consumed|ingested|performed"
            r"|took)\b"),
    cue("consent", "human", "any", 2, r"\binformed consent\b|\bbmi\b|\bbody mass index\b|\byears of age\b"
        r"|\byears old\b|\baged \d"),
    # ------------------------------------------------------------------ other designs in people
    cue("case report", "case-report", "title", 14, r"\bcase (?:reports?|series|study|studies|presentation)\b"
        r"|\ba case of\b|: a case\b|\breport of (?:a|\d|an|one|two) cases?\b|\bn-of-1\b|\bsingle[- ]case"),
    cue("reports a case", "case-report", "any", 8,
        r"\b(?:we|authors) (?:herein |here )?(?:report|present|describe)(?:ed|s)? (?:on )?(?:the |an? |\d |our "
        r"|this )?(?:[a-z-]+ ){0,4}(?:case|patient)s?\b(?! (?:with|in) (?:control|an odds))|\b(?:a|the|one|rare|first"
        r"|unusual|fatal|\d) (?:[a-z-]+ ){0,3}cases?(?: of [^.;]{3,80})? (?:is|are|was|were) (?:described|presented"
        r"|reported)|\bthis case (?:report|study|highlights|illustrates|series)\b|\bcase (?:report|series"
        r"|presentation)\b"
        r"|\b(?:an?|the) \d+[- ](?:year|month|week|day|yr)s?[- ]old (?:[a-z-]+ ){0,4}(?:man|woman|male|female|boy"
        r"|girl|patient|infant|child|athlete|lady|gentleman|caucasian|who|was|with|presented|presents|developed)"),
    cue("cohort in the title", "cohort", "title", 9, r"\b(?:prospective |birth |retrospective )?cohorts?\b(?! of \d+ "
        r"(?:rats|mice))|\blongitudinal (?:study|analysis|association)|\bfollow-up study\b|\bprospective (?:study"
        r"|analysis) of"),
    cue("a cohort study", "cohort", "own", 6, r"\b(?:prospective|retrospective|population-based|historical|birth"
        r"|longitudinal|large|observational|matched|national|nationwide)[a-z, -]{0,40}cohorts?\b|\bcohort (?:study"
        r"|analysis|of|design|included)|\blongitudinal (?:study|data|observational|cohort|design|analysis)"
        r"|\bprospective observational"),
    cue("followed people", "cohort", "any", 4,
        r"\bperson-years\b|\bincident\b|\bduring (?:a |an )?(?:mean |median |average |\d"
        r"|the )?[a-z0-9.\- ]{0,20}(?:years|y|yr|months) of follow-?up|\b(?:were"
        r"|was) (?:prospectively )?followed(?:[- ]up)? (?:for|from|until|over|prospectively)|\bcox (?:proportional"
        r"|regression|model)|\bhazard ratios?\b|\bfollow-up of \d|\bretrospective(?:ly)?\b(?! registered)"),
    cue("a national cohort by name", "cohort", "any", 3, r"\bnurses' health study|\bframingham\b|\bepic\b"
        r"|\bwomen's health (?:initiative|study)|\buk biobank|\brotterdam study|\bhealth professionals follow"
        r"|\bregistry\b"),
    cue("case-control", "case-control", "title", 10, r"\bcase[- ]control(?:led)?\b|\bcase-referent"),
    cue("a case-control study", "case-control", "own", 7, r"\bcase[- ]control(?:led)?\b(?! (?:studies|data|evidence))"
        r"|\bmatched controls\b|\bcases and \d* ?controls\b"),
    cue("patients against healthy controls", "case-control", "any", 4.5,
        r"\b(?:and|with|to|from|versus|vs\.?|than|in|between) (?:the )?(?:\d+ )?(?:age[a-z -]{0,15}matched "
        r")?(?:healthy|normal|neurotypical|non[a-z-]+|unaffected|matched|age-matched|sex-matched"
        r"|control) (?:[a-z-]+ ){0,2}(?:controls?|subjects|individuals|participants|children|volunteers|persons"
        r"|people|adults|donors|hc)\b|\bhealthy controls?\b|\b\d+ controls\b|\bhcs?\b"),
    cue("cross-sectional in the title", "cross-sectional", "title", 10, r"\bcross[- ]sectional\b|\bsurvey\b"
        r"|\bprevalence (?:of|and)\b|\bnhanes\b|\bknowledge, attitudes?\b"),
    cue("a cross-sectional study", "cross-sectional", "own", 7, r"\bcross[- ]sectional(?:ly)? (?:study|survey"
        r"|analys[ei]s|design|data|investigation|observational|research)|\bwas (?:a )?cross-sectional|\b(?:online"
        r"|web-based|national|questionnaire|internet|telephone|population) survey\b|\bsurvey(?:ed)? (?:of|was|of)\b"),
    cue("asked and associated", "cross-sectional", "any", 3.5,
        r"\bnhanes\b|\b(?:food[- ]frequency )?questionnaires?\b[^.]{0,60}\b(?:were|was) (?:used|administered"
        r"|completed|distributed|collected)|\bfood[- ]frequency\b|\bcross[- ]sectional|\b(?:logistic|linear"
        r"|multivaria[a-z]+|multiple) regressions?\b|\b(?:associations?|correlations?"
        r"|relationship) between [^.;]{5,90}(?:was|were) (?:assessed|evaluated|examined|investigated|analy[sz]ed"
        r"|tested|explored)|\bdietary (?:intakes?|patterns?) (?:was|were|and)\b|\b(?:was|were) (?:positively"
        r"|negatively|inversely|significantly) (?:associated|correlated)"),
    cue("non-randomised in the title", "nonrandomised-trial", "title", 12, r"\bnon-?randomi[sz]ed"
        r"|\bquasi-?(?:experimental|randomi)|\bnot randomi[sz]ed\b|\bnonrandom\b|\bcontrolled before"),
    cue("not randomised", "nonrandomised-trial", "own", 9, r"\bnon-?randomi[sz]ed (?:[a-z-]+,? ){0,4}(?:trial|study"
        r"|design|manner|controlled)|\bquasi-?(?:experiment|randomi)|\bnot randomi[sz]ed\b"
        r"|\bnon-?randomly (?:assigned|allocated)|\bnonrandomi[sz]ed\b"),
    cue("allotted to groups", "nonrandomised-trial", "any", 4,
        r"\b(?:were|was) (?:[a-z]+ )?(?:divided|assigned|allocated|split|categori[sz]ed|separated|grouped|classified"
        r"|allotted|distributed) (?:in)?(?:to)? ?(?:either |one of |the )?(?:\d|an?|three|two|groups?|the|receive"
        r"|control|experimental)|\b(?:control|intervention|experimental|treatment|supplemented|supplementation"
        r"|treated) groups?\b|\bcomparison group\b"),
    cue("controlled but nothing on chance", "nonrandomised-trial", "title", 3,
        r"\b(?:prospective|controlled|comparative) (?:[a-z]+ )?(?:study|trial)\b"),
    cue("single arm", "single-arm-trial", "title", 9, r"\bsingle[- ]arm\b|\buncontrolled (?:trial|study|pilot)"
        r"|\bopen[- ]label pilot|\bopen (?:pilot )?(?:trial|study)\b|\bbefore[- ]and[- ]after\b|\bpre-?post\b"
        r"|\bone[- ]arm\b"),
    cue("a single-arm study", "single-arm-trial", "own", 7,
        r"\bsingle[- ]arm\b|\buncontrolled\b[^.;]{0,30}(?:trial|study|pilot|design)"
        r"|\bopen[- ]label,? (?:[a-z-]+,? ){0,3}(?:pilot|trial|study)|\bbefore[- ]and[- ]after,?\b[^.;]{0,40}(?:trial"
        r"|study|design)|\bpre(?:test)?-? ?(?:/|-|and )post-?(?:test|intervention)?\b[^.;]{0,30}(?:design|study|trial"
        r"|intervention)|\bno control group\b|\bwithout (?:a )?control (?:group|arm)|\bopen(?:,| pilot"
        r"| clinical)? (?:trial|study|non-?comparative)|\bnon-?comparative\b|\bone[- ]group\b"),
    cue("all were given it", "single-arm-trial", "any", 3,
        r"\ball (?:the )?(?:\d+ )?" + PEOPLE + r" (?:were|was|received|took|consumed|ingested)\b|\bcompared (?:with"
            r"|to) (?:the )?(?:baseline|pre-?(?:treatment|intervention|supplement)[a-z]*)|\b(?:before"
            r"|pre-?) and (?:after|post-?)\b"),
    # ------------------------------------------------------------------ animals, cells, other
    cue("animals in the title", "animal", "title", 8, r"\b" + ANIMALS + r"\b(?!-?derived)(?! oil)(?! protein)(?! "
        r"consumption)(?! intake)(?! models?: a)"),
    cue("animals were used", "animal", "any", 8,
        r"\b(?:\d+ |adult |male |female |old |aged |young |the |of |in |using |fed |treated |model |wild-type "
        r"|knockout |transgenic |germ-free |diabetic |obese )(?:[a-z0-9/-]+ ){0,4}" + ANIMALS +
            r" (?:were|was|received|fed|treated|showed|exhibited|had|displayed|with|given|model|supplemented|after"
            r"|exposed|subjected|by|at|on|for|and)\b"
        r"|\b" + ANIMALS + r" (?:were|was) (?:randomly |fed|given|treated|divided|assigned|housed|sacrificed|killed"
            r"|administered|subjected|exposed|injected|used|allocated|orally|supplemented|randomi|inoculated|raised"
            r"|pretreated)|\bsacrificed\b|\b(?:oral |by |intragastric )gavage|\beuthani[sz]|\bmg/kg (?:b\.?w|body"
            r"|/day|i\.p|p\.o|orally|bw)|\b(?:intraperitoneal(?:ly)?|i\.p\.) inject|\bchow\b|\bweaned\b"),
    cue("an animal model", "animal", "own", 4, r"\b(?:rat|mouse|mice|murine|animal|rodent|rabbit|pig"
        r"|zebrafish)s? models?\b|\bin (?:rats|mice|pigs|rabbits|dogs|zebrafish)\b|\bin vivo\b"),
    cue("cells in the title", "in-vitro", "title", 8, r"\bin[- ]vitro\b(?! (?:fertili|maturation))|\bin[- ]silico\b"
        r"|\bcell lines?\b|\bmolecular docking|\bcultured\b|\bex vivo\b|\bcells\b|\bhepatocytes\b|\bfibroblasts\b"
        r"|\bchondrocytes\b|\bkeratinocytes\b|\borganoids?\b|\bcaco-2\b|\bhepg2\b|\bfermentation model"
        r"|\bmacrophages\b|\bnetwork pharmacology"),
    cue("cells were treated", "in-vitro", "any", 6,
        r"\bcells? (?:were|was|lines?|culture|viability|cultures|proliferation assay|with|treated|exposed)\b|\b(?:mtt"
        r"|elisa|western blot|flow cytometry|qpcr|rt-pcr|luciferase) (?:assay|analysis)|\bin[- ]vitro\b(?! (?:fertili"
        r"|maturation))|\bin[- ]silico\b|\bincubated\b|\b(?:cultured|primary) (?:[a-z]+ ){0,2}(?:cells|neurons"
        r"|hepatocytes|fibroblasts|astrocytes|microglia)|\bmolecular docking|\bic ?50\b|\bμm\b|\bsimulator of the"
        r"|\bbatch (?:culture|fermentation)|\bminimum inhibitory"),
    cue("Mendelian randomisation", "other", "any", 16, r"\bmendelian randomi[sz]ation\b"),
    cue("guidance", "other", "title", 7, r"\b(?:guidelines?|recommendations?|consensus|position (?:stand|statement"
        r"|paper)|statement|erratum|correction|letter|reply|comment on|response to|editorial|interview|hypothesis"
        r"|cost-effectiveness|economic evaluation|method(?:s|ology)? for|development (?:and|of) (?:an?"
        r"|the)? ?(?:validation|method|assay|questionnaire|tool))\b"),
    cue("guidance in the text", "other", "own", 4, r"\bposition (?:stand|statement)\b|\bconsensus (?:statement|panel"
        r"|recommend)|\bguidelines? (?:is|are|was|were|provide)"),
)  # fmt: skip
