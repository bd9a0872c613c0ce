# Configuration, checked before anything runs, and the functions that rules take their files from.

import sys
from hashlib import sha256
from pathlib import Path

from snakemake.exceptions import WorkflowError
from snakemake.logging import logger

from saualnama.check.order import previous_wave
from saualnama.errors import InputError
from saualnama.figures.names import WORD_FREQUENCIES, picture_names
from saualnama.io.files import sha256_of_text
from saualnama.io.structured import read_yaml
from saualnama.loading import SCHEMAS, load_checked
from saualnama.shape import check_shape

# Snakemake puts the interpreter's path unquoted into the command of a script.
if " " in sys.executable:
    sys.executable = f'"{sys.executable}"'

# Stages say one line each; the scheduler's own two lines before every job would drown them.
logger.addFilter(
    lambda record: not str(record.msg).startswith(("Select jobs to exec", "Execute "))
)

try:
    for path in workflow.configfiles:
        load_checked(Path(path), "config")
    # once more with what `--config` changed
    check_shape(config, read_yaml(SCHEMAS / "config.schema.yaml"), "config.yaml")
except InputError as error:
    raise WorkflowError(str(error)) from None

LANGUAGES = ["kk", "ru", "en"]
WAVES = list(config["waves"])
VERIFIED = [wave for wave in WAVES if "published" in config["waves"][wave]]
ACCOUNTED = [wave for wave in WAVES if "claims" in config["waves"][wave]]
OFFICIAL = [wave for wave in WAVES if "official" in config["waves"][wave]]


wildcard_constraints:
    wave="|".join(WAVES),


def wave_file(key):
    """A file that config.yaml names for a wave."""
    return lambda wildcards: config["waves"][wildcards.wave][key]


def wave_files(wave):
    """All files that config.yaml names for a wave."""
    named = config["waves"][wave]
    named = [*named.values(), *named.get("official", {}).values()]
    return [value for value in named if isinstance(value, str)]


def files_of_the_wave_before(wildcards):
    """Questionnaire, labels and survey of the wave before; nothing for the first one."""
    previous = previous_wave(WAVES, wildcards.wave)
    if previous is None:
        return []
    folder = f"data/waves/{previous}"
    return [
        f"{folder}/questionnaire.yaml",
        f"{folder}/labels.csv",
        f"work/{previous}/survey.parquet",
    ]


def wave_of_changes(wave):
    """The wave before, where config.yaml has them in an order that compares the two."""
    previous = previous_wave(WAVES, wave)
    return previous if (previous, wave) in COMPARED else None


def files_of_changes(wildcards):
    """Cells of the wave before, and what has changed since; nothing for the first one."""
    previous = wave_of_changes(wildcards.wave)
    if previous is None:
        return []
    return [
        f"results/{previous}/tables/crosses.csv",
        f"results/compare/{previous}_{wildcards.wave}/changes.csv",
    ]


def exhibits_of(wave):
    """Ids of a wave's exhibits, in the order of its exhibits.yaml; its faults are named later."""
    content = read_yaml(Path(f"data/waves/{wave}/exhibits.yaml"))
    return [exhibit["id"] for exhibit in content["exhibits"]]


def design_settings():
    """What variances take from the recipe; other settings of it rerun nothing after the weights."""
    used = ("margins", "collapse", "variance")
    return {key: config["weighting"][key] for key in used if key in config["weighting"]}


def library(*rooms):
    """Fingerprint of rooms of the library, so that a stage runs again when its code changes."""
    root = Path("src/saualnama")
    files = [
        root / name
        for name in (
            "errors.py",
            "rounding.py",
            "todo.py",
            "shape.py",
            "svg.py",
            "loading.py",
        )
    ]
    for room in rooms:
        files += (
            [root / room]
            if room.endswith(".py")
            else sorted((root / room).rglob("*.py"))
        )
    return sha256("".join(map(sha256_of_text, files)).encode()).hexdigest()[:12]


def official_tables():
    """Tables of administrative statistics of the waves that have them."""
    return [
        f"results/{wave}/tables/{exhibit}.csv"
        for wave in OFFICIAL
        for exhibit in OFFICIAL_EXHIBITS
    ]


def pictures_of(wave):
    """Names of the pictures of a wave's exhibits, in order."""
    content = read_yaml(Path(f"data/waves/{wave}/exhibits.yaml"))
    return [*picture_names(content), *([WORD_FREQUENCIES] if wave in OFFICIAL else [])]


def picture_files():
    """Pictures of all waves in all languages, as text and as dots."""
    return [
        f"results/{wave}/figures/{picture}.{language}.{form}"
        for wave in WAVES
        for picture in pictures_of(wave)
        for language in LANGUAGES
        for form in ("svg", "png")
    ]
