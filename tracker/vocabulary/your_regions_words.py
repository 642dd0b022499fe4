"""How a region is called when it is said to the person: "your left calf", "the back of your neck".

Whole phrases, as in regions_words, because "your" bends with what follows it in many languages. Data only;
regions.your_words puts them to use.
"""

from django.utils.translation import gettext_lazy as _

YOURS = {
    "jaw-face": (
        _("your jaw or face"),
        _("the left side of your jaw or face"),
        _("the right side of your jaw or face"),
        _("the middle of your jaw or face"),
    ),
    "eyelid": (_("your eyelid"), _("your left eyelid"), _("your right eyelid")),
    "neck-front": (
        _("the front of your neck"),
        _("the front left of your neck"),
        _("the front right of your neck"),
        _("the middle of the front of your neck"),
    ),
    "chest": (
        _("your chest"),
        _("the left side of your chest"),
        _("the right side of your chest"),
        _("the middle of your chest"),
    ),
    "upper-abdomen": (
        _("your upper belly"),
        _("the left side of your upper belly"),
        _("the right side of your upper belly"),
        _("the middle of your upper belly"),
    ),
    "lower-abdomen": (
        _("your lower belly"),
        _("the left side of your lower belly"),
        _("the right side of your lower belly"),
        _("the middle of your lower belly"),
    ),
    "groin": (_("your groin"), _("your left groin"), _("your right groin"), _("the middle of your groin")),
    "pelvis": (
        _("your pelvis"),
        _("the left side of your pelvis"),
        _("the right side of your pelvis"),
        _("the middle of your pelvis"),
    ),
    "neck-back": (
        _("the back of your neck"),
        _("the back left of your neck"),
        _("the back right of your neck"),
        _("the middle of the back of your neck"),
    ),
    "upper-back": (
        _("your upper back"),
        _("the left side of your upper back"),
        _("the right side of your upper back"),
        _("the middle of your upper back"),
    ),
    "mid-back": (
        _("your middle back"),
        _("the left side of your middle back"),
        _("the right side of your middle back"),
        _("the center of your middle back"),
    ),
    "lower-back": (
        _("your lower back"),
        _("the left side of your lower back"),
        _("the right side of your lower back"),
        _("the middle of your lower back"),
    ),
    "neck-side": (_("the side of your neck"), _("the left side of your neck"), _("the right side of your neck")),
    "shoulder-top": (
        _("the top of your shoulder"),
        _("the top of your left shoulder"),
        _("the top of your right shoulder"),
    ),
    "ribs-side": (_("the side of your ribs"), _("the left side of your ribs"), _("the right side of your ribs")),
    "flank": (_("your flank"), _("your left flank"), _("your right flank")),
    "buttock": (_("your buttock"), _("your left buttock"), _("your right buttock")),
    "shoulder": (_("your shoulder"), _("your left shoulder"), _("your right shoulder")),
    "upper-arm-front": (
        _("the front of your upper arm"),
        _("the front of your left upper arm"),
        _("the front of your right upper arm"),
    ),
    "upper-arm-back": (
        _("the back of your upper arm"),
        _("the back of your left upper arm"),
        _("the back of your right upper arm"),
    ),
    "elbow": (_("your elbow"), _("your left elbow"), _("your right elbow")),
    "forearm-inner": (_("your inner forearm"), _("your left inner forearm"), _("your right inner forearm")),
    "forearm-outer": (_("your outer forearm"), _("your left outer forearm"), _("your right outer forearm")),
    "wrist": (_("your wrist"), _("your left wrist"), _("your right wrist")),
    "hand": (_("your hand"), _("your left hand"), _("your right hand")),
    "fingers": (_("your fingers"), _("your left fingers"), _("your right fingers")),
    "whole-arm": (_("your whole arm"), _("your whole left arm"), _("your whole right arm")),
    "hip": (_("your hip"), _("your left hip"), _("your right hip")),
    "thigh-front": (
        _("the front of your thigh"),
        _("the front of your left thigh"),
        _("the front of your right thigh"),
    ),
    "thigh-back": (_("the back of your thigh"), _("the back of your left thigh"), _("the back of your right thigh")),
    "thigh-inner": (_("your inner thigh"), _("your left inner thigh"), _("your right inner thigh")),
    "thigh-outer": (_("your outer thigh"), _("your left outer thigh"), _("your right outer thigh")),
    "knee": (_("your knee"), _("your left knee"), _("your right knee")),
    "calf": (_("your calf"), _("your left calf"), _("your right calf")),
    "shin": (_("your shin"), _("your left shin"), _("your right shin")),
    "ankle": (_("your ankle"), _("your left ankle"), _("your right ankle")),
    "foot-sole": (_("the sole of your foot"), _("the sole of your left foot"), _("the sole of your right foot")),
    "foot-top": (_("the top of your foot"), _("the top of your left foot"), _("the top of your right foot")),
    "toes": (_("your toes"), _("your left toes"), _("your right toes")),
    "whole-leg": (_("your whole leg"), _("your whole left leg"), _("your whole right leg")),
}
"""Region: the words for it without a side, on its left, on its right and, where it has one, in its middle. On both
sides nothing is added: "both calves"."""
