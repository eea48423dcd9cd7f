"""Builds on a Dask cluster: books travel as bytes, and workers need no shared disk.

The client sends each book as an order (``messages.py``): paths, digests and contents of its
files.  A worker (``worker_tasks.py``) lays the files out in a private folder, and a process of its
own makes the artifacts there by the functions of a local build (``book_making.py``).  The client
checks the answer and puts files, stamps and printed pages in place (``finished_files.py``), so that
a local build finds everything fresh.
"""
