"""JATS full text, Europe PMC results and registered trials."""

from __future__ import annotations

import json
from pathlib import Path

from proofwort.model import Article, Identifiers, Section
from proofwort.sources import Link, Notice, Tally, clinicaltrials, europepmc, jats
from tests.sources.samples import core, study, write
from tests.sources.samples import europepmc as page
from tests.sources.samples import jats as article_xml

META = """
<article-categories><subj-group subj-group-type="heading"><subject>Clinical Study</subject></subj-group>
</article-categories><contrib-group><contrib contrib-type="author"><name><surname>van der Meulen</surname>
<given-names>Marylee J</given-names></name></contrib><contrib contrib-type="author"><name><surname>Lee</surname>
<given-names>Jin-Ho</given-names></name></contrib><contrib contrib-type="author"><collab>Invented Group<contrib-group>
<contrib contrib-type="author"><name><surname>Member</surname></name></contrib></contrib-group></collab></contrib>
<contrib contrib-type="editor"><name><surname>Editor</surname></name></contrib></contrib-group>
<kwd-group><title>Keywords</title><kwd>magnesium</kwd></kwd-group><permissions/><funding-group><award-group>
<funding-source>https://doi.org/10.13039/100000001Invented Fund</funding-source></award-group>
<funding-statement>Paid by the Invented Fund.</funding-statement></funding-group><strange/>
"""
ABSTRACT = """
<sec><title>Methods</title><p>We gave 10<sup>9</sup> CFU<sup><xref ref-type="bibr">1</xref></sup>.</p></sec>
<sec><title>Trial registration</title><p>ClinicalTrials.gov NCT00000301</p></sec>
"""
BODY = """
<sec sec-type="methods"><title>2. Materials and Methods</title><p>Outer
 text [<xref ref-type="bibr">1</xref>,<xref ref-type="bibr">2</xref>].</p><sec><title>2.1 Participants</title>
 <p>42 people <table-wrap><label>Table 1</label><caption><p>Who took part</p></caption><table><thead><tr><th/>
 <th>Mg (<italic>n</italic> = 21)</th></tr></thead><tbody><tr><td>Age</td><td>40 &#177; 9</td></tr>
 <tr><td/><td/></tr></tbody></table>
 <table-wrap-foot><fn><p>Mean and SD</p></fn></table-wrap-foot></table-wrap> took part.</p>
 <fig><label>Figure 2</label><caption><p>Flow of people</p></caption><graphic/></fig></sec></sec>
<p>Loose end <inline-formula><alternatives><tex-math>\\x</tex-math></alternatives></inline-formula></p>
"""
BACK = """
<ack><p>Thanks.</p></ack><fn-group><fn fn-type="conflict"><p>None declared.</p></fn></fn-group>
<ref-list><ref><mixed-citation>Not text</mixed-citation></ref></ref-list>
<sec><title>Funding</title><p>By nobody.</p></sec>
"""


def test_every_part_of_a_full_text(tmp_path: Path) -> None:
    tally = Tally()
    text = article_xml("Oral <italic>Mg</italic><xref ref-type='fn'>*</xref>", meta=META, abstract=ABSTRACT, body=BODY,
                       back=BACK)  # fmt: skip
    (article,) = jats.read(write(tmp_path, text), tally)
    assert article == Article(
        source="jats",
        identifiers=Identifiers(pmid="301", pmcid="PMC301", doi="10.5555/jats.301", registrations=("NCT00000301",)),
        title="Oral Mg",
        abstract=(
            Section(label="methods", text="We gave 10^9 CFU."),
            Section(label="trial registration", text="ClinicalTrials.gov NCT00000301"),
        ),
        body=(
            Section(label="body", text="Loose end"),
            Section(label="materials and methods", text="Outer text."),
            Section(label="materials and methods: participants", text="42 people took part."),
            Section(label="table 1", text="Who took part\n | Mg (n = 21)\nAge | 40 ± 9\nMean and SD"),
            Section(label="figure 2", text="Flow of people"),
            Section(label="funding", text="Paid by the Invented Fund."),
            Section(label="acknowledgements", text="Thanks."),
            Section(label="conflict", text="None declared."),
            Section(label="funding", text="By nobody."),
        ),
        authors=("van der Meulen MJ", "Lee JH", "Invented Group"),
        journal="Journal of invented trials",
        year=2014,
        language="eng",
        publication_types=("Journal Article", "Clinical Study"),
        keywords=("magnesium",),
        funders=("Invented Fund",),
    )
    assert (tally.ignored, tally.unknown) == ({"permissions": 1}, {"strange": 1})


