"""The code that a test lets each worker process run when its interpreter starts.

``PYTHONPATH`` names this folder, and ``WORKER_CODE`` has the code; see ``worker_faults.py``.
"""

import os
import sys

if any("publish.artifacts.book_worker" in word for word in sys.orig_argv):
    exec(os.environ["WORKER_CODE"], {})  # of the test itself
