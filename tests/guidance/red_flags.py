"""Every red flag of one entry, as people log it and fully filled in; and quiet entries that must raise nothing.

Plain data, shared by the tests of the rules, of the pages and of the browser.
"""

from dataclasses import dataclass, field

from tracker.guidance.entry_facts import (
    BELLY_TWICE,
    ENDED_LATELY,
    FIRST_CHEST,
    KNOWN_NERVE_DISEASE,
    NEW_MEDICINE,
    PREGNANT,
    SPASM_MEDICINE,
    SPINAL_CORD_INJURY,
    EntryFacts,
)

CALF, FOOT, THIGH = (("calf", "left"),), (("foot-top", "right"),), (("thigh-front", "both"),)
HAND, UPPER_ARM = (("hand", "right"),), (("upper-arm-front", "left"),)
CHEST, BAND, UPPER_BELLY = (("chest", "left"),), (("band-around", ""),), (("upper-abdomen", "middle"),)
LOWER_BELLY, LOWER_BACK, FLANK = (("lower-abdomen", "middle"),), (("lower-back", "middle"),), (("flank", "left"),)
JAW, NECK, NECK_SIDE = (("jaw-face", "middle"),), (("neck-back", "middle"),), (("neck-side", "right"),)
LEGS = (("whole-leg", "both"),)


@dataclass(frozen=True)
class RedFlag:
    """What is logged, what is asked, and what each answer raises. "" raises nothing."""

    regions: tuple = ()
    logged: dict = field(default_factory=dict)
    """As people log: perhaps one sign, nothing rated."""
    full: dict = field(default_factory=dict)
    """What a complete form would say besides."""
    flags: frozenset = frozenset()
    """What the profile and the log know."""
    asks: str = ""
    answers: dict = field(default_factory=dict)
    """answer (or ticks joined by +): the gravest card."""
    card: str = ""
    """Raised without an answer."""
    minutes: float | None = None
    """Only asked from so many minutes on."""
    is_over: bool = False
    """Logged once it is over; else it still runs."""
    holds_steps: bool = True
    after: dict = field(default_factory=dict)
    """Answers given before: {question: answer}."""

    def facts(self, *, minutes=None, full=False, answer="", flags=frozenset()) -> EntryFacts:
        """The entry at so many minutes of running (or over), with an answer to its question."""
        said = dict(self.logged) | (self.full if full else {})
        follow_up = {question: frozenset(given.split("+")) for question, given in self.after.items()}
        chest = follow_up.pop("chest-signs", frozenset())
        if answer and self.asks == "chest-signs":
            chest = {answer}
        elif answer:
            follow_up[self.asks] = frozenset(answer.split("+"))
        for name in ("noticed", "factors"):
            said[name] = frozenset(said.get(name, ()))
        return EntryFacts(
            regions=self.regions,
            duration_minutes=minutes if minutes is not None else self.minutes,
            is_running=not self.is_over,
            follow_up=follow_up,
            chest_signs=min(chest, default=""),
            flags=self.flags | flags,
            **said,
        )


_TIRED = {"intensity": 6, "kind": "cramp", "impact": "some", "soreness": "hours"}