def test_a_set_of_articles(tmp_path: Path) -> None:
    one = article_xml(abstract="<p>BACKGROUND: One. RESULTS: Two.</p>").split("\n", 2)[2]
    found = list(jats.read(write(tmp_path, f"<pmc-articleset>{one}{one}</pmc-articleset>")))
    assert len(found) == 2
    assert isinstance(found[0], Article)
    assert [section.label for section in found[0].abstract] == ["background", "results"]


def test_a_retraction_in_full_text(tmp_path: Path) -> None:
    related = (
        '<related-article related-article-type="retracted-article" ext-link-type="doi" xlink:href="10.5555/gone"/>'
        '<related-article related-article-type="companion" ext-link-type="doi" xlink:href="10.5555/other"/>'
    )
    article, notice = jats.read(write(tmp_path, article_xml(meta=related, kind="retraction")))
    assert isinstance(article, Article)
    assert (article.publication_types, article.corrects) == (("Retraction of Publication",), ("doi:10.5555/gone",))
    assert isinstance(notice, Notice)
    assert (notice.identifiers, notice.integrity) == (Identifiers(doi="10.5555/gone"), "retracted")


def test_several_trials_in_a_text_are_not_its_own(tmp_path: Path) -> None:
    body = "<p>Registered as NCT00000001; an earlier trial was registered as NCT00000002.</p>"
    (article,) = jats.read(write(tmp_path, article_xml(body=body)))
    assert isinstance(article, Article)
    assert article.identifiers.registrations == ()


def test_every_field_of_a_europe_pmc_result(tmp_path: Path) -> None:
    tally = Tally()
    result = core(
        pmcid="PMC401",
        doi="10.5555/epmc.401",
        authorList={"author": [{"fullName": "Peikert A"}, {"collectiveName": "Invented Group"}]},
        journalInfo={"yearOfPublication": 2015, "journal": {"title": "Journal of invented trials"}},
        abstractText="<h4>Background</h4>Mg<sup>2+</sup>, p &lt; 0.05 and <0.1.<h4>Results </h4>Fewer.",
        language="eng",
        pubTypeList={"pubType": ["research-article", "Journal Article"]},
        keywordList={"keyword": ["magnesium"]},
        meshHeadingList={
            "meshHeading": [
                {
                    "majorTopic_YN": "N",
                    "descriptorName": "Magnesium",
                    "meshQualifierList": {"meshQualifier": [{"qualifierName": "blood", "majorTopic_YN": "Y"}]},
                }
            ]
        },
        grantsList={"grant": [{"agency": "Invented Fund"}, {"grantId": "1"}]},
        commentCorrectionList={
            "commentCorrection": [
                {"id": "5", "source": "MED", "type": "Expression of concern in"},
                {"id": "6", "source": "MED", "type": "Erratum for"},
            ]
        },
        isOpenAccess="Y",
        brandNew=1,
    )
    (article,) = europepmc.read(write(tmp_path, page(result)), tally)
    assert article == Article(
        source="europepmc",
        identifiers=Identifiers(pmid="401", pmcid="PMC401", doi="10.5555/epmc.401"),
        title="Magnesium in an invented core result.",
        abstract=(
            Section(label="background", text="Mg2+, p < 0.05 and <0.1."),
            Section(label="results", text="Fewer."),
        ),
        authors=("Peikert A", "Invented Group"),
        journal="Journal of invented trials",
        year=2015,
        language="eng",
        publication_types=("Research-article", "Journal Article"),
        mesh=("Magnesium/*blood",),
        keywords=("magnesium",),
        funders=("Invented Fund",),
        retraction="concern",
        corrects=("pmid:6",),
    )
    assert (tally.ignored, tally.unknown) == ({"isOpenAccess": 1}, {"brandNew": 1})


