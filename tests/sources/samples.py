"""Small invented files of every kind. No record here is real; the DOIs are of a prefix kept for examples."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
DOCTYPE = (
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


def citation(pmid: str = "101", *, article: str = "", citation: str = "", data: str = "", revised: str = "") -> str:
    """One `PubmedArticle`; the arguments are XML that is put into its parts."""
    day = f"<DateRevised><Year>{revised[:4]}</Year><Month>{revised[5:7]}</Month><Day>{revised[8:]}</Day></DateRevised>"
    article = article or "<ArticleTitle>Magnesium in migraine.</ArticleTitle>"
    data = data or f'<ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId></ArticleIdList>'
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
        f'{day if revised else ""}<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Internet"><PubDate>'
        "<Year>2019</Year></PubDate></JournalIssue><Title>Journal of invented trials</Title></Journal>"
        f"{article}</Article>{citation}</MedlineCitation><PubmedData>{data}</PubmedData></PubmedArticle>\n"
    )


def pubmed(*records: str, doctype: str = DOCTYPE) -> str:
    """A whole PubMed file."""
    return f"{DECLARATION}{doctype}<PubmedArticleSet>\n{''.join(records)}</PubmedArticleSet>\n"


FULL_ARTICLE = """
<ArticleTitle>Oral <i>magnesium</i> and 10<sup>9</sup> CFU of a probiotic: a trial.</ArticleTitle>
<ELocationID EIdType="pii" ValidYN="Y">X1</ELocationID>
<ELocationID EIdType="doi" ValidYN="Y">10.5555/JIT.101</ELocationID>
<Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Vitamin B<sub>12</sub>
   and <b>Mg<sup>2+</sup></b>.</AbstractText><AbstractText Label="RESULTS">P &lt; 0.05 &amp; more.</AbstractText>
<CopyrightInformation>Nobody</CopyrightInformation></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>O'Byrne</LastName><ForeName>Paul M</ForeName>
<Initials>PM</Initials></Author><Author><LastName>Single</LastName></Author>
<Author ValidYN="Y"><CollectiveName>The Invented Group</CollectiveName></Author></AuthorList>
<Language>ger</Language><Language>eng</Language>
<DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>
<AccessionNumber>NCT00000101</AccessionNumber></AccessionNumberList></DataBank>
<DataBank><DataBankName>GENBANK</DataBankName><AccessionNumberList><AccessionNumber>AB000001</AccessionNumber>
</AccessionNumberList></DataBank></DataBankList>
<GrantList CompleteYN="Y"><Grant><GrantID>1</GrantID><Agency>Invented Fund</Agency><Country>Nowhere</Country></Grant>
<Grant><Agency>Invented Fund</Agency></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList>
<ArticleDate DateType="Electronic"><Year>2018</Year><Month>12</Month><Day>30</Day></ArticleDate>
"""
FULL_CITATION = """
<ChemicalList><Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="D1">M</NameOfSubstance></Chemical>
</ChemicalList><MeshHeadingList><MeshHeading>
<DescriptorName UI="D1" MajorTopicYN="N">Migraine Disorders</DescriptorName>
<QualifierName UI="Q1" MajorTopicYN="Y">drug therapy</QualifierName>
<QualifierName UI="Q2" MajorTopicYN="N">blood</QualifierName></MeshHeading><MeshHeading>
<DescriptorName UI="D2" MajorTopicYN="Y">Magnesium</DescriptorName>
</MeshHeading></MeshHeadingList><KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N"><i>Mg</i> salts</Keyword>
</KeywordList><NewThing/>
"""
FULL_DATA = """
<History/><ArticleIdList><ArticleId IdType="pubmed">101</ArticleId><ArticleId IdType="pmc">PMC101</ArticleId>
<ArticleId IdType="doi">10.5555/other</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>x</Citation><ArticleIdList><ArticleId IdType="pubmed">999</ArticleId>
<ArticleId IdType="doi">10.5555/reference</ArticleId></ArticleIdList></Reference></ReferenceList>
"""
FULL = citation(article=FULL_ARTICLE, citation=FULL_CITATION, data=FULL_DATA, revised="2026-04-10")

NBIB = """
PMID- 201
OWN - NLM
LR  - 20250302
VI  - 9
DP  - 2000 Spring
TI  - Magnesium for migraine, a title that goes
      on in a second line.
PG  - 1-9
LID - 10.5555/nbib.201 [doi]
AB  - BACKGROUND: Attacks are common. METHODS: 42 of 60 people (NCT00000201, registered
      late) took it. RESULTS: Fewer attacks.
