"""Conditions of the health profile that the five articles tie to spasms. A code says a person named it, no more."""

from django.utils.translation import pgettext_lazy

from tracker.vocabulary.terms import Term, Vocabulary

CONDITIONS = Vocabulary(
    Term("diabetes", pgettext_lazy("health condition", "diabetes")),
    Term("anemia", pgettext_lazy("health condition", "anemia")),
    Term("atherosclerosis", pgettext_lazy("health condition", "narrowed blood vessels (atherosclerosis)")),
    Term("kidney-failure", pgettext_lazy("health condition", "kidney disease or dialysis")),
    Term("heart-failure", pgettext_lazy("health condition", "heart failure")),
    Term("thyroid-disorder", pgettext_lazy("health condition", "thyroid disorder")),
    Term("hormonal-disorder", pgettext_lazy("health condition", "another hormonal disorder")),
    Term("mineral-deficiency", pgettext_lazy("health condition", "low minerals, shown by a test")),
    Term("multiple-sclerosis", pgettext_lazy("health condition", "multiple sclerosis")),
    Term("parkinsons", pgettext_lazy("health condition", "Parkinson’s disease")),
    Term("stroke", pgettext_lazy("health condition", "stroke")),
    Term("als", pgettext_lazy("health condition", "ALS (Lou Gehrig’s disease)")),
    Term("spinal-cord-injury", pgettext_lazy("health condition", "spinal cord injury")),
    Term("dystonia", pgettext_lazy("health condition", "dystonia")),
    Term("nerve-disorder", pgettext_lazy("health condition", "nerve damage or another nerve disorder")),
    Term("fibromyalgia", pgettext_lazy("health condition", "fibromyalgia")),
    Term("myofascial-pain", pgettext_lazy("health condition", "myofascial pain")),
    Term("myositis", pgettext_lazy("health condition", "inflamed muscle (myositis)")),
    Term("chronic-back-pain", pgettext_lazy("health condition", "chronic back pain")),
    Term("osteochondrosis", pgettext_lazy("health condition", "osteochondrosis of the spine")),
    Term("spinal-stenosis", pgettext_lazy("health condition", "narrowed spinal canal (stenosis)")),
    Term("herniated-disc", pgettext_lazy("health condition", "slipped disc (herniated disc)")),
    Term("facet-joint-trouble", pgettext_lazy("health condition", "injured or inflamed small joints of the spine")),
    Term("scoliosis", pgettext_lazy("health condition", "scoliosis")),
    Term("sciatica", pgettext_lazy("health condition", "sciatica")),
    Term("pinched-nerve", pgettext_lazy("health condition", "pinched nerve at the spine")),
    Term("tendinitis", pgettext_lazy("health condition", "tendinitis")),
    Term("arthritis", pgettext_lazy("health condition", "arthritis")),
    Term("osteoporosis", pgettext_lazy("health condition", "brittle bones (osteoporosis)"), "", False),
    Term("joint-replacement", pgettext_lazy("health condition", "artificial hip or knee joint"), "", False),
    Term("restless-legs", pgettext_lazy("health condition", "restless legs")),
    Term("pregnancy", pgettext_lazy("health condition", "pregnancy")),
)
