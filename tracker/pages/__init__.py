"""What a page shows, put together as dataclasses; addresses to requests and back; the one way from result to chart.

No answer is made here: that is what views are for.
"""
