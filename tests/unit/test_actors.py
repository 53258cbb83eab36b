"""Who acts goes by a name that shows as what it is, and by nobody else's (R90)."""

import pytest

from domain.actors import BY_THEMSELVES, somebody
from domain.errors import InvalidRequest
from domain.use_cases.sweep import BY, HEARD


@pytest.mark.parametrize(
    "name", ["marie", "Marie Curie", "marie@shop.example", "玛丽", "m" * 200, "sweeper", "the sweep"]
)
def test_a_name_is_kept_as_it_is(name: str) -> None:
    """R90: of 1 to 200 characters, in any script."""
    assert somebody(name, "as") == name


def test_spaces_around_a_name_are_no_part_of_it() -> None:
    """R90: the same person is one in every line of the history."""
    assert somebody("  marie ", "as") == "marie"


@pytest.mark.parametrize(
    "name", ["", "  ", "m" * 201, "ma\nrie", "ma\x1b[31mrie", "\u202eeiram", "\udcff", "\u200b\u200d"]
)
def test_a_name_that_does_not_show_as_what_it_is_is_refused(name: str) -> None:
    """R90: with the field and the reason."""
    with pytest.raises(InvalidRequest) as refused:
        somebody(name, "as")

    assert refused.value.data["errors"][0]["field"] == "as"
    assert refused.value.sentence.startswith("as: m")


@pytest.mark.parametrize("name", BY_THEMSELVES)
@pytest.mark.parametrize("disguise", ["{}", " {} ", "\u200b{}", "{0:.1}\u200d{1}"])
@pytest.mark.parametrize("case", [str, str.upper, str.capitalize])
def test_nobody_goes_by_the_name_of_what_acts_by_itself(name: str, disguise: str, case: type[str]) -> None:
    """R90: in whatever letters, and with whatever cannot be seen in between."""
    with pytest.raises(InvalidRequest, match="may not be customer, provider, sweep, webhook"):
        somebody(disguise.format(case(name), case(name)[1:]), "as")


def test_wide_letters_are_seen_through() -> None:
    """R90: they look like the plain ones."""
    with pytest.raises(InvalidRequest, match="act by themselves"):
        somebody("ｓｗｅｅｐ", "as")


def test_what_acts_by_itself_is_known_by_its_name() -> None:
    """R90: the names that the history has are the ones that are kept free."""
    assert {BY, HEARD} <= set(BY_THEMSELVES)