RED_FLAGS: dict[str, RedFlag] = {
    "chest": RedFlag(
        CHEST,
        full=_TIRED | {"noticed": ("stiffness",)},
        asks="chest-signs",
        answers={"yes": "heart-or-lungs", "not-sure": "heart-or-lungs", "no": ""},
    ),
    "first chest entry ever": RedFlag(CHEST, full=_TIRED, flags=frozenset({FIRST_CHEST}), card="heart-or-lungs"),
    "chest for ten minutes": RedFlag(CHEST, card="heart-or-lungs", minutes=10, asks="chest-signs"),
    "chest rated 7": RedFlag(CHEST, {"intensity": 7}, is_over=True, card="heart-or-lungs"),
    "band around": RedFlag(BAND, full=_TIRED, asks="chest-signs", answers={"yes": "heart-or-lungs", "no": ""}),
    "upper belly": RedFlag(UPPER_BELLY, full=_TIRED, asks="chest-signs", answers={"not-sure": "heart-or-lungs"}),
    "left upper arm": RedFlag(UPPER_ARM, full=_TIRED, asks="chest-signs", answers={"yes": "heart-or-lungs"}),
    "left shoulder": RedFlag(
        (("shoulder", "left"),), full=_TIRED, asks="chest-signs", answers={"yes": "heart-or-lungs", "no": ""}
    ),
    "upper back, middle": RedFlag((("upper-back", "middle"),), asks="chest-signs", answers={"yes": "heart-or-lungs"}),
    "side of the ribs, right": RedFlag(
        (("ribs-side", "right"),), asks="chest-signs", answers={"yes": "heart-or-lungs", "no": ""}
    ),
    "jaw on walking": RedFlag(
        (("jaw-face", "right"),),
        {"at_onset": "walking"},
        full={"intensity": 5},
        asks="chest-signs",
        answers={"yes": "heart-or-lungs"},
    ),
    "pressure, no place": RedFlag((), {"noticed": ("chest-pressure",)}, card="heart-or-lungs"),
    "breathless, in the calf": RedFlag(CALF, {"noticed": ("breathing-difficulty",)}, _TIRED, card="heart-or-lungs"),
    "sweating, no place": RedFlag((), {"noticed": ("sweating-faint-sick",)}, card="heart-or-lungs"),
    "sweating, in the calf": RedFlag(
        CALF,
        {"noticed": ("sweating-faint-sick",)},
        _TIRED,
        asks="chest-signs",
        answers={"yes": "heart-or-lungs", "not-sure": "heart-or-lungs", "no": ""},
    ),
    "sweating, in a swollen calf": RedFlag(
        CALF, {"noticed": ("sweating-faint-sick", "swelling")}, card="heart-or-lungs"
    ),
    "saddle numbness": RedFlag((), {"noticed": ("bladder-bowel-or-saddle-numbness",)}, _TIRED, card="saddle-numbness"),
    "a foot that cannot be lifted": RedFlag(
        FOOT,
        {"noticed": ("weakness",)},
        _TIRED,
        asks="one-side",
        answers={"yes": "one-sided-weakness", "not-sure": "check-for-weakness", "no": ""},
    ),
    "weakness that is still there": RedFlag(
        FOOT,
        {"noticed": ("weakness",)},
        _TIRED,
        asks="still-there",
        after={"one-side": "no"},
        answers={"yes": "weakness-that-stays", "not-sure": "weakness-that-stays", "no": ""},
    ),
    "both legs weak, with the back": RedFlag(
        LOWER_BACK,
        {"noticed": ("weakness",)},
        _TIRED,
        asks="one-side",
        answers={"yes": "both-legs-weak", "not-sure": "both-legs-weak", "no": ""},
    ),
    "both legs weak, with the back and sciatica": RedFlag(
        LOWER_BACK,
        {"noticed": ("weakness",)},
        flags=frozenset({KNOWN_NERVE_DISEASE}),
        asks="one-side",
        answers={"yes": "both-legs-weak", "no": ""},
    ),
    "numb, with the back": RedFlag(
        LOWER_BACK, {"noticed": ("numbness",)}, asks="one-side", answers={"yes": "both-legs-weak", "no": ""}
    ),
    "numb, with the upper back on the right": RedFlag(
        (("upper-back", "right"),), {"noticed": ("numbness",)}, asks="one-side", answers={"yes": "both-legs-weak"}
    ),
    "both legs named weak, with the back": RedFlag(
        (*LOWER_BACK, *LEGS), {"noticed": ("weakness",)}, _TIRED, card="both-legs-weak"
    ),
    "weak, with MS": RedFlag(
        FOOT,
        {"noticed": ("weakness",)},
        flags=frozenset({KNOWN_NERVE_DISEASE}),
        asks="one-side",
        answers={"yes": "one-sided-weakness", "no": ""},
    ),
    "pale, cold limb": RedFlag(
        FOOT,
        {"noticed": ("pale-blue-cold",)},
        _TIRED,
        asks="colder",
        answers={
            "yes": "pale-cold-limb",
            "not-sure": "maybe-pale-cold-limb",
            "no": "pale-cold-limb-passed",
            "as-always": "",
        },
    ),
    "swollen": RedFlag(
        CALF,
        {"noticed": ("swelling",)},
        _TIRED | {"noticed": ("swelling", "warmth-color-change", "tenderness")},
        asks="more-swollen",
        answers={"yes": "swollen-warm-leg", "not-sure": "swollen-warm-leg", "no": ""},
    ),
    "warm": RedFlag(
        HAND, {"noticed": ("warmth-color-change",)}, asks="more-swollen", answers={"yes": "swollen-warm-leg"}
    ),
    "calf sore for days": RedFlag(
        CALF, {"soreness": "longer"}, is_over=True, asks="more-swollen", answers={"yes": "swollen-warm-leg", "no": ""}
    ),
    "swollen, and no place": RedFlag(
        (), {"noticed": ("swelling",)}, asks="more-swollen", answers={"yes": "swollen-warm-leg", "no": ""}
    ),
    "neck with fever": RedFlag(
        NECK,
        {"noticed": ("fever",)},
        _TIRED,
        asks="fever-neck",
        answers={
            "yes": "stiff-neck-or-lockjaw-with-fever",
            "not-sure": "stiff-neck-or-lockjaw-with-fever",
            "no": "",
        },
    ),
    "belly with fever": RedFlag(
        LOWER_BELLY,
        {"noticed": ("fever",)},
        _TIRED,
        asks="fever-belly",
        answers={"yes": "rigid-belly", "not-sure": "fever-and-belly", "no": ""},
    ),
    "flank with fever": RedFlag(FLANK, {"noticed": ("fever",)}, _TIRED, card="fever-and-back"),
    "dark urine": RedFlag(THIGH, {"noticed": ("dark-urine",)}, _TIRED, card="dark-urine"),
    "dark urine, no place": RedFlag((), {"noticed": ("dark-urine",)}, card="dark-urine"),
    "heat": RedFlag(
        (*CALF, *HAND),
        {"factors": ("hot-weather",)},
        _TIRED,
        asks="heat-ill",
        answers={"yes": "heat-illness", "not-sure": "heat-illness", "no": ""},
    ),
    "heat, both calves": RedFlag(
        (("calf", "both"),), {"factors": ("hot-weather",)}, asks="heat-ill", answers={"yes": "heat-illness"}
    ),
    "jaw locked": RedFlag(
        JAW,
        {"impact": "had-to-stop"},
        {"intensity": 7},
        asks="locked",
        answers={
            "mouth": "locked-today",
            "not-sure": "locked-today",
            "mouth+new-medicine": "locked-cannot-wait",
            "mouth+wound": "locked-cannot-wait",
            "breathe-swallow": "locked-cannot-wait",
            "tongue-eyes+new-medicine": "locked-cannot-wait",
            "none": "",
        },
    ),
    "jaw tight for ten minutes": RedFlag(JAW, asks="locked", minutes=10, answers={"mouth": "locked-today", "none": ""}),
    "jaw, three days after a new medicine": RedFlag(
        JAW,
        flags=frozenset({NEW_MEDICINE}),
        asks="locked",
        answers={"mouth": "locked-cannot-wait", "not-sure": "locked-today", "none": ""},
    ),
    "neck that made you stop, and a new medicine": RedFlag(
        NECK_SIDE, {"impact": "had-to-stop"}, asks="locked", answers={"new-medicine": "locked-cannot-wait"}
    ),
    "neck pulled": RedFlag(
        NECK_SIDE,
        {"noticed": ("twisting-posture",)},
        asks="locked",
        answers={"new-medicine": "locked-cannot-wait", "none": ""},
    ),
    "blackout": RedFlag(
        (("widespread", ""),),
        {"noticed": ("blackout",)},
        _TIRED,
        asks="plan-known",
        card="blackout-today",
        answers={"no": "blackout", "not-sure": "blackout", "yes": ""},
    ),
    "blackout in pregnancy": RedFlag(
        (("widespread", ""),), {"noticed": ("blackout",)}, flags=frozenset({PREGNANT}), card="blackout"
    ),
    "spinal cord injury, long": RedFlag(
        LEGS,
        flags=frozenset({SPINAL_CORD_INJURY}),
        asks="dysreflexia",
        minutes=10,
        answers={"yes": "dysreflexia", "not-sure": "dysreflexia", "no": ""},
    ),
    "spinal cord injury, sweating": RedFlag(
        LEGS,
        {"noticed": ("sweating-faint-sick",)},
        flags=frozenset({SPINAL_CORD_INJURY}),
        asks="dysreflexia",
        answers={"yes": "dysreflexia"},
    ),
    "spinal cord injury, a burst": RedFlag(
        LEGS, {"count": 4}, flags=frozenset({SPINAL_CORD_INJURY}), asks="dysreflexia", answers={"yes": "dysreflexia"}
    ),
    "pregnant, lower back": RedFlag(
        LOWER_BACK,
        flags=frozenset({PREGNANT}),
        asks="pregnancy-signs",
        answers={
            "come-and-go": "pregnancy-cramps-or-bleeding",
            "bleeding+constant": "pregnancy-cramps-or-bleeding",
            "not-sure": "pregnancy-cramps-or-bleeding",
            "heavy-bleeding": "pregnancy-emergency",
            "bleeding+faint": "pregnancy-emergency",
            "none": "",
        },
    ),
    "pregnant, lower belly": RedFlag(
        LOWER_BELLY,
        full=_TIRED,
        flags=frozenset({PREGNANT}),
        asks="pregnancy-signs",
        answers={"fluid": "pregnancy-cramps-or-bleeding", "none": ""},
    ),
    "pregnant, belly twice in a day": RedFlag(
        LOWER_BELLY,
        flags=frozenset({PREGNANT, BELLY_TWICE}),
        asks="pregnancy-signs",
        card="pregnancy-cramps-or-bleeding",
    ),
    "pregnant, a burst": RedFlag(
        LOWER_BELLY,
        {"count": 3},
        flags=frozenset({PREGNANT}),
        asks="pregnancy-signs",
        card="pregnancy-cramps-or-bleeding",
    ),
    "spasm medicine missed": RedFlag(
        LEGS, {"factors": ("missed-medicine",)}, flags=frozenset({SPASM_MEDICINE}), card="missed-spasm-medicine"
    ),
    "spasm medicine missed, fever": RedFlag(
        LEGS,
        {"factors": ("missed-medicine",), "noticed": ("fever",)},
        flags=frozenset({SPASM_MEDICINE}),
        card="missed-spasm-medicine-fever",
    ),
    "new medicine, stiff all over, fever": RedFlag(
        (("widespread", ""),),
        {"noticed": ("fever",)},
        {"noticed": ("fever", "stiffness")},
        flags=frozenset({NEW_MEDICINE}),
        card="new-medicine-fever",
    ),
    "calf that does not let go": RedFlag(
        CALF, asks="easing", minutes=10, answers={"no": "does-not-let-go", "yes": "", "not-sure": ""}, holds_steps=False
    ),
    "no place, and does not let go": RedFlag(
        (), asks="easing", minutes=10, answers={"no": "does-not-let-go"}, holds_steps=False
    ),
    "numb calf after exercise": RedFlag(
        CALF,
        {"noticed": ("numbness",), "at_onset": "after-exercise"},
        asks="easing",
        minutes=25,
        answers={"no": "does-not-let-go-emergency"},
        holds_steps=False,
    ),
    "numb calf after a blow": RedFlag(
        CALF,
        {"noticed": ("numbness",), "factors": ("injury-strain",)},
        asks="easing",
        minutes=25,
        answers={"no": "does-not-let-go-emergency"},
        holds_steps=False,
    ),
    "back that does not let go": RedFlag(
        LOWER_BACK, asks="easing", minutes=10, answers={"no": "stays-tight", "yes": ""}, holds_steps=False
    ),
    "back that does not let go, after a fall": RedFlag(
        LOWER_BACK,
        {"noticed": ("fell-or-nearly",)},
        asks="easing",
        minutes=10,
        answers={"no": "does-not-let-go"},
        holds_steps=False,
    ),
    "calf that was hard for 40 minutes": RedFlag(
        CALF,
        flags=frozenset({ENDED_LATELY}),
        asks="still-hard",
        minutes=40,
        is_over=True,
        answers={"yes": "does-not-let-go", "no": ""},
        holds_steps=False,
    ),
}

