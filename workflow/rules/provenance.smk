# What the results of a wave were made from.


rule provenance:
    input:
        files=lambda w: [
            *wave_files(w.wave),
            f"data/waves/{w.wave}/questionnaire.yaml",
            f"data/waves/{w.wave}/exhibits.yaml",
        ],
        lock="requirements.lock",
        project="pyproject.toml",
    output:
        "results/{wave}/provenance.json",
    log:
        "logs/{wave}/provenance.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library("provenance.py"),
        settings=lambda w: {
            "wave": config["waves"][w.wave],
            **{key: value for key, value in config.items() if key != "waves"},
        },
    script:
        "../../scripts/provenance.py"
