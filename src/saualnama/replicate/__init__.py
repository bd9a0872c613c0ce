"""A wave again in R and in PSPP or SPSS: two scripts, their inputs, and our numbers to compare."""

from saualnama.replicate.inputs import Inputs, Results
from saualnama.replicate.labels import file_labels
from saualnama.replicate.package import Replication, replication

__all__ = ["Inputs", "Replication", "Results", "file_labels", "replication"]
