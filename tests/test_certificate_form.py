"""The places on a pre-printed certificate: reading the lines of Cấu hình, and what the checks say of them."""

from __future__ import annotations

import pytest
from clean_campaign import clean_campaign, only_hit, places, set_value

from xlpy.model.certificate_form import FieldUnreadable, read_field, read_form, read_sizes, size_steps
from xlpy.model.settings import Settings
from xlpy.schema.settings_certificates import FIELD_NAMES, FIELD_PREFIX

NAME = f"{FIELD_PREFIX}name"
POST = f"{FIELD_PREFIX}post"


def test_a_line_gives_place_size_and_looks_whatever_the_order_case_and_decimal_sign() -> None:
    field = read_field("name", "cỡ 28-16; ĐẬM; Giữa; Ngang 48,5 mm; Dọc 108.25; Rộng 200; Dòng 2; Cách 9")
    assert (field.x, field.y, field.width) == (48.5, 108.25, 200)
    assert (field.size, field.smallest, field.align, field.bold, field.italic) == (
        28,
        16,
        "center",
        True,
        False,
    )
    assert (field.lines, field.pitch) == (2, 9)


def test_a_line_without_looks_is_one_left_line_of_one_size() -> None:
    field = read_field("name", "Ngang 1; Dọc 20; Rộng 30; Cỡ 12")
    assert (field.size, field.smallest, field.align, field.lines) == (12, 12, "left", 1)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("ở giữa tờ", "không hiểu phần “ở giữa tờ”"),
        ("Ngang 1; Dọc 2; Rộng ba; Cỡ 12", "không hiểu phần “Rộng ba”"),
        ("Ngang 1; Rộng 30", "thiếu Dọc, Cỡ"),
        ("Ngang 1; Dọc 2; Rộng 30; Cỡ 12-20", "không hiểu cỡ chữ “Cỡ 12-20”"),
        ("Ngang 1; Dọc 2; Rộng 30; Cỡ 200", "không hiểu cỡ chữ"),
        ("Ngang 1; Dọc 2; Rộng 0; Cỡ 12", "Rộng phải lớn hơn 0"),
        ("Ngang 1; Dọc 2; Rộng 30; Cỡ 12; Dòng 1,5", "Dòng là số nguyên"),
        ("Ngang 1; Dọc 2; Rộng 30; Cỡ 12; Cách 0", "Cách phải lớn hơn 0"),
    ],
)
def test_a_line_that_makes_no_sense_says_which_part(line: str, fault: str) -> None:
    with pytest.raises(FieldUnreadable, match=fault):
        read_field("name", line)


def test_sizes_step_down_by_half_points_to_the_smallest() -> None:
    assert list(size_steps(*read_sizes("14-12,5"))) == [14, 13.5, 13, 12.5]
    assert list(size_steps(*read_sizes("14"))) == [14]


def test_the_form_we_ship_is_readable_lies_on_its_sheet_and_has_no_overlaps() -> None:
    form = read_form(Settings())
    assert not form.unreadable
    assert list(form.outside()) == []
    assert list(form.overlaps()) == []
    wanted = {
        "category",
        "name",
        "post",
        "content",
        "decision_number",
        "decision_date",
        "signer_title",
        "signer_name",
    }
    assert wanted | {"register_number"} <= {field.key for field in form.fields} <= set(FIELD_NAMES)


def test_an_empty_line_leaves_the_field_out_and_an_offset_moves_all_others() -> None:
    settings = Settings()
    before = {field.key: field for field in read_form(settings).fields}
    settings.values.update({NAME: None, "form_offset_x": 3, "form_offset_y": -2})
    after = {field.key: field for field in read_form(settings).fields}
    assert set(before) - set(after) == {"name"}
    assert all((f.x - before[k].x, f.y - before[k].y) == (3, -2) for k, f in after.items())


def test_the_checks_are_silent_about_the_form_we_ship() -> None:
    campaign = clean_campaign()
    assert [places(campaign, code) for code in ("GK-001", "GK-002", "GK-003", "GK-004")] == [[], [], [], []]


def test_an_unreadable_line_is_found_at_its_cell_with_an_example() -> None:
    campaign = clean_campaign()
    row = set_value(campaign, NAME, "ở giữa tờ")
    hit = only_hit(campaign, "GK-001")
    assert hit.row == row
    assert "không hiểu phần “ở giữa tờ”" in hit.message
    assert "Ngang 48,5; Dọc 108" in hit.fix


def test_a_field_beyond_the_edge_is_found_and_so_is_one_that_the_offset_pushes_out() -> None:
    campaign = clean_campaign()
    set_value(campaign, NAME, "Ngang 150; Dọc 109; Rộng 200; Cỡ 28-16")
    assert "từ 150 đến 350 theo chiều ngang" in only_hit(campaign, "GK-002").message
    campaign = clean_campaign()
    set_value(campaign, "form_offset_y", 30)
    assert len(places(campaign, "GK-002")) >= 1


def test_two_fields_over_each_other_are_found_once() -> None:
    campaign = clean_campaign()
    set_value(campaign, POST, "Ngang 28,5; Dọc 110; Rộng 240; Cỡ 16-12; Giữa")
    message = only_hit(campaign, "GK-003").message
    assert "“Chức vụ, đơn vị”" in message
    assert "“Tên cá nhân, tập thể”" in message


def test_a_letter_size_that_is_no_range_is_found() -> None:
    campaign = clean_campaign()
    set_value(campaign, "certificate_size_name", "to")
    assert "không hiểu cỡ chữ “to”" in only_hit(campaign, "GK-004").message
