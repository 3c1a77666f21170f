"""Settings of the tests: the product's own, with a folder of its own and quick passwords."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

# Each clone has a folder of its own: two that are tested at once do not meet.
_CLONE = sha256(str(Path(__file__).resolve().parents[1]).encode()).hexdigest()[:8]
_FOLDER = Path(tempfile.gettempdir()) / f"lumencare-tests-{_CLONE}"
os.environ.setdefault("LUMENCARE_HOME", str(_FOLDER))
os.environ.setdefault("EMAIL_URL", "memorymail://")

from lumencare.settings import *  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PROVIDER = {
    **PROVIDER,
    "name": "路明照明控制（上海）有限公司",
    "english_name": "Luming Lighting Controls (Shanghai) Co., Ltd.",
    "credit_code": "91310115MA1K4XXXX8",
}
MIDDLEWARE = [each for each in MIDDLEWARE if not each.startswith("whitenoise")]
# Each process of a parallel run keeps its files apart.
MEDIA_ROOT = HOME / "files" / os.environ.get("PYTEST_XDIST_WORKER", "main")
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A test closes its connections itself; a pool would keep the test database from being dropped.
    DATABASES["default"]["OPTIONS"] = {}
else:
    # A file, as in use: a database in memory locks whole tables and never waits.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / f"test-{os.getpid()}.db")}
