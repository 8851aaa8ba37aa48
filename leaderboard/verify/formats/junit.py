"""JUnit XML, which build servers read: one suite a check, one case a claim it judged or disagreed on."""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Sequence

from leaderboard.verify.report import Report, Reported

__all__ = ["junit_xml"]

COUNTS = ("tests", "failures", "skipped", "errors")
# What no XML 1.0 document may hold, however it is escaped.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(report: Report) -> str:
    by_check: dict[str, list[Reported]] = defaultdict(list)
    for each in report.disagreements:
        by_check[each.finding.check_id].append(each)
    suites = ET.Element("testsuites", name="claimboard verify")
    for check in sorted({*by_check, *(check for check, _ in report.unchecked)}):
        suite(suites, check, by_check[check], report)
    if report.unread:
        unread(suites, report)
    for name in COUNTS:
        suites.set(name, str(sum(int(each.get(name, "0")) for each in suites)))
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def unread(suites: ET.Element, report: Report) -> None:
    """An error for each file that could not be read, a skipped case for each part of one."""
    element = ET.SubElement(suites, "testsuite", name="reading")
    left = [each.told for each in report.not_read]
    for kind, told in (("error", report.failed), ("skipped", left)):
        for why in told:
            case = ET.SubElement(element, "testcase", classname="reading", name=clean(why))
            ET.SubElement(case, kind, message=clean(why))
    count(element, len(report.unread), 0, len(left), len(report.failed))


def count(element: ET.Element, *counts: int) -> None:
    for name, number in zip(COUNTS, counts, strict=True):
        element.set(name, str(number))


def suite(suites: ET.Element, check: str, found: Sequence[Reported], report: Report) -> None:
    """A failure for each new finding of a warning or worse; notes and what a baseline knows pass with a word."""
    element = ET.SubElement(suites, "testsuite", name=check)
    failures = 0
    for each in found:
        name = clean(each.evidence[0].quote if each.evidence else each.finding.finding_id)
        case = ET.SubElement(element, "testcase", classname=check, name=f"{name} [{each.finding.finding_id}]")
        text = clean(f"{each.finding.message}\n" + "\n".join(f"{one.quote}: {one.sentence}" for one in each.evidence))
        if each in report.new and each.finding.severity != "note":
            failures += 1
            ET.SubElement(case, "failure", type=each.finding.outcome, message=clean(each.finding.message)).text = text
        else:
            ET.SubElement(case, "system-out").text = text
    skipped = 0
    for (unjudged, reason), n in sorted(report.unchecked.items()):
        if unjudged == check:
            case = ET.SubElement(element, "testcase", classname=check, name=f"{n} not checkable: {reason}")
            ET.SubElement(case, "skipped", message=clean(reason.replace("_", " ")))
            skipped += 1
    count(element, len(found) + skipped, failures, skipped, 0)


def clean(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)
