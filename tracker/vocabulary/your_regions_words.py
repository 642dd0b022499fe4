"""How a region is called when it is said to the person: "your left calf", "the back of your neck".

Whole phrases, as in regions_words, because "your" bends with what follows it in many languages. Data only;
regions.your_words puts them to use.
"""

from django.utils.translation import gettext_lazy as _

YOURS = {
    "jaw-face": (
        _("your jaw or face"),
        _("your left jaw or face"),
        _("your right jaw or face"),
        _("your jaw or face, middle"),
    ),
    "eyelid": (_("your eyelid"), _("your left eyelid"), _("your right eyelid")),
    "neck-front": (
        _("the front of your neck"),
        _("your left neck, front"),
        _("your right neck, front"),
        _("your neck, front, middle"),
    ),
    "chest": (_("your chest"), _("your left chest"), _("your right chest"), _("your chest, middle")),
    "upper-abdomen": (
        _("your upper belly"),
        _("your left upper belly"),
        _("your right upper belly"),
        _("your upper belly, middle"),
    ),
    "lower-abdomen": (
        _("your lower belly"),
        _("your left lower belly"),
        _("your right lower belly"),
        _("your lower belly, middle"),
    ),
    "groin": (_("your groin"), _("your left groin"), _("your right groin"), _("your groin, middle")),
    "pelvis": (_("your pelvis"), _("your left pelvis"), _("your right pelvis"), _("your pelvis, middle")),
    "neck-back": (
        _("the back of your neck"),
        _("your left neck, back"),
        _("your right neck, back"),
        _("your neck, back, middle"),
    ),
    "upper-back": (
        _("your upper back"),
        _("your left upper back"),
        _("your right upper back"),
        _("your upper back, middle"),
    ),
    "mid-back": (
        _("your middle back"),
        _("your left middle back"),
        _("your right middle back"),
        _("your middle back, middle"),
    ),
    "lower-back": (
        _("your lower back"),
        _("your left lower back"),
        _("your right lower back"),
        _("your lower back, middle"),
    ),
    "neck-side": (_("the side of your neck"), _("the left side of your neck"), _("the right side of your neck")),
    "shoulder-top": (_("the top of your shoulder"), _("your left shoulder, top"), _("your right shoulder, top")),
    "ribs-side": (_("the side of your ribs"), _("your left ribs, side"), _("your right ribs, side")),
    "flank": (_("your flank"), _("your left flank"), _("your right flank")),
    "buttock": (_("your buttock"), _("your left buttock"), _("your right buttock")),
    "shoulder": (_("your shoulder"), _("your left shoulder"), _("your right shoulder")),
    "upper-arm-front": (
        _("the front of your upper arm"),
        _("your left upper arm, front"),
        _("your right upper arm, front"),
    ),
    "upper-arm-back": (
        _("the back of your upper arm"),
        _("your left upper arm, back"),
        _("your right upper arm, back"),
    ),
    "elbow": (_("your elbow"), _("your left elbow"), _("your right elbow")),
    "forearm-inner": (_("your inner forearm"), _("your left inner forearm"), _("your right inner forearm")),
    "forearm-outer": (_("your outer forearm"), _("your left outer forearm"), _("your right outer forearm")),
    "wrist": (_("your wrist"), _("your left wrist"), _("your right wrist")),
    "hand": (_("your hand"), _("your left hand"), _("your right hand")),
    "fingers": (_("your fingers"), _("your left fingers"), _("your right fingers")),
    "whole-arm": (_("your whole arm"), _("your whole left arm"), _("your whole right arm")),
    "hip": (_("your hip"), _("your left hip"), _("your right hip")),
    "thigh-front": (_("the front of your thigh"), _("your left thigh, front"), _("your right thigh, front")),
    "thigh-back": (_("the back of your thigh"), _("your left thigh, back"), _("your right thigh, back")),
    "thigh-inner": (_("your inner thigh"), _("your left inner thigh"), _("your right inner thigh")),
    "thigh-outer": (_("your outer thigh"), _("your left outer thigh"), _("your right outer thigh")),
    "knee": (_("your knee"), _("your left knee"), _("your right knee")),
    "calf": (_("your calf"), _("your left calf"), _("your right calf")),
    "shin": (_("your shin"), _("your left shin"), _("your right shin")),
    "ankle": (_("your ankle"), _("your left ankle"), _("your right ankle")),
    "foot-sole": (_("the sole of your foot"), _("your left foot, sole"), _("your right foot, sole")),
    "foot-top": (_("the top of your foot"), _("your left foot, top"), _("your right foot, top")),
    "toes": (_("your toes"), _("your left toes"), _("your right toes")),
    "whole-leg": (_("your whole leg"), _("your whole left leg"), _("your whole right leg")),
}
"""Region: the words for it without a side, on its left, on its right and, where it has one, in its middle. On both
sides nothing is added: "both calves"."""