CN  - The Invented Group
FAU - Peikert, Anna
AU  - Peikert A
LA  - eng
SI  - ClinicalTrials.gov/NCT00000201
SI  - GENBANK/AB000001
GR  - R01 HL00001/HL/NHLBI NIH HHS/United States
PT  - Journal Article
PT  - Randomized Controlled Trial
JT  - Journal of invented trials
TA  - J Invent Trials
MH  - Magnesium/*administration & dosage
OT  - *magnesium
RIN - J Invent Trials. 2003 Jan;1(1):1. PMID: 202
XYZ - something new
AID - S0000 [pii]
AID - 10.5555/nbib.201 [doi]
PMC - PMC201

PMID- 202
DP  - 2003
TI  - Retraction notice.
PT  - Retraction of Publication
ROF - J Invent Trials. 2000;9(1):1-9. PMID: 201
"""

RIS = """1.
TY  - JOUR
T1  - Magnesium &amp; migraine: <i>an invented trial</i>.
A1  - Peikert, Anna Maria
A1  - van der Meulen, M. J.
Y1  - 2001/03/04/
N2  - Background: Attacks are common. Methods: We tried. Results: It helped. Trial registration: ISRCTN12345678.
JF  - Journal of invented trials
KW  - magnesium
migraine
DO  - http://dx.doi.org/10.5555/ris.1
DB  - Ovid MEDLINE(R)
AN  - 30100001
LA  - English
XX  - what is this
ER  -

2.
TY  - JOUR
TI  - A second one without identifiers
PY  - no year
ER  -
"""


def jats(title: str = "Invented full text", *, meta: str = "", abstract: str = "", body: str = "", back: str = "",
         kind: str = "research-article") -> str:  # fmt: skip
    """One JATS article; the arguments are XML that is put into its parts."""
    return (
        f'{DECLARATION}<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.0//EN" "JATS-archivearticle1.dtd">\n'
        f'<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="{kind}" xml:lang="en"><front><journal-meta>'
        "<journal-title-group><journal-title>Journal of invented trials</journal-title></journal-title-group>"
        '</journal-meta><article-meta><article-id pub-id-type="pmid">301</article-id>'
        '<article-id pub-id-type="pmc">301</article-id><article-id pub-id-type="doi">10.5555/jats.301</article-id>'
        f"<title-group><article-title>{title}</article-title></title-group>{meta}"
        '<pub-date pub-type="epub"><year>2013</year></pub-date><pub-date pub-type="collection"><year>2014</year>'
        f"</pub-date><abstract>{abstract}</abstract></article-meta></front><body>{body}</body><back>{back}</back></article>"
    )


def core(**fields: Any) -> dict[str, Any]:
    """One Europe PMC result."""
    title = "Magnesium in an invented core result."
    return {"id": "401", "source": "MED", "pmid": "401", "title": title, "pubYear": "2015", **fields}


def europepmc(*results: dict[str, Any], following: str = "", hits: int | None = None) -> str:
    """One page of Europe PMC results."""
    return json.dumps(
        {
            "version": "6.9",
            "hitCount": len(results) if hits is None else hits,
            "nextCursorMark": following,
            "request": {"queryString": 'a "result": [ in a query', "resultType": "core"},
            "resultList": {"result": list(results)},
        }
    )


def study(number: str = "NCT00000501", **sections: Any) -> dict[str, Any]:
    """One ClinicalTrials.gov study; `sections` are put beside or (modules) into its protocol."""
    protocol = {
        "identificationModule": {"nctId": number, "briefTitle": "Magnesium in an invented registration"},
        "statusModule": {"studyFirstPostDateStruct": {"date": "2011-05-06"}},
    }
    outer = {key: value for key, value in sections.items() if not key.endswith("Module")}
    modules = {key: value for key, value in sections.items() if key.endswith("Module")}
    return {"protocolSection": protocol | modules, **outer}


def lines(number: int, abstract: str = "Magnesium was given.") -> str:
    """One line of titles and abstracts as JSON."""
    record = {"pmid": str(number), "title": f"Title {number}", "abstract": abstract, "year": 2001}
    return json.dumps(record) + "\n"


RETRACTION_HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,\n"
)


def retraction(doi: str = "10.5555/x", pmid: str = "0", nature: str = "Retraction", day: str = "8/16/2023 0:00") -> str:
    """One row of Retraction Watch's list."""
    before = f'1,"A title, ""quoted""",,,J,P,C,A,,,{day},10.5555/notice,0,1/2/2020 0:00'
    return f"{before},{doi},{pmid},{nature},+Doubt;+Image;,No,,\n"


def write(folder: Path, text: str | bytes, name: str = "sample", *, packed: bool = False) -> Path:
    """Put a text into a file, gzipped if asked."""
    raw = text.encode() if isinstance(text, str) else text
    path = folder / name
    path.write_bytes(gzip.compress(raw, mtime=0) if packed else raw)
    return path
