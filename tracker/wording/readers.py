"""Who reads a sentence: the person whose diary it is, or the doctor who gets the summary."""

from enum import Enum


class Reader(Enum):
    PERSON = "person"
    """Spoken to as "you"; no words of statistics."""
    DOCTOR = "doctor"
    """Never "you"; counts with their denominators, medians and quartiles."""


PERSON, DOCTOR = Reader.PERSON, Reader.DOCTOR