def test_preprints_patents_and_strange_results(tmp_path: Path) -> None:
    tally = Tally()
    preprint = core(
        id="PPR1", source="PPR", pmid=None, doi="10.1101/2020.01.01.123456",
        bookOrReportDetails={"publisher": "medRxiv"},
        commentCorrectionList={"commentCorrection": [{"id": "402", "source": "MED", "type": "Preprint of"}]},
    )  # fmt: skip
    results = [preprint, core(source="PAT"), core(journalInfo="not an object"), {"strange": 1}]
    article, link = europepmc.read(write(tmp_path, page(*results)), tally)
    assert isinstance(article, Article)
    assert (article.journal, article.publication_types) == ("medRxiv", ("Preprint",))
    doi = Identifiers(doi="10.1101/2020.01.01.123456")
    assert link == Link(first=doi, second=Identifiers(pmid="402"), same="article")
    assert tally.skipped == {"patent": 1, "journalInfo is not an object": 1, "not a result of the core kind": 1}


def trial() -> dict[str, object]:
    """A registered trial with posted results."""
    groups = [{"id": "G0", "title": "Placebo"}, {"id": "G1", "title": "Magnesium"}]
    measured = [{"groupId": "G0", "value": "5.1", "spread": "1.2"}, {"groupId": "G1", "value": "4.0", "lowerLimit": "3",
                 "upperLimit": "5"}]  # fmt: skip
    analysis = {
        "groupIds": ["G1", "G0"], "pValue": "0.03", "paramType": "Mean Difference (Net)", "paramValue": "-1.1",
        "ciPctValue": "95", "ciLowerLimit": "-2.0", "ciUpperLimit": "-0.2", "statisticalMethod": "ANOVA",
    }  # fmt: skip
    return study(
        identificationModule={
            "nctId": "NCT00000501",
            "briefTitle": "Short",
            "officialTitle": "Magnesium in an invented trial",
            "secondaryIdInfos": [{"id": "2015-001894-41", "type": "EUDRACT_NUMBER"}, {"id": "X1", "type": "OTHER"}],
        },
        statusModule={
            "studyFirstPostDateStruct": {"date": "2011-05-06"},
            "resultsFirstPostDateStruct": {"date": "2014-01"},
            "lastUpdatePostDateStruct": {"date": "2015-02-03"},
        },
        sponsorCollaboratorsModule={
            "leadSponsor": {"name": "Invented University"}, "collaborators": [{"name": "Fund"}],
        },
        designModule={
            "studyType": "INTERVENTIONAL",
            "designInfo": {
                "allocation": "RANDOMIZED", "maskingInfo": {"masking": "DOUBLE", "whoMasked": ["INVESTIGATOR"]},
            },
            "enrollmentInfo": {"count": 31, "type": "ACTUAL"},
        },
        armsInterventionsModule={
            "interventions": [{"type": "DIETARY_SUPPLEMENT", "name": "Magnesium", "description": "400 mg a day"}]
        },
        outcomesModule={"primaryOutcomes": [{"measure": "Attacks a month", "timeFrame": "12 weeks"}]},
        eligibilityModule={"eligibilityCriteria": "Adults", "healthyVolunteers": False, "sex": "ALL"},
        oversightModule={},
        newModule={},
        referencesModule={
            "references": [
                {"pmid": "601", "type": "RESULT"}, {"pmid": "602", "type": "DERIVED"}, {"type": "RESULT"},
            ]
        },
        resultsSection={
            "participantFlowModule": {
                "groups": groups,
                "periods": [
                    {"title": "Overall Study", "milestones": [{"type": "STARTED", "achievements": [
                        {"groupId": "G0", "numSubjects": "15"}, {"groupId": "G1", "numSubjects": "16"}]}]}
                ],
            },
            "outcomeMeasuresModule": {
                "outcomeMeasures": [
                    {"type": "PRIMARY", "title": "Attacks", "timeFrame": "12 weeks", "paramType": "MEAN",
                     "unitOfMeasure": "attacks", "groups": groups, "analyses": [analysis],
                     "classes": [{"categories": [{"measurements": measured}]}]}
                ]
            },
            "adverseEventsModule": {
                "eventGroups": [{"id": "G0", "title": "Placebo", "seriousNumAffected": 1, "seriousNumAtRisk": 15}],
                "seriousEvents": [{"term": "Fall"}],
            },
        },
        derivedSection={"conditionBrowseModule": {"meshes": [{"id": "D1", "term": "Migraine Disorders"}]}},
        hasResults=True,
    )  # fmt: skip


