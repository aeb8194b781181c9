"""Closed lists as cells of the hidden sheet, and the defined names that drop-downs use.

An inline list cannot hold "Phòng, ban, ngành": Excel splits at every comma.
"""

from __future__ import annotations

from xlpy.schema import SETTINGS_LIST, SHEETS, choices

_NAMES = {
    choices.UNIT_KINDS: "unit_kinds",
    choices.METHODS: "methods",
    choices.YES_NO: "yes_no",
    choices.HEADER_STYLES: "header_styles",
    choices.GENDERS: "genders",
    choices.COUNCIL_ROLES: "council_roles",
    choices.COLLECTIVE_SCOPES: "collective_scopes",
    choices.VOTING_METHODS: "voting_methods",
    choices.AWARDS: "awards",
    choices.LEVELS: "levels",
    choices.ACTIVITY_STATUSES: "activity_statuses",
    choices.WORK_KINDS: "work_kinds",
    choices.WORK_STATUSES: "work_statuses",
    choices.DOSSIER_STATUSES: "dossier_statuses",
    choices.VERIFICATION: "verification",
}


def choice_lists() -> dict[tuple[str, ...], str]:
    """Defined name ("lst_levels") of every list of choices in the schema, in the order of first use."""
    found: dict[tuple[str, ...], str] = {values: f"lst_{name}" for values, name in _NAMES.items()}
    used = [column.choices for sheet in SHEETS for column in sheet.columns if column.choices]
    used += [setting.choices for setting in SETTINGS_LIST if setting.choices]
    for values in used:
        if values not in found:
            found[values] = f"lst_other_{len(found) - len(_NAMES) + 1}"
    return found
