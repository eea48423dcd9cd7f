"""Each fault that a press refuses is found with its page, and its control is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.config.pdf_profiles import PRESETS, GutterStep, PdfProfile
from publish.preflight.press.check import Report, check_pdf
from publish.preflight.press.finding import Group
from tests.preflight.press_faults import FAULTS, Fault
from tests.preflight.press_pdfs import make_pdf


def profile_of(fault: Fault) -> PdfProfile:
    gutter = (GutterStep(100, 8.0),)
    return replace(PRESETS[fault.profile], gutter=gutter)


def groups_of(report: Report, fault: Fault) -> list[Group]:
    return [group for group in report.groups if group.rule.code == fault.code]


def test_a_file_without_a_fault_passes() -> None:
    profile = replace(PRESETS["press-x1a"], gutter=(GutterStep(100, 8.0),))
    report = check_pdf(make_pdf(), profile)
    assert [(each.rule.code, each.fact) for each in report.groups] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_with_its_page(fault: Fault) -> None:
    report = check_pdf(make_pdf(*fault.plants), profile_of(fault))
    group = next(each for each in groups_of(report, fault) if fault.words in each.fact)
    assert group.pages == fault.pages
    assert group.severity is fault.severity


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_its_control_has_no_such_fault(fault: Fault) -> None:
    report = check_pdf(make_pdf(*fault.control), profile_of(fault))
    assert [each for each in groups_of(report, fault) if fault.words in each.fact] == []


@pytest.mark.parametrize("name", ["archive", "press-x4"])
def test_a_claim_is_judged_by_its_own_standard(name: str) -> None:
    report = check_pdf(make_pdf(), PRESETS[name])
    codes = {each.rule.code for each in report.groups}
    assert "C07" in codes  # the profile asks for another standard
    assert "C06" not in codes
