"""Write the JSON bundle of the actor vocabularies. Run it after a change to src/whence/actors/data/*.yaml."""

import json

from whence.actors.vocabulary import BUNDLE, read_yaml

if __name__ == "__main__":
    BUNDLE.write_text(json.dumps(read_yaml(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf8")
