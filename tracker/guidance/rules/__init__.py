"""What a log as a whole raises: rules over analysis results and the health profile, one topic a file. Pure.

`facts` is what rules look at; `rule` what a rule is, and what it raises; `registry` all of them, what they raise from a
log, and the sentence that says why; `choose` what is shown when. A topic has the name of its patterns in
`analysis/patterns`. What one entry alone raises is in `guidance/conditions.py`.
"""
