"""ClaimReview in JSON-LD, which the web reads: one review a claim that a check contradicts or puts in conflict.

Where something was not read, a last node tells what.
"""

import json
from typing import Any

from leaderboard.verify.report import Report, Reported, Verdict

__all__ = ["claim_reviews"]

RATINGS: dict[Verdict, tuple[int, str]] = {
    "contradicted": (1, "Contradicted by other numbers"),
    "conflicting": (2, "In conflict with another document"),
    "not_enough_info": (3, "To be reviewed"),
    "supported": (5, "Supported"),
}


def claim_reviews(report: Report) -> str:
    reviews = [review(each, report) for each in report.disagreements if each.evidence]
    graph = {"@context": "https://schema.org", "@graph": [*reviews, *unread(report)]}
    return json.dumps(graph, ensure_ascii=False, indent=2, sort_keys=True).replace("<", "\\u003c") + "\n"


def unread(report: Report) -> list[dict[str, Any]]:
    return [{"@type": "Report", "name": "Not read", "text": list(report.unread)}] if report.unread else []


def review(reported: Reported, report: Report) -> dict[str, Any]:
    judged = reported.evidence[0]
    value, name = RATINGS[report.verdict_of.get(judged.claim_id, "not_enough_info")]
    return {
        "@type": "ClaimReview",
        "@id": f"urn:claimboard:{reported.fingerprint}",
        "claimReviewed": judged.sentence[judged.start : judged.end] + ": " + judged.sentence,
        "reviewBody": reported.finding.message,
        "author": {
            "@type": "SoftwareApplication",
            "name": "claimboard",
            "softwareVersion": report.versions["claimboard"],
        },
        "itemReviewed": {
            "@type": "Claim",
            "appearance": {"@type": "ScholarlyArticle", "name": judged.title},
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": value,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": name,
        },
    }
