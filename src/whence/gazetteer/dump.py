"""Compile a gazetteer from a full GeoNames dump (allCountries.txt or .zip), in bounded memory."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import batched
from pathlib import Path
from typing import IO