QUIET_ENTRIES: dict[str, dict] = {
    "a night calf cramp": {"regions": CALF, "at_onset": "asleep", "duration_minutes": 3},
    "one of 9 for some minutes": {"regions": CALF, "intensity": 9, "duration_minutes": 5},
    "a right shoulder": {"regions": (("shoulder", "right"),), "duration_minutes": 2},
    "an eyelid": {"regions": (("eyelid", "left"),), "kind": "twitch", "duration_minutes": 60},
    "writer's cramp": {"regions": HAND, "at_onset": "repeated-movement", "duration_minutes": 5},
    "an arm slept on, numb": {
        "regions": (("forearm-inner", "left"), ("hand", "left")),
        "noticed": frozenset({"numbness"}),
        "at_onset": "waking-up",
        "duration_minutes": 5,
    },
    "a stiff lower back and nothing else": {"regions": LOWER_BACK, "noticed": frozenset({"stiffness"})},
    "a period": {"regions": LOWER_BELLY, "factors": frozenset({"period"}), "duration_minutes": 60},
    "an athlete": {"regions": CALF, "factors": frozenset({"hard-exercise"}), "duration_minutes": 4},
    "a twisted foot in a cramp": {"regions": FOOT, "noticed": frozenset({"twisting-posture"}), "duration_minutes": 2},
    "pregnant, a leg": {"regions": CALF, "flags": frozenset({PREGNANT}), "duration_minutes": 2},
    "fever and a calf": {"regions": CALF, "noticed": frozenset({"fever"}), "duration_minutes": 2},
    "baclofen begun, a leg": {
        "regions": LEGS,
        "flags": frozenset({SPASM_MEDICINE, NEW_MEDICINE}),
        "duration_minutes": 4,
    },
    "jaw clenching": {"regions": (("jaw-face", "right"),), "duration_minutes": 3},
    "forgotten till morning": {"regions": CALF, "is_running": True, "duration_minutes": None},
    "nothing said at all": {},
}
"""Nothing is asked of these, and nothing raised."""
