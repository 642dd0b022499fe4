"""What a log as a whole raises: rules over analysis results and the health profile, one topic a file. Pure.

`facts` is what rules look at, `rule` what a rule is, `registry` all of them, `raised` what one of them raised and how
it is stored, `because` the sentence that says why, `choose` what is shown when. What one entry alone raises is in
`guidance/conditions.py`.
"""
