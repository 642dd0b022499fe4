"""How a region is called on a side: "left thigh, front", never a bare region that leaves the side to guessing.

Whole phrases, not put together from parts, because a side inflects in many languages. Data only; regions.mark_words
puts them to use. Said to the person: your_regions_words.
"""

from django.utils.translation import gettext_lazy as _

ON_A_SIDE = {
    "jaw-face": (_("left jaw or face"), _("right jaw or face"), _("jaw or face, both sides"), _("jaw or face, middle")),
    "eyelid": (_("left eyelid"), _("right eyelid"), _("both eyelids")),
    "neck-front": (
        _("left neck, front"),
        _("right neck, front"),
        _("neck, front, both sides"),
        _("neck, front, middle"),
    ),
    "chest": (_("left chest"), _("right chest"), _("chest, both sides"), _("chest, middle")),
    "upper-abdomen": (
        _("left upper belly"),
        _("right upper belly"),
        _("upper belly, both sides"),
        _("upper belly, middle"),
    ),
    "lower-abdomen": (
        _("left lower belly"),
        _("right lower belly"),
        _("lower belly, both sides"),
        _("lower belly, middle"),
    ),
    "groin": (_("left groin"), _("right groin"), _("groin, both sides"), _("groin, middle")),
    "pelvis": (_("left pelvis"), _("right pelvis"), _("pelvis, both sides"), _("pelvis, middle")),
    "neck-back": (_("left neck, back"), _("right neck, back"), _("neck, back, both sides"), _("neck, back, middle")),
    "upper-back": (_("left upper back"), _("right upper back"), _("upper back, both sides"), _("upper back, middle")),
    "mid-back": (_("left middle back"), _("right middle back"), _("middle back, both sides"), _("middle back, center")),
    "lower-back": (_("left lower back"), _("right lower back"), _("lower back, both sides"), _("lower back, middle")),
    "neck-side": (_("left side of the neck"), _("right side of the neck"), _("both sides of the neck")),
    "shoulder-top": (_("left shoulder, top"), _("right shoulder, top"), _("both shoulders, top")),
    "ribs-side": (_("left ribs, side"), _("right ribs, side"), _("ribs, both sides")),
    "flank": (_("left flank"), _("right flank"), _("both flanks")),
    "buttock": (_("left buttock"), _("right buttock"), _("both buttocks")),
    "shoulder": (_("left shoulder"), _("right shoulder"), _("both shoulders")),
    "upper-arm-front": (_("left upper arm, front"), _("right upper arm, front"), _("both upper arms, front")),
    "upper-arm-back": (_("left upper arm, back"), _("right upper arm, back"), _("both upper arms, back")),
    "elbow": (_("left elbow"), _("right elbow"), _("both elbows")),
    "forearm-inner": (_("left inner forearm"), _("right inner forearm"), _("both inner forearms")),
    "forearm-outer": (_("left outer forearm"), _("right outer forearm"), _("both outer forearms")),
    "wrist": (_("left wrist"), _("right wrist"), _("both wrists")),
    "hand": (_("left hand"), _("right hand"), _("both hands")),
    "fingers": (_("left fingers"), _("right fingers"), _("fingers, both sides")),
    "whole-arm": (_("whole left arm"), _("whole right arm"), _("both arms, whole")),
    "hip": (_("left hip"), _("right hip"), _("both hips")),
    "thigh-front": (_("left thigh, front"), _("right thigh, front"), _("both thighs, front")),
    "thigh-back": (_("left thigh, back"), _("right thigh, back"), _("both thighs, back")),
    "thigh-inner": (_("left inner thigh"), _("right inner thigh"), _("both inner thighs")),
    "thigh-outer": (_("left outer thigh"), _("right outer thigh"), _("both outer thighs")),
    "knee": (_("left knee"), _("right knee"), _("both knees")),
    "calf": (_("left calf"), _("right calf"), _("both calves")),
    "shin": (_("left shin"), _("right shin"), _("both shins")),
    "ankle": (_("left ankle"), _("right ankle"), _("both ankles")),
    "foot-sole": (_("left foot, sole"), _("right foot, sole"), _("both feet, sole")),
    "foot-top": (_("left foot, top"), _("right foot, top"), _("both feet, top")),
    "toes": (_("left toes"), _("right toes"), _("toes, both sides")),
    "whole-leg": (_("whole left leg"), _("whole right leg"), _("both legs, whole")),
}
"""Region: the words for its left, its right, both and, where it has one, its middle."""
