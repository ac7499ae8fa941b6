"""Decisions follow their content: none is lost, none is applied to another file."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from scanner.decision import Choice, Doubt, Place, Placement
from scanner.review.placing import settle

ROOT = b"/share"
NAMES = (b"a.csv", b"b.csv", b"hr/a.csv", b"hr/c.csv", b"old/d.csv", b"old/e.csv")
CHOICES = {1: Choice.HOLD, 2: Choice.HAND_OVER, 3: Choice.MASK, 4: Choice.HOLD}


@dataclass
class Share:
    """Contents by path; every content says which file it belongs to and its version."""

    files: dict[bytes, tuple[str, int]] = field(default_factory=dict)
    before: dict[bytes, tuple[str, int]] = field(default_factory=dict)  # the night before

    def at(self, root: bytes, path: bytes) -> Place | None:
        if root != ROOT or path not in self.files:
            return None
        return Place(root, path, "{}:{}".format(*self.files[path]))

    def holding(self, content: str) -> list[Place]:
        fresh = [path for path in self.files if self.before.get(path) != self.files[path]]
        places = (self.at(ROOT, path) for path in sorted(fresh))
        return [place for place in places if place and place.content == content]


def placed(share: Share, number: int, path: bytes) -> Placement:
    place = share.at(ROOT, path)
    assert place is not None
    return Placement(number, place)


def lies(placements: list[Placement]) -> dict[bytes, tuple[int, Doubt]]:
    """Return what is in force, by path."""
    return {
        one.place.path: (one.decision, one.doubt)
        for one in placements
        if one.doubt is not Doubt.GONE
    }


def test_a_moved_file_takes_its_decision_along() -> None:
    share = Share({b"a.csv": ("x", 1)})
    before = [placed(share, 1, b"a.csv")]
    share.files = {b"hr/c.csv": ("x", 1)}

    assert lies(settle(before, CHOICES, share)) == {b"hr/c.csv": (1, Doubt.NONE)}


def test_an_edited_file_keeps_its_decision() -> None:
    share = Share({b"a.csv": ("x", 1)})
    before = [placed(share, 1, b"a.csv")]
    share.files = {b"a.csv": ("x", 2)}

    assert lies(settle(before, CHOICES, share)) == {b"a.csv": (1, Doubt.NONE)}


def test_files_that_swap_their_names_swap_their_decisions() -> None:
    share = Share({b"a.csv": ("x", 1), b"b.csv": ("y", 1)})
    before = [placed(share, 1, b"a.csv"), placed(share, 2, b"b.csv")]
    share.files = {b"a.csv": ("y", 1), b"b.csv": ("x", 1)}

    assert lies(settle(before, CHOICES, share)) == {
        b"a.csv": (2, Doubt.NONE),
        b"b.csv": (1, Doubt.NONE),
    }


def test_a_new_file_at_the_old_place_is_in_doubt_and_the_old_one_keeps_its_decision() -> None:
    share = Share({b"a.csv": ("x", 1)})
    before = [placed(share, 1, b"a.csv")]
    share.files = {b"a.csv": ("y", 1), b"old/d.csv": ("x", 1)}

    assert lies(settle(before, CHOICES, share)) == {
        b"a.csv": (1, Doubt.LEFT),
        b"old/d.csv": (1, Doubt.NONE),
    }


def test_an_edit_beside_an_old_copy_is_an_edit() -> None:
    share = Share({b"a.csv": ("x", 1), b"b.csv": ("x", 1)})
    before = [placed(share, 1, b"a.csv")]
    share.before = dict(share.files)
    share.files[b"a.csv"] = ("x", 2)

    assert lies(settle(before, CHOICES, share)) == {b"a.csv": (1, Doubt.NONE)}


def test_a_copy_of_another_decided_file_in_its_place_is_no_edit() -> None:
    share = Share({b"a.csv": ("x", 1), b"b.csv": ("y", 1)})
    before = [placed(share, 1, b"a.csv"), placed(share, 2, b"b.csv")]
    share.before = dict(share.files)
    share.files[b"a.csv"] = ("y", 1)

    assert lies(settle(before, CHOICES, share)) == {
        b"a.csv": (1, Doubt.REPLACED),
        b"b.csv": (2, Doubt.NONE),
    }


def test_a_copy_is_not_decided_by_its_original() -> None:
    share = Share({b"a.csv": ("x", 1)})
    before = [placed(share, 1, b"a.csv")]
    share.files[b"b.csv"] = ("x", 1)

    assert lies(settle(before, CHOICES, share)) == {b"a.csv": (1, Doubt.NONE)}


def test_moved_copies_with_different_decisions_are_in_doubt_and_nothing_is_guessed() -> None:
    share = Share({b"a.csv": ("x", 1), b"b.csv": ("x", 1)})
    before = [placed(share, 1, b"a.csv"), placed(share, 2, b"b.csv")]
    share.files = {b"hr/a.csv": ("x", 1), b"hr/c.csv": ("x", 1)}

    assert {doubt for _, doubt in lies(settle(before, CHOICES, share)).values()} == {Doubt.COPIES}


def test_moved_copies_with_one_decision_keep_it() -> None:
    share = Share({b"a.csv": ("x", 1), b"b.csv": ("x", 1)})
    before = [placed(share, 1, b"a.csv"), placed(share, 4, b"b.csv")]
    share.files = {b"hr/a.csv": ("x", 1), b"hr/c.csv": ("x", 1)}

    assert {doubt for _, doubt in lies(settle(before, CHOICES, share)).values()} == {Doubt.NONE}


def test_a_file_that_comes_back_is_decided_only_if_it_is_the_same() -> None:
    share = Share({b"a.csv": ("x", 1)})
    before = [placed(share, 1, b"a.csv")]
    share.files = {}
    gone = settle(before, CHOICES, share)
    share.files = {b"a.csv": ("x", 1)}

    assert [one.doubt for one in gone] == [Doubt.GONE]
    assert lies(settle(gone, CHOICES, share)) == {b"a.csv": (1, Doubt.NONE)}

    share.files = {b"a.csv": ("z", 1)}

    assert lies(settle(gone, CHOICES, share)) == {b"a.csv": (1, Doubt.RETURNED)}


def test_without_contents_decisions_stay_by_path() -> None:
    @dataclass
    class Blind(Share):
        def at(self, root: bytes, path: bytes) -> Place | None:
            return Place(root, path) if path in self.files else None

        def holding(self, content: str) -> list[Place]:
            return []

    before = [Placement(1, Place(ROOT, b"a.csv"))]
    after = settle(before, CHOICES, Blind({b"a.csv": ("x", 9)}))

    assert lies(after) == {b"a.csv": (1, Doubt.NONE)}


# Nights of a share: what happens to its files, each known by its letter.
NIGHT = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("edit"), st.sampled_from(NAMES), st.just(b"")),
        st.tuples(st.just("copy"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("delete"), st.sampled_from(NAMES), st.just(b"")),
        st.tuples(st.just("swap"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    ),
    max_size=3,
)


def happen(share: Share, events: list[tuple[str, bytes, bytes]], night: int) -> None:
    """Let a night's events happen, one to a file: who is moved and edited at once is lost sight of.

    An edited file keeps its letter and gets a new version.
    """
    files, touched = share.files, set[str]()
    for what, one, two in events:
        letters = {files[path][0] for path in (one, two) if path in files}
        if letters & touched:
            continue
        touched |= letters
        match what:
            case "move" if one in files and two not in files:
                files[two] = files.pop(one)
            case "copy" if one in files and two not in files:
                files[two] = files[one]
            case "swap" if one in files and two in files:
                files[one], files[two] = files[two], files[one]
            case "edit" if one in files:
                files[one] = (files[one][0], night)
            case "delete":
                files.pop(one, None)
            case _:
                pass


@given(st.lists(NIGHT, min_size=1, max_size=5))
def test_no_decision_is_lost_and_none_is_applied_to_another_file(
    nights: list[list[tuple[str, bytes, bytes]]],
) -> None:
    share = Share({name: (f"file {name!r}", 0) for name in NAMES[:4]})
    placements = [placed(share, at, name) for at, name in enumerate(NAMES[:4], 1)]
    letters = {at: share.files[name][0] for at, name in enumerate(NAMES[:4], 1)}
    for night, events in enumerate(nights, 1):
        before = {one.decision: one for one in placements if one.doubt is Doubt.NONE}
        share.before = dict(share.files)
        happen(share, events, night)
        placements = settle(placements, CHOICES, share)

        # Every file is decided, so what is in force lies at its own one, whatever happened.
        in_force = [one for one in placements if one.doubt is Doubt.NONE]
        assert all(share.files[one.place.path][0] == letters[one.decision] for one in in_force)
        # No file has two.
        paths = [one.place.path for one in placements if one.doubt is not Doubt.GONE]
        assert len(paths) == len(set(paths))
        # None is lost: it lies where its content has come to lie, or where it was, or waits.
        assert {one.decision for one in placements} == set(letters)
        for number, one in before.items():
            if one.place == share.at(ROOT, one.place.path):
                assert Placement(number, one.place) in placements
