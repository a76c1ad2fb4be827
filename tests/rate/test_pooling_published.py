"""Published answers (and those of the R package metafor) that `pool` and `pool_counts` must give again.

Tolerance: half of the last printed digit, unless a test says otherwise.
"""

from __future__ import annotations

from math import log

import pytest

from proofwort.rate.pooling import Pooled, pool, pool_counts

# Intravenous magnesium in acute myocardial infarction, 16 trials: events/total treated, events/total control.
MAGNESIUM_16 = """1/40 2/36; 9/135 23/135; 2/200 7/200; 1/48 1/46; 10/150 8/148; 1/59 9/56; 1/25 3/23; 0/22 1/21;
6/76 11/75; 1/27 7/27; 2/89 12/80; 5/23 13/33; 4/130 8/122; 90/1159 118/1157; 4/107 17/108; 2216/29011 2103/29039"""
MAGNESIUM_22 = """1/40 2/36; 4/56 14/74; 2/92 7/93; 1/48 1/46; 1/25 3/23; 1/50 9/53; 6/81 11/81; 10/150 8/148;
2/21 4/25; 90/1150 118/1150; 5/125 12/102; 4/130 8/122; 4/96 17/98; 2216/29011 2103/29039; 3/40 3/38; 1/31 0/30;
6/169 18/181; 475/3113 472/3100; 2/50 10/50; 0/75 1/75; 101/1691 134/1488; 1/89 3/91"""
# BCG: cases/non-cases vaccinated, cases/non-cases control.
BCG = """4/119 11/128; 6/300 29/274; 3/228 11/209; 62/13536 248/12619; 33/5036 47/5761; 180/1361 372/1079;
8/2537 10/619; 505/87886 499/87892; 29/7470 45/7232; 17/1699 65/1600; 186/50448 141/27197; 5/2493 3/2338;
27/16886 29/17825"""
ASPIRIN = """49/615 67/624; 44/758 64/771; 102/832 126/850; 32/317 38/309; 85/810 52/406; 246/2267 219/2257;
1570/8587 1720/8600"""
# Beta blockers by mouth, early (Yusuf et al. 1985, table 6), from the data set dat.yusuf1985 of the R package metadat.
BETA_BLOCKERS = """14/56 15/58; 18/66 19/64; 15/100 12/95; 10/52 12/47; 21/226 24/228; 3/38 6/31; 2/20 3/20;
19/76 15/67; 15/106 9/114; 5/62 4/57; 0/9 0/8; 8/133 11/127; 3/48 3/49; 0/16 0/13; 1/42 1/46; 0/25 3/25;
14/221 15/228; 0/11 0/11; 8/259 7/129; 6/157 4/158; 3/177 2/136"""

Columns = tuple[list[int], list[int], list[int], list[int]]


def columns(text: str, non_cases: bool = False) -> Columns:
    """The four columns of a list "events/total events/total; …"."""
    rows = [[tuple(map(int, cell.split("/"))) for cell in row.split()] for row in text.split(";")]
    first, second = [r[0] for r in rows], [r[1] for r in rows]
    add = 1 if non_cases else 0
    return (
        [a for a, _ in first],
        [n + add * a for a, n in first],
        [c for c, _ in second],
        [n + add * c for c, n in second],
    )


def only(data: Columns, keep: slice | list[int]) -> Columns:
    indices = range(len(data[0]))[keep] if isinstance(keep, slice) else keep
    a, b, c, d = ([column[i] for i in indices] for column in data)
    return a, b, c, d


A, B, C, D = columns(MAGNESIUM_16), columns(MAGNESIUM_22), columns(BCG, non_cases=True), columns(ASPIRIN)
NOT_ISIS_4_A = [i for i in range(16) if i != 15]
NOT_ISIS_4_B = [i for i in range(22) if i != 13]