def test_a_registered_trial_with_results(tmp_path: Path) -> None:
    tally = Tally()
    article, link = clinicaltrials.read(write(tmp_path, json.dumps(trial())), tally)
    assert isinstance(article, Article)
    assert article.publication_types == (clinicaltrials.WITH_RESULTS,)
    assert article.identifiers == Identifiers(registrations=("NCT00000501", "2015-001894-41"))
    assert (article.title, article.year, article.version) == ("Magnesium in an invented trial", 2014, "2015-02-03")
    assert article.funders == ("Invented University", "Fund")
    assert article.mesh == ("Migraine Disorders",)
    said = {section.label: section.text for section in (*article.abstract, *article.body)}
    assert said["design"] == (
        "Study type: interventional.\nAllocation: randomized.\nMasking: double (investigator).\n"
        "Enrollment: 31 participants (actual)."
    )
    assert said["interventions"] == "Dietary supplement: Magnesium. 400 mg a day"
    assert said["primary outcomes"] == "Attacks a month. Time frame: 12 weeks"
    assert said["eligibility"] == "Adults\nSex: all.\nHealthy volunteers: no."
    assert said["results: participant flow"] == "Overall Study, started: Placebo 15; Magnesium 16"
    assert said["results: primary outcome 1"] == (
        "Attacks. Time frame: 12 weeks\nmean (attacks): Placebo 5.1 (spread 1.2); Magnesium 4.0 (3 to 5)\n"
        "Magnesium vs Placebo: Mean Difference (Net) -1.1, 95% CI -2.0 to -0.2, P = 0.03 (ANOVA)"
    )
    assert said["results: adverse events"] == "Placebo: serious 1 of 15\nSerious events: Fall"
    trial_number = Identifiers(registrations=("NCT00000501",))
    assert link == Link(first=trial_number, second=Identifiers(pmid="601"), same="investigation")
    assert (tally.ignored, tally.unknown) == ({"oversightModule": 1}, {"newModule": 1})


def test_a_registered_trial_without_results_is_a_kind_of_its_own(tmp_path: Path) -> None:
    (article,) = clinicaltrials.read(write(tmp_path, json.dumps(study())))
    assert isinstance(article, Article)
    assert article.publication_types == (clinicaltrials.REGISTERED,)
    assert (article.year, article.body) == (2011, ())


def test_studies_in_every_wrapping(tmp_path: Path) -> None:
    two = [study("NCT00000501"), study("NCT00000502")]
    expected = list(clinicaltrials.read(write(tmp_path, json.dumps(two))))
    assert len(expected) == 2
    wrapped = json.dumps({"totalCount": 2, "studies": two, "nextPageToken": "x"}, indent=1)
    assert list(clinicaltrials.read(write(tmp_path, wrapped))) == expected
    assert list(clinicaltrials.read(write(tmp_path, "\n".join(map(json.dumps, two)), packed=True))) == expected


def test_the_old_registry_format_is_named(tmp_path: Path) -> None:
    tally = Tally()
    assert list(clinicaltrials.read(write(tmp_path, '{"FullStudiesResponse": {}}'), tally)) == []
    assert "old API" in next(iter(tally.skipped))
