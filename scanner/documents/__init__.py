"""YAML that people write for us: read strictly, and every mistake told with its place.

``Reading``        a document while it is read
``complaints_of``  what pydantic found wrong with one, in plain sentences
``refusal``        all of it in one error
"""

from scanner.documents.complaints import complaints_of, refusal
from scanner.documents.reading import Complaint, Document, Reading, head_comment, merged

__all__ = [
    "Complaint",
    "Document",
    "Reading",
    "complaints_of",
    "head_comment",
    "merged",
    "refusal",
]