# name, data, measure, method, ci, estimate, low, high, and what else is printed
ROWS = [
    ("A Peto, first 7", only(A, slice(7)), "OR", "Peto", "wald", "0.450", "0.283", "0.714", {}),
    ("A Peto, + LIMIT-2", only(A, [*range(7), 13]), "OR", "Peto", "wald", "0.647", "0.508", "0.824", {}),
    ("A Peto, all but ISIS-4", only(A, NOT_ISIS_4_A), "OR", "Peto", "wald", "0.549", "0.444", "0.679", {}),
    ("A Peto, all", A, "OR", "Peto", "wald", "1.006", "0.948", "1.068", {"q": "55.80"}),
    ("A common effect", A, "OR", "FE", "wald", "1.015", "0.956", "1.077", {"q": "47.06", "i2": "68.1"}),
    ("A DL", A, "OR", "DL", "wald", "0.483", "0.329", "0.710", {"tau2": "0.2239"}),
    (
        "A REML",
        A,
        "OR",
        "REML",
        "wald",
        "0.465",
        "0.307",
        "0.704",
        {"tau2": "0.2926", "prediction": ("0.134", "1.615")},
    ),
    ("A REML HK", A, "OR", "REML", "hk", "0.465", "0.311", "0.694", {"tau2": "0.2926"}),
    ("A REML HK modified", A, "OR", "REML", "hk-modified", "0.465", "0.296", "0.730", {"tau2": "0.2926"}),
    ("B common effect", B, "OR", "FE", "wald", "0.993", "0.941", "1.048", {}),
    ("B DL", B, "OR", "DL", "wald", "0.662", "0.532", "0.824", {}),
    ("B common effect, not ISIS-4", only(B, NOT_ISIS_4_B), "OR", "FE", "wald", "0.819", "0.736", "0.912", {}),
    ("B DL, not ISIS-4", only(B, NOT_ISIS_4_B), "OR", "DL", "wald", "0.562", None, None, {}),
    (
        "B REML HK",
        B,
        "OR",
        "REML",
        "hk",
        "0.579",
        "0.438",
        "0.766",
        {"tau2": "0.1766", "prediction": ("0.228", "1.470")},
    ),
    ("C common effect", C, "RR", "FE", "wald", "0.650", "0.601", "0.704", {"q": "152.23"}),
    ("C MH", C, "RR", "MH", "wald", "0.635", "0.588", "0.686", {}),
    ("C DL", C, "RR", "DL", "wald", "0.490", "0.345", "0.695", {"tau2": "0.3088", "i2": "92.1"}),
    (
        "C REML",
        C,
        "RR",
        "REML",
        "wald",
        "0.489",
        "0.344",
        "0.696",
        {"tau2": "0.3132", "prediction": ("0.134", "1.785")},
    ),
    ("C REML HK", C, "RR", "REML", "hk", "0.489", "0.330", "0.726", {}),
    ("C common effect OR", C, "OR", "FE", "wald", "0.6465", "0.5951", "0.7024", {}),
    ("D MH", D, "OR", "MH", "wald", "0.8969", "0.8405", "0.9570", {"q": "9.946", "p": "0.127", "i2": "39.7"}),
    ("D DL", D, "OR", "DL", "wald", "0.876", "0.774", "0.992", {"tau2": "0.0096"}),
    ("Yusuf, Peto", columns(BETA_BLOCKERS), "OR", "Peto", "wald", "0.9332", "0.7385", "1.1792", {}),
    ("D REML HK", D, "OR", "REML", "hk", "0.868", "0.741", "1.018", {}),
]


def agrees(value: float, printed: str) -> bool:
    """Does the value round to what is printed?"""
    digits = len(printed.split(".")[1])
    return abs(value - float(printed)) <= 0.5 * 10**-digits * 1.000001


@pytest.mark.parametrize(
    ("data", "measure", "method", "ci", "estimate", "low", "high", "more"),
    [row[1:] for row in ROWS],
    ids=[row[0] for row in ROWS],
)
def test_published_answer(data, measure, method, ci, estimate, low, high, more):
    pooled = pool_counts(*data, measure=measure, method=method, ci=ci)
    assert agrees(pooled.estimate, estimate), pooled
    if low is not None:
        assert agrees(pooled.low, low), pooled
        assert agrees(pooled.high, high), pooled
    for name, printed in more.items():
        if name == "prediction":
            assert pooled.prediction is not None
            assert all(agrees(v, p) for v, p in zip(pooled.prediction, printed, strict=True)), pooled
        else:
            assert agrees(getattr(pooled, name), printed), pooled


# metafor 3.8-1 on the BCG log risk ratios: mean, SE, τ², I².
METAFOR = [
    ("FE", "wald", "-0.4303", "0.0405", "0.0000"),
    ("DL", "wald", "-0.7141", "0.1787", "0.3088"),
    ("PM", "wald", "-0.7150", "0.1809", "0.3181"),
    ("REML", "wald", "-0.7145", "0.1798", "0.3132"),
    ("REML", "hk", "-0.7145", "0.1808", "0.3132"),
]


@pytest.mark.parametrize(("method", "ci", "mean", "se", "tau2"), METAFOR)
def test_metafor_bcg(method, ci, mean, se, tau2):
    pooled = pool_counts(*C, measure="RR", method=method, ci=ci)
    assert agrees(log(pooled.estimate), mean)
    assert agrees(pooled.se, se)
    assert agrees(pooled.tau2, tau2)
    assert agrees(pooled.i2, "92.12")  # from Q, whatever the estimator


def test_metafor_bcg_intervals():
    wald, hk = pool_counts(*C), pool_counts(*C, ci="hk")
    assert [f"{x:.4f}" for x in wald.log()] == ["-0.7145", "-1.0669", "-0.3622"]
    assert [f"{x:.4f}" for x in hk.log()[1:]] == ["-1.1084", "-0.3206"]


@pytest.mark.parametrize(("method", "tau2"), [("DL", "0.2768"), ("REML", "0.2232"), ("PM", "0.192")])
def test_viechtbauer_2005_example_1(method, tau2):
    effects = [-0.581, 0.530, 0.771, 1.031, 0.553, 0.295, 0.078, 0.573, -0.176, -0.232]
    variances = [0.023, 0.052, 0.060, 0.115, 0.095, 0.203, 0.200, 0.211, 0.051, 0.040]
    pooled: Pooled = pool(effects, variances, method=method)
    assert agrees(pooled.tau2, tau2)
