"""The messy twin: the clean campaign with problems planted, and the variants that would disturb all the rest."""

from __future__ import annotations

from samples.make import messy_duplicates, messy_rules, messy_text, messy_values, messy_votes
from samples.make.campaign import clean_content
from samples.make.planted import Planted, Planter
from xlpy.schema import seeds
from xlpy.workbook.content import BookContent, Row, SheetContent


def messy_content() -> tuple[BookContent, list[Planted]]:
    """A fresh messy campaign and its answer key."""
    planter = Planter(clean_content())
    # Rules that need whole units choose first; texts find a free row anywhere.
    messy_rules.plant_counts(planter)
    messy_votes.plant(planter)
    messy_duplicates.plant(planter)
    messy_rules.plant(planter)
    messy_values.plant(planter)
    messy_text.plant(planter)
    return planter.content, planter.finish()


def messy_criteria() -> tuple[BookContent, list[Planted]]:
    """A variant of the clean campaign whose criteria add up to 95 instead of 100: every total would change."""
    content = clean_content()
    rows: list[Row] = [{key: value for key, value in seed.items() if value} for seed in seeds.criteria()]
    for row in rows:
        for column in ("max_points", "parameter"):
            if column in row:
                row[column] = float(str(row[column]))
    content.sheets["criteria"] = SheetContent(rows=rows)
    planter = Planter(content)
    index = planter.find("criteria", lambda row: row["criterion_code"] == "B3")
    planter.plant(
        "X7", "error", "criteria", index, "max_points", 5.0, "tổng điểm tối đa là 95, thang điểm 100"
    )
    return content, planter.finish()
