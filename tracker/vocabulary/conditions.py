"""Conditions of the health profile that the five articles tie to spasms. A code says a person named it, no more."""

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.terms import Term, Vocabulary

CONDITIONS = Vocabulary(
    Term("diabetes", _("diabetes")),
    Term("anemia", _("anemia")),
    Term("atherosclerosis", _("narrowed blood vessels (atherosclerosis)")),
    Term("kidney-failure", _("kidney disease or dialysis")),
    Term("heart-failure", _("heart failure")),
    Term("thyroid-disorder", _("thyroid disorder")),
    Term("hormonal-disorder", _("another hormonal disorder")),
    Term("mineral-deficiency", _("low minerals, shown by a test")),
    Term("multiple-sclerosis", _("multiple sclerosis")),
    Term("parkinsons", _("Parkinson's disease")),
    Term("stroke", _("stroke")),
    Term("als", _("ALS (Lou Gehrig's disease)")),
    Term("spinal-cord-injury", _("spinal cord injury")),
    Term("dystonia", _("dystonia")),
    Term("nerve-disorder", _("nerve damage or another nerve disorder")),
    Term("fibromyalgia", _("fibromyalgia")),
    Term("myofascial-pain", _("myofascial pain")),
    Term("myositis", _("inflamed muscle (myositis)")),
    Term("chronic-back-pain", _("chronic back pain")),
    Term("osteochondrosis", _("osteochondrosis of the spine")),
    Term("spinal-stenosis", _("narrowed spinal canal (stenosis)")),
    Term("herniated-disc", _("slipped disc (herniated disc)")),
    Term("facet-joint-trouble", _("injured or inflamed small joints of the spine")),
    Term("scoliosis", _("scoliosis")),
    Term("sciatica", _("sciatica")),
    Term("pinched-nerve", _("pinched nerve at the spine")),
    Term("tendinitis", _("tendinitis")),
    Term("arthritis", _("arthritis")),
    Term("osteoporosis", _("brittle bones (osteoporosis)"), "", False),
    Term("joint-replacement", _("artificial hip or knee joint"), "", False),
    Term("restless-legs", _("restless legs")),
    Term("pregnancy", _("pregnancy")),
)
