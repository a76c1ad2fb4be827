"""Words that several facts look for: who was studied, and whether a sentence speaks of the study itself."""

from __future__ import annotations

import re

# Nouns for people who take part. Plural, since one person is a case report's business.
PEOPLE = (
    r"(?:patients|participants|subjects|volunteers|individuals|adults|men|women|males|females|children|infants|neonates"
    r"|newborns|babies|boys|girls|adolescents|teenagers|students|athletes|players|cyclists|runners|swimmers|rowers"
    r"|lifters"
    r"|triathletes|sprinters|wrestlers|soldiers|nurses|workers|persons|people|humans|residents|recruits|veterans"
    r"|elders|elderly"
    r"|seniors|mothers|pairs|couples|dyads|twins|cases|controls|survivors|smokers|nonsmokers|non-smokers|drinkers"
    r"|vegetarians"
    r"|vegans|preschoolers|schoolchildren|toddlers|preterms|preterm infants|outpatients|inpatients|respondents"
    r"|enrollees"
    r"|employees|professionals|physicians|wom[ae]n|fishermen|farmers|firefighters|cadets|judokas?|gymnasts|dancers"
    r"|climbers"
    r"|weightlifters|bodybuilders|footballers|golfers|skiers|divers|golfers|kayakers|canoeists|fighters|boxers"
    r"|sailors|pilots"
    r"|diabetics|hypertensives|asthmatics|alcoholics|gravidas|primigravidas|primiparas|parturients|donors|recipients"
    r"|families"
    r"|households|villagers|refugees|caregivers|carers|parents|fathers|octogenarians|centenarians|subjects?)"
)
ANIMALS = (
    r"(?:mice|mouse|rats?|murine|rodents?|rabbits?|guinea pigs?|hamsters?|gerbils?|piglets?|pigs?|swine|sows?"
    r"|broilers?|chickens?"
    r"|chicks?|hens?|quails?|ducks?|dogs?|canine|cats?|feline|horses?|equine|mares|foals|cows?|cattle|calves|bovine"
    r"|steers"
    r"|heifers|sheep|lambs?|ewes|goats?|zebrafish|drosophila|(?:fruit )?flies|c\. elegans|caenorhabditis elegans"
    r"|nematodes?"
    r"|monkeys?|macaques?|primates|marmosets?|fish|trout|carp|tilapia|sea bass|shrimps?|poultry|sprague[- ]dawley"
    r"|wistar"
    r"|c57bl/?6j?|balb/?c|zucker|ferrets?|minks?|silkworms?|honeybees?|frogs?|xenopus|knockout mice|wild-type mice"
    r"|pups)"
)
# A sentence on the study itself rather than on what others found.
OWN = re.compile(
    r"\b(?:we|our|the authors)\b|\b(?:this|the present|the current|present|current|our) (?:[a-z-]+ ){0,6}(?:study"
    r"|trial|work|review"
    r"|article|paper|investigation|research|experiment|analysis|report|survey|project|meta-analysis|chapter"
    r"|manuscript|protocol)\b"
    r"|\bthe (?:aim|aims|objective|objectives|purpose|goal)\b|\bthe (?:study|trial) (?:was|is|has|included|aimed|used"
    r"|comprised)"
    r"|\bthis was\b|\bherein?\b"
)
P_VALUE = re.compile(
    r"\bp\s*(?:-?value)?s?\s*(?:[<>=≤≥]|less than|was|of)\s*(?:or = )?0?\.?\d|\bp\s*=\s*ns\b"
    r"|95 ?% ?(?:ci|confidence)|±|\+/-"
)
